using Kbm.Features.Sheets.Reading;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kbm.Features.Imports;

internal static class ImportsSetup
{
    private const int FormBytes = 64 * 1024;

    /// <summary>Of a file that is sent, whether by a form or by the API.</summary>
    public static readonly BodyLimit FileLimit = new(
        SheetLimits.Default.MaxBytes + FormBytes, SheetRefused.TooLarge(SheetLimits.Default.MaxBytes).Refusal.Sentence, "Split it, then send each part.");

    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        // Razor Pages puts new conventions in place while it is configured; what is added before that is lost.
        services.AddOptions<RazorPagesOptions>().PostConfigure(pages => pages.Conventions.AddPageApplicationModelConvention("/Imports/New", page => page.EndpointMetadata.Add(FileLimit)));
        return services.AddSingleton<ReviewQueue>().AddScoped<ReceiveSheet>().AddScoped<ReviewImport>().AddScoped<DecideImport>().AddScoped<StartImport>().AddScoped<UndoImport>();
    }
}
