using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Photos;

internal static class PhotosSetup
{
    private const int FormBytes = 64 * 1024;

    public static IServiceCollection AddPhotos(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PhotoOptions>().Bind(configuration.GetSection("Kbm:Photos")).ValidateDataAnnotations().ValidateOnStart();
        // Razor Pages puts new conventions in place while it is configured; what is added before that is lost.
        services.AddOptions<RazorPagesOptions>().PostConfigure<IOptions<PhotoOptions>>((pages, photos) =>
            pages.Conventions.AddFolderApplicationModelConvention("/Photos", page => page.EndpointMetadata.Add(FormLimit(photos.Value))));
        return services.AddSingleton<Darkroom>().AddScoped<SavePhoto>();
    }

    /// <summary>The pictures, for browsers.</summary>
    public static void MapPhotoFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/photos/{hash}", async (string hash, string? size, TenantDb db, HttpResponse response) =>
            await PhotoFile.Answer(db, response, hash, size) ?? Results.StatusCode(StatusCodes.Status404NotFound))
            .RequireAuthorization(Permissions.See).ExcludeFromDescription();

    public static BodyLimit FileLimit(PhotoOptions options) =>
        new(options.MaxBytes, $"A photo may have up to {options.MaxMegabytes} MB.", "Make it smaller, then send it again.");

    private static BodyLimit FormLimit(PhotoOptions options) => new(
        (long)options.MaxBytes * options.MaxAtOnce + FormBytes,
        $"These photos are too large together: {options.MaxAtOnce} may be added at once, each of up to {options.MaxMegabytes} MB.", "Go back and choose fewer.");
}
