using Kbm.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Kbm.Features.Items;

/// <summary>The answer to the address of an item that there is not, from an old tag or a typing mistake: what is missing, and where to look for it.</summary>
/// <param name="Code">The code of the address, as far as it can be one.</param>
/// <param name="Sentence">What there is not.</param>
internal sealed record NoItem(string Code, string Sentence)
{
    private const int LongestCode = 13;

    /// <param name="page">The page that was asked for.</param>
    /// <param name="what">What it would show: "key".</param>
    /// <param name="code">The code that nothing has.</param>
    public static ViewResult Page(PageModel page, string what, string code)
    {
        var named = Word.Cut(code, LongestCode);
        return new()
        {
            StatusCode = StatusCodes.Status404NotFound,
            ViewName = "/Features/Items/NoItem.cshtml",
            ViewData = new ViewDataDictionary<NoItem>(page.ViewData, new NoItem(named, $"There is no {what} {named}.")),
            TempData = page.TempData,
        };
    }
}
