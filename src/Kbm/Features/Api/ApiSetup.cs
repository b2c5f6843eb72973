using System.Text.Json;
using System.Text.Json.Serialization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Audits;
using Kbm.Features.Checkouts;
using Kbm.Features.Exports;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Photos;
using Kbm.Features.Receipts;
using Kbm.Features.Reports;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Api;

internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOpenApi("v1", options => options.AddDescription());
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o =>
        {
            // A state is derived and no word of the database: it is written as the names of fields are.
            o.SerializerOptions.Converters.Add(new EnumWords<ItemState>(JsonNamingPolicy.CamelCase));
            o.SerializerOptions.Converters.Add(new EnumWords());
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.AllowDuplicateProperties = false;
        });
        return services;
    }

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1");
        api.MapTokens();
        api.MapItems();
        api.MapSecrets();
        api.MapKeys();
        api.MapLockboxes();
        api.MapSmartLocks();
        api.MapSigns();
        api.MapPhotos();
        api.MapCheckouts();
        api.MapReceipts();
        api.MapActivity();
        api.MapBulk();
        api.MapRuns();
        api.MapExports();
        api.MapReports();
        api.MapAudits();
        api.MapPlans();
        api.MapImports();
    }

    /// <summary>Who may use an endpoint: a bearer token whose user has the permission. A browser's cookie counts for nothing here.</summary>
    public static TBuilder For<TBuilder>(this TBuilder builder, string permission) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizeAttribute(permission) { AuthenticationSchemes = BearerTokens.Scheme_ });

    /// <summary>The answer to an act: what it made, or why not.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, Func<T, IResult> done) =>
        outcome.IsRefused ? Answers.Problem(outcome.Refusals) : done(outcome.Value);
}
