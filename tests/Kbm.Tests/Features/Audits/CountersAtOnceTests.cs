using Kbm.Features.Activity;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Audits;

/// <summary>Several people count at once, and no count is lost.</summary>
public sealed class CountersAtOnceTests(TestApp app)
{
    private const int Counters = 8;

    [Fact]
    public async Task Every_scan_of_every_counter_counts_one()
    {
        var company = await app.NewCompany();
        var keys = new List<Item>();
        for (var n = 0; n < 3; n++) keys.Add(await company.AddKey($"Door {n}", copies: Counters * 2, hook: $"{n}"));
        var audit = await company.StartAudit();

        await Task.WhenAll(Enumerable.Range(0, Counters).Select(who => Task.Run(async () =>
        {
            for (var round = 0; round < 2; round++)
                foreach (var key in who % 2 == 0 ? keys : Enumerable.Reverse(keys)) await company.Count(audit, key.Hook, key.Code);
        })));

        (await company.Differences(audit)).ShouldBeEmpty();
        var counts = await company.Read(db => db.AuditCounts.ToListAsync());
        counts.Count.ShouldBe(Counters * 2 * keys.Count);
        counts.Where(c => c.ReplacedAt is null).Select(c => c.Quantity).ShouldBe([16, 16, 16]);
        (await company.Read(db => db.Activity.CountAsync(a => a.Verb == ActivityVerb.Counted))).ShouldBe(counts.Count);
    }

    [Fact]
    public async Task While_the_desk_hands_out_and_takes_back_every_count_is_judged_by_its_own_moment()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof", copies: 6, hook: "12");
        var audit = await company.StartAudit();
        var desk = Task.Run(async () =>
        {
            for (var n = 0; n < 12; n++)
            {
                var given = await company.CheckOut($"Holder {n}", key);
                if (n % 2 == 0) await company.CheckIn([.. given.Out!.Checkouts]);
            }
        });
        var counters = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            for (var n = 0; n < 6; n++) await company.Count(audit, new() { Hook = "12", Lines = [new(key.Code, 3)] });
        }));

        await Task.WhenAll([desk, .. counters]);

        // By the order of the record: what had gone out and come back before the count.
        var moves = await company.Read(db => db.Activity.Where(a => a.ItemId == key.Id).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync());
        var (inNow, expected) = (6, new List<int>());
        foreach (var verb in moves)
        {
            if (verb == ActivityVerb.CheckedOut) inNow--;
            else if (verb == ActivityVerb.CheckedIn) inNow++;
            else if (verb == ActivityVerb.Counted) expected.Add(inNow);
        }
        (await company.Read(db => db.AuditCounts.OrderBy(c => c.Id).Select(c => c.Expected).ToListAsync())).ShouldBe(expected);
        expected.Count.ShouldBe(18);
    }

    [Fact]
    public async Task A_count_and_the_end_of_the_audit_at_once_are_one_after_the_other()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 2, hook: "12");
        for (var round = 0; round < 6; round++)
        {
            var audit = await company.StartAudit();
            var last = await company.Read(db => db.Activity.MaxAsync(a => a.Id));
            var counts = Enumerable.Range(0, 6).Select(_ => Task.Run(() => company.Count(audit, new() { Hook = "12", Lines = [new("KA001", 1)] }))).ToList();
            await company.Step(audit, AuditStepKind.Finished);
            var done = (await Task.WhenAll(counts)).Count(c => !c.IsRefused);

            (await company.Read(db => db.AuditCounts.CountAsync(c => c.AuditId == audit.Id))).ShouldBe(done);
            var entries = await company.Read(db => db.Activity.Where(a => a.Id > last).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync());
            entries.SkipWhile(v => v == ActivityVerb.Counted).ShouldBe([ActivityVerb.Audited]);
        }
    }
}
