using Kbm.Data;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Web;

internal static class Health
{
    /// <summary>For load balancers: live says the process runs, ready that the catalog answers.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().WithMetadata(new OnAnyHost()).ExcludeFromDescription();
        health.MapGet("/live", () => Results.Text("live"));
        health.MapGet("/ready", async (Store<CatalogDb> catalog) =>
        {
            try
            {
                await catalog.Read(db => db.Tenants.AnyAsync());
                return Results.Text("ready");
            }
            catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
            {
                return Results.Text("The catalog does not answer.", statusCode: 503);
            }
        });
    }
}
