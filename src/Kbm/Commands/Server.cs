using System.Net.Sockets;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Help;
using Kbm.Features.Imports;
using Kbm.Features.Photos;
using Kbm.Features.Runs;
using Kbm.Features.Settings;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HttpOverrides;

namespace Kbm.Commands;

/// <param name="DataFolder">Where the databases and secrets are.</param>
/// <param name="Url">Where to listen.</param>
/// <param name="Configure">Changes to services or configuration before the server is built.</param>
internal sealed record ServerOptions(string DataFolder, string Url, Action<WebApplicationBuilder>? Configure = null);

/// <summary>The web server's table of contents.</summary>
internal static class Server
{
    public static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(options.Url).ConfigureKestrel(Limits);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Kbm", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddKbm(builder.Configuration, options.DataFolder);
        builder.Services.AddPages();
        builder.Services.AddSingleton<HelpPages>();
        builder.Services.AddHostedService<RunWorker>();
        builder.Services.AddHostedService<ForgetImports>();
        builder.Services.AddHostedService<ReviewWorker>();
        builder.Services.AddApi();
        builder.Services.AddSignInLimits();
        builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        options.Configure?.Invoke(builder);
        return Pipeline(builder.Build());
    }

    /// <exception cref="CannotStartException">The data folder, the database or the port cannot be used.</exception>
    public static async Task Start(WebApplication app)
    {
        await Workplace.Prepare(app.Services);
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new CannotStartException($"The address {Urls(app)} is in use by another program; choose another with --port.");
        }
        catch (Exception failure) when (failure is IOException or SocketException or InvalidOperationException)
        {
            throw new CannotStartException($"KBM cannot listen on {Urls(app)}: {ReasonOf(failure)}");
        }
        EveryEndpointHasAPolicy.Check(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints));
    }

    private static string? Urls(WebApplication app) => app.Configuration[WebHostDefaults.ServerUrlsKey];

    // For localhost the server says only that it failed; why stands with the first of its two addresses.
    private static string ReasonOf(Exception failure) =>
        (failure.InnerException is AggregateException both ? both.InnerExceptions[0] : failure).Message.ReplaceLineEndings(" ").Trim();

    private static WebApplication Pipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseMiddleware<ErrorPages>();
        app.UseAssets();
        app.UseRouting();
        app.UseBodyLimits();
        app.UseMiddleware<TenantMiddleware>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapApi();
        app.MapCompanyStyle();
        app.MapPhotoFiles();
        app.MapHealth();
        return app;
    }

    private static void Limits(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
    }
}
