using System.Text.Unicode;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.WebEncoders;

namespace Kbm.Web;

internal static class Pages
{
    /// <summary>Razor Pages under Features/, one folder per noun, with antiforgery on every form.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options =>
            {
                options.RootDirectory = "/Features";
                options.Conventions.AddFolderApplicationModelConvention("/", page => page.EndpointMetadata.Add(new HttpMethodMetadata(MethodsOf(page))));
                options.Conventions.AddPageApplicationModelConvention("/Tenancy/Index", page => page.EndpointMetadata.Add(new OnRootHost()));
            })
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                mvc.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((value, _) => $"{Short(value)} is not a valid value here.");
                mvc.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(_ => "Enter a number.");
            });
        services.AddSingleton<IconSprite>();
        // What is no markup is written as it is: a dot between two words is one character, not an entity of six.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddAntiforgery(o => { o.Cookie.Name = "kbm-form"; o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; o.SuppressXFrameOptionsHeader = true; });
        services.Configure<CookieTempDataProviderOptions>(o => { o.Cookie.Name = "kbm-said"; o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; });
        services.Configure<RouteOptions>(o => { o.LowercaseUrls = true; });
        return services;
    }

    // A page is also shown for a method that it has no handler for, with nothing loaded, unless routing knows its methods.
    private static IEnumerable<string> MethodsOf(PageApplicationModel page) =>
        page.HandlerMethods.Select(h => h.HttpMethod.ToUpperInvariant()).Union([HttpMethods.Get, HttpMethods.Head]);

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
