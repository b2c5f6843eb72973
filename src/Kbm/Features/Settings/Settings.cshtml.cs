using System.Globalization;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Settings;

[Authorize(Permissions.EditSettings)]
internal sealed class SettingsPage(SaveSettings save) : KbmPage
{
    [BindProperty]
    public SettingsInput Input { get; set; } = new();

    public static readonly IReadOnlyList<FieldOption> DateStyles =
    [
        new(nameof(DateStyle.DayMonth), "20 Nov 2026"),
        new(nameof(DateStyle.MonthDay), "Nov 20, 2026"),
        new(nameof(DateStyle.Iso), "2026-11-20"),
    ];

    public void OnGet() => Input = SettingsInput.Of(Settings);

    public async Task<IActionResult> OnPostAsync()
    {
        var saved = await save.Run(Actor, Input);
        if (saved.IsRefused) return Refused(saved.Refusals);
        Say("Saved the settings.");
        return LocalRedirect("/settings");
    }

    internal static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
