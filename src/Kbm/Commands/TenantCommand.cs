using System.CommandLine;
using System.Globalization;
using Kbm.Data;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Commands;

/// <summary><c>kbm tenant create SLUG --name NAME</c>, <c>kbm tenant list</c>, <c>suspend</c>, <c>resume</c>, <c>export</c>, <c>import</c>.</summary>
internal static class TenantCommand
{
    private static readonly Argument<string> s_slug = new("slug") { Description = "The company's subdomain, such as lakeside-homes." };
    private static readonly Option<string> s_name = new("--name") { Description = "The company's name.", Required = true };

    public static Command Create() => new("tenant", "Creates, lists, suspends, resumes and moves companies.")
    {
        Creating(), Listing(), Changing("suspend", "Takes a company out of service; its data stays.", (t, now) => t.Suspend(now)),
        Changing("resume", "Puts a suspended company back into service.", (t, _) => t.Resume()),
        MoveCommand.Exporting(), MoveCommand.Importing(),
    };

    private static Command Creating()
    {
        var command = new Command("create", "Creates a company with an empty database.") { s_slug, s_name };
        command.SetAction(async (parsed, _) =>
        {
            await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
            var created = await work.Get<CreateTenant>().Run(parsed.GetRequiredValue(s_slug), parsed.GetRequiredValue(s_name));
            if (created.IsRefused) return await CommandLine.Refuse(created.Refusals);
            Console.WriteLine($"Created {created.Value.Slug}. Add its first admin with: kbm user create {created.Value.Slug} --role Admin --name … --email …");
            return 0;
        });
        return command;
    }

    private static Command Listing()
    {
        var command = new Command("list", "Lists the companies.");
        command.SetAction(async (parsed, _) =>
        {
            await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
            var tenants = await work.Get<Store<CatalogDb>>().Read(db => db.Tenants.OrderBy(t => t.Slug).ToListAsync());
            foreach (var t in tenants)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{t.Slug,-24} {State(t),-14} {t.CreatedAt:yyyy-MM-dd}  {t.Name}"));
            return 0;
        });
        return command;
    }

    private static Command Changing(string verb, string description, Action<Tenant, DateTime> change)
    {
        var command = new Command(verb, description) { s_slug };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
            var (slug, now) = (Tenant.SlugOf(parsed.GetRequiredValue(s_slug)), work.Get<TimeProvider>().GetUtcNow().UtcDateTime);
            var found = await work.Get<Store<CatalogDb>>().Write(async db =>
            {
                var tenant = await db.Tenants.SingleOrDefaultAsync(t => t.Slug == slug);
                if (tenant is not null) change(tenant, now);
                return tenant is not null;
            }, cancel);
            return found ? 0 : await CommandLine.Refuse([NoSuch(slug)]);
        });
        return command;
    }

    public static Refusal NoSuch(string slug) => Refusal.NotFound($"There is no company at {slug}. kbm tenant list shows those there are.");

    private static string State(Tenant tenant) => tenant switch
    {
        { SuspendedAt: not null } => "suspended",
        { Fault: not null } => "out of service",
        _ => "in service",
    };
}
