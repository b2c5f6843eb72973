using Kbm.Data;
using Kbm.Features.Platform;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kbm.Commands;

/// <summary>What the operator reads when the server is up: where to go, and with demo companies who to sign in as.</summary>
internal static class Greeting
{
    public static async Task Print(WebApplication app)
    {
        var url = new Uri(app.Urls.First().Replace("0.0.0.0", "localhost").Replace("[::]", "localhost"));
        var domain = app.Services.GetRequiredService<IOptions<TenancyOptions>>().Value.BaseDomains[0];
        Console.WriteLine($"KBM is at {url.Scheme}://{domain}:{url.Port}");
        var slugs = await app.Services.GetRequiredService<Store<CatalogDb>>().Read(
            db => db.Users.Where(u => u.IsDemo).Select(u => u.Tenant!.Slug).Distinct().OrderBy(s => s).ToListAsync());
        if (app.Environment.IsProduction()) return;
        foreach (var slug in slugs)
        {
            Console.WriteLine($"  {url.Scheme}://{slug}.{domain}:{url.Port}");
            foreach (var person in DemoPeople.Of(slug)) Console.WriteLine($"    {person.Role,-6} {person.Email,-28} PIN {person.Pin}");
        }
    }
}
