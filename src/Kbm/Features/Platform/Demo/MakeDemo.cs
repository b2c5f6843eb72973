using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Photos;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Platform.Demo;

/// <param name="Slug">Its subdomain.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">The rows of the city's list that it has.</param>
/// <param name="Residents">How many residents have a key.</param>
/// <param name="LoansPerDay">How many loans a working day has.</param>
/// <param name="Signs">How many signs are assembled.</param>
/// <param name="SmartLocks">How many doors have a smart lock.</param>
internal sealed record DemoCompany(string Slug, string Name, Func<IReadOnlyList<RentalRow>, IEnumerable<RentalRow>> Rows, int Residents, int LoansPerDay, int Signs, int SmartLocks)
{
    private static readonly HashSet<string> s_lakefront = ["Edgewater", "Lakeview", "Rogers Park", "Uptown"];

    public static readonly IReadOnlyList<DemoCompany> All =
    [
        new("demo", "Lakeside Homes", rows => rows, 28, 7, 18, 24),
        new("harbor", "Harbor Point Rentals", rows => rows.Where(r => s_lakefront.Contains(r.Community)).Take(12), 8, 2, 6, 8),
    ];
}

/// <summary>Makes the demo companies. One that was cut short is removed and made again; one with people of its own is left alone.</summary>
internal sealed class MakeDemo(IServiceProvider services, Databases databases, TenantStores stores, TimeProvider time)
{
    private const int HistoryDays = 40;

    public async Task<bool> IsMissing(DemoCompany company) => await Find(company) is not { } tenant || await IsCutShort(tenant, company);

    public async Task Run(DemoCompany company)
    {
        if (await Find(company) is { } half) await Remove(half);
        var now = time.GetUtcNow().UtcDateTime;
        var clock = new DemoClock(Opening(now));
        var created = await ActivatorUtilities.CreateInstance<CreateTenant>(services, clock).Run(company.Slug, company.Name);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(TenantInfo.Of(Expect(created)));
        await Fill(company, scope.ServiceProvider, clock, now);
    }

    private static async Task Fill(DemoCompany company, IServiceProvider scope, DemoClock clock, DateTime now)
    {
        var store = scope.GetRequiredService<Store<TenantDb>>();
        var users = ActivatorUtilities.CreateInstance<SaveUser>(scope, clock);
        var people = DemoPeople.Of(company.Slug);
        var staff = new List<Actor>();
        foreach (var person in people.SkipLast(1)) staff.Add(await AddUser(users, person));
        await WriteOnReceipts(scope, clock, staff[0], store);
        var vaults = scope.GetRequiredService<CurrentVault>();
        var inventory = new DemoInventory(store, await vaults.Open(), staff[0], clock);
        var holders = await inventory.AddPeople(company.Residents);
        var keys = await inventory.AddProperties(Portfolio.Of([.. company.Rows(RentalFile.Read())]));
        var signs = await new DemoSigns(store, new(store, clock), staff[0], clock).Add(company.Signs);
        var properties = await store.Read(db => db.Properties.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync());
        await new DemoSmartLocks(store, new(store, vaults, clock), new(store, vaults, clock), staff, clock).Add(company.SmartLocks);
        var desk = new WorkTheDesk(store, clock);
        var story = new DemoStory(desk, clock, new(await store.CompanySettings(), now), keys, holders);
        story.Add(new DemoSignStory(desk, staff[0], [.. holders.Where(h => h.Kind == ContactKind.Agent)], properties), signs);
        story.PlanLockboxes(inventory.Lockboxes, new(store, vaults, clock), new(store, vaults, clock));
        await story.Tell(staff, company.LoansPerDay);
        await new DemoPhotos(store, new(store, scope.GetRequiredService<Darkroom>(), clock), staff[0]).Add();
        await new DemoAudits(store, staff, clock).Add(now);
        // The last user is the last thing written: a company without is not complete.
        await AddUser(users, people[^1]);
    }

    private static async Task WriteOnReceipts(IServiceProvider scope, DemoClock clock, Actor by, Store<TenantDb> store) =>
        Expect(await ActivatorUtilities.CreateInstance<SaveSettings>(scope, clock).Run(by, SettingsInput.Of(await store.CompanySettings()) with
        {
            ReceiptHeader = "Key desk, weekdays 8 to 18, 312-555-0100",
            ReceiptFooter = "Please bring every key back by its due date. Lost one? Call the desk the same day.",
        }));

    private static async Task<Actor> AddUser(SaveUser users, DemoPerson person)
    {
        var added = await users.Add(Actor.CommandLine,
            new() { Name = person.Name, Email = person.Email, Role = person.Role.ToString(), Pin = person.Pin }, isDemo: true);
        return new(Expect(added).Id, person.Name);
    }

    private Task<Tenant?> Find(DemoCompany company) =>
        databases.Catalog.Read(db => db.Tenants.SingleOrDefaultAsync(t => t.Slug == company.Slug));

    private async Task<bool> IsCutShort(Tenant tenant, DemoCompany company)
    {
        if (tenant.Name != company.Name || await databases.Catalog.Read(db => db.Users.AnyAsync(u => u.TenantId == tenant.Id && !u.IsDemo)))
            return false;
        using var lease = await stores.Open(tenant.Id);
        var added = await lease.Store.Read(db => db.Activity.CountAsync(
            a => a.Verb == ActivityVerb.UserAdded && a.UserId == Actor.CommandLine.UserId));
        return added < DemoPeople.Of(company.Slug).Count;
    }

    // Out of service first: should the removal be cut short, the next start finds a company to prepare, and it is removed again.
    private async Task Remove(Tenant tenant)
    {
        await databases.Catalog.Write(async db =>
            (await db.Tenants.SingleAsync(t => t.Id == tenant.Id)).TakeOutOfService("It is being removed."));
        await stores.Close(tenant.Id);
        await databases.DropTenant(tenant.Id);
        await databases.Catalog.Write(async db => db.Tenants.RemoveRange(await db.Tenants.Where(t => t.Id == tenant.Id).ToListAsync()));
    }

    private static DateTime Opening(DateTime now)
    {
        var time = new CompanyTime(new CompanySettings { Name = "" }, now);
        return time.StartOf(time.Today.AddDays(-HistoryDays)).AddHours(8);
    }

    private static T Expect<T>(Outcome<T> outcome) =>
        outcome.IsRefused ? throw new InvalidOperationException(outcome.Refusals[0].Sentence) : outcome.Value;
}
