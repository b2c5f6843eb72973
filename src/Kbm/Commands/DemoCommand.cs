using System.CommandLine;
using System.Globalization;
using Kbm.Data;
using Kbm.Features.Platform;
using Kbm.Features.Platform.Demo;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Commands;

/// <summary><c>kbm demo</c>: the demo companies.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> s_ifMissing = new("--if-missing") { Description = "Says nothing when they are there." };

    public static Command Create()
    {
        var command = new Command("demo", "Makes the demo companies, with published PINs that are refused in production.") { s_ifMissing };
        command.SetAction(async (parsed, _) =>
        {
            await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
            await Make(work, parsed.GetValue(s_ifMissing));
            return 0;
        });
        return command;
    }

    private static async Task Make(Workplace work, bool quiet)
    {
        var demo = work.Get<MakeDemo>();
        foreach (var company in DemoCompany.All)
        {
            var missing = await demo.IsMissing(company);
            if (missing)
            {
                Console.WriteLine($"Making the demo company {company.Name}…");
                await demo.Run(company);
                await Print(work, company);
            }
            else if (!quiet)
            {
                Console.WriteLine($"The company {company.Slug} is there already.");
            }
        }
    }

    private static async Task Print(Workplace work, DemoCompany company)
    {
        var tenant = await work.FindTenant(company.Slug);
        await using var scope = await work.For(tenant!);
        var db = scope.ServiceProvider.GetRequiredService<TenantDb>();
        var (properties, units) = (await db.Properties.CountAsync(), await db.Units.CountAsync());
        var (keys, lockboxes, locks) = (await db.Keys.CountAsync(), await db.Lockboxes.CountAsync(), await db.SmartLocks.CountAsync());
        var copies = await db.Checkouts.SumAsync(c => c.Outstanding);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {properties:N0} properties, {units:N0} units, {keys:N0} keys, {lockboxes:N0} lockboxes, {locks:N0} smart locks, {copies:N0} copies out"));
        foreach (var person in DemoPeople.Of(company.Slug)) Console.WriteLine($"  {person.Role,-6} {person.Email,-28} PIN {person.Pin}");
    }
}
