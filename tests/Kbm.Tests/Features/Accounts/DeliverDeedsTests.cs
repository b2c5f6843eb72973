using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Accounts;

public sealed class DeliverDeedsTests
{
    [Fact]
    public async Task What_a_crash_left_undelivered_is_in_the_companys_record_after_the_next_start_once()
    {
        await using var place = await TestDatabase.Create();
        Company company;
        await using (var app = await TestApp.Start(new TestAppOptions(Database: place)))
        {
            company = await app.NewCompany();
            Company.Expect(await app.Catalog.Change(company.Tenant.Id, company.Sam.Id, user =>
            {
                user.Edit("Samir Lindt", user.Email, user.NormalizedEmail, user.Role);
                user.Note(company.Dee.Actor, app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, ActivityVerb.UserEdited, "Renamed Sam Lindt.");
            }));
        }

        for (var start = 0; start < 2; start++)
        {
            await using var again = await TestApp.Start(new TestAppOptions(Database: place));
            using var lease = await again.Services.GetRequiredService<TenantStores>().Open(company.Tenant.Id);

            (await lease.Store.Read(db => db.Activity.Where(a => a.Sentence == "Renamed Sam Lindt.").ToListAsync())).ShouldHaveSingleItem()
                .UserName.ShouldBe(company.Dee.Name);
            (await lease.Store.Read(db => db.Contacts.SingleAsync(c => c.UserId == company.Sam.Id))).Name.ShouldBe("Samir Lindt");
            (await again.Catalog.Read(db => db.AccountDeeds.AnyAsync())).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Brought_by_many_at_once_a_deed_is_recorded_once()
    {
        await using var app = await TestApp.Start();
        var company = await app.NewCompany();
        Company.Expect(await app.Catalog.Change(company.Tenant.Id, company.Sam.Id, user => user.Note(
            company.Dee.Actor, app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, ActivityVerb.PinChanged, "Gave Sam Lindt a new PIN.")));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => company.Do(async (DeliverDeeds act) =>
        {
            using var lease = await app.Services.GetRequiredService<TenantStores>().Open(company.Tenant.Id);
            await act.Run(company.Tenant.Id, lease.Store);
            return true;
        })));

        (await company.Read(db => db.Activity.CountAsync(a => a.Sentence == "Gave Sam Lindt a new PIN."))).ShouldBe(1);
    }
}
