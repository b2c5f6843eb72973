using Kbm.Features.Activity;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Audits;

public sealed class CountItemsTests(TestApp app)
{
    [Fact]
    public async Task What_hangs_where_the_record_says_is_no_difference()
    {
        var company = await app.NewCompany();
        var (roof, attic) = (await company.AddKey("Roof", copies: 3, hook: "12"), await company.AddKey("Attic", hook: "13"));
        await company.CheckOut("Ana Ruiz", roof);
        var audit = await company.StartAudit();

        var counted = await company.Count(audit, "12", roof.Code, 2);
        await company.Count(audit, "13", attic.Code);

        counted.ShouldBe(new("KA001", "Roof", 2, 2, new("12", null), true, null));
        (await company.Differences(audit)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_way_in_which_cabinet_and_record_differ_is_told_apart()
    {
        var company = await app.NewCompany();
        var keys = new List<Item>();
        for (var n = 1; n <= 8; n++) keys.Add(await company.AddKey($"Door {n}", copies: n is 2 ? 3 : n is 8 ? 2 : 1, hook: $"{n}"));
        await company.CheckOut("Ana Ruiz", keys[3]);
        await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, keys[4].Code));
        await company.PutInside(await company.AddLockbox(), (Kbm.Features.Keys.Key)keys[6]);
        var audit = await company.StartAudit();

        await company.Count(audit, "1", "KA001", 0);
        await company.Count(audit, "2", "KA002", 2);
        await company.Count(audit, "3", "KA003", 0);
        await company.Count(audit, "6", "KA003", 1);
        await company.Count(audit, "4", "KA004", 1);
        await company.Count(audit, "5", "KA005", 1);
        await company.Count(audit, "6", "KA006", 1);
        await company.Count(audit, "6", "ka777");
        await company.Count(audit, "7", "KA007");
        await company.Count(audit, "6", "KA008", 1);

        var found = await company.Differences(audit);
        found.Select(d => (d.Code, d.Kind, d.Expected, d.Counted)).ShouldBe(
        [
            ("KA001", DifferenceKind.Missing, 1, 0), ("KA002", DifferenceKind.WrongCount, 3, 2), ("KA003", DifferenceKind.WrongHook, 1, 1),
            ("KA004", DifferenceKind.Extra, 0, 1), ("KA005", DifferenceKind.Retired, 0, 1), ("KA007", DifferenceKind.Extra, 0, 1),
            ("KA008", DifferenceKind.WrongHook, 2, 1), ("KA777", DifferenceKind.Unknown, 0, 1),
        ]);
        found.Single(d => d.Code == "KA003").Place.ShouldBe(new("6", null));
        found.Single(d => d.Code == "KA004").Out.ShouldHaveSingleItem().Holder.ShouldBe("Ana Ruiz");
        found.Single(d => d.Code == "KA007").Apart.ShouldBe(ItemState.InLockbox);
    }

    [Fact]
    public async Task A_scan_counts_one_more_and_a_typed_number_counts_them_all()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 3, hook: "12");
        var audit = await company.StartAudit();

        (await company.Count(audit, "12", "KA001")).Quantity.ShouldBe(1);
        (await company.Count(audit, "12", "ka 001")).Quantity.ShouldBe(2);
        (await company.Count(audit, "12", "KA001", 1)).Quantity.ShouldBe(1);
        (await company.Count(audit, "12", "KA001")).Quantity.ShouldBe(2);

        var counts = await company.Read(db => db.AuditCounts.OrderBy(c => c.Id).ToListAsync());
        counts.Select(c => c.ReplacedAt is null).ShouldBe([false, false, false, true]);
        counts.ShouldAllBe(c => c.UserName == "Sam Lindt");
    }

    [Fact]
    public async Task What_was_looked_for_on_a_hook_and_not_counted_is_not_there_unless_somebody_has_counted_it_meanwhile()
    {
        var company = await app.NewCompany();
        foreach (var label in (string[])["Roof", "Attic", "Gate"]) await company.AddKey(label, hook: "12");
        await company.AddKey("Cellar", hook: "13");
        var audit = await company.StartAudit();
        await company.Count(audit, "12", "KA002");

        Company.Expect(await company.Count(audit, new() { Hook = "12", Lines = [new("KA001", 1)], Rest = ["KA002", "KA003", "KA004"] }));

        (await company.Differences(audit)).Select(d => (d.Code, d.Kind)).ShouldBe([("KA003", DifferenceKind.Missing)]);
        (await company.Read(db => db.ToCount(audit.Id).Select(i => i.Code).ToListAsync())).ShouldBe(["KA004"]);
    }

    [Fact]
    public async Task A_hook_is_counted_again_from_nothing_and_the_first_counts_stay_on_record()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 2, hook: "12");
        var audit = await company.StartAudit();
        await company.Count(audit, "12", "KA001", 1);

        Company.Expect(await company.Do((CountItems act) => act.Again(company.Dee.Actor, audit.Id, "12", null)));
        await company.Count(audit, "12", "KA001");
        await company.Count(audit, "12", "KA001");

        (await company.Differences(audit)).ShouldBeEmpty();
        (await company.Read(db => db.AuditCounts.CountAsync())).ShouldBe(3);
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.Counted).OrderBy(a => a.Id).Select(a => a.Sentence).ToListAsync()))[..2]
            .ShouldBe([$"Counted on hook 12: 1 × KA001 (audit {audit.Id}).", $"Began to count hook 12 again (audit {audit.Id})."]);
    }

    [Fact]
    public async Task A_key_that_moves_to_another_hook_during_the_audit_is_right_where_it_hangs_at_its_count()
    {
        var company = await app.NewCompany();
        var (roof, attic) = (await company.AddKey("Roof", copies: 2, hook: "12"), await company.AddKey("Attic", hook: "20"));
        var audit = await company.StartAudit();
        await company.Count(audit, "12", roof.Code, 2);
        await company.Rehang(roof, "20");
        await company.Rehang(attic, "12");

        await company.Count(audit, "20", roof.Code, 2);
        await company.Count(audit, "12", attic.Code, 1);

        (await company.Differences(audit)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_copy_that_is_missed_again_after_the_key_has_moved_is_missing_once()
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof", copies: 2, hook: "12");
        var audit = await company.StartAudit();
        await company.Count(audit, "12", roof.Code, 1);
        await company.Rehang(roof, "20");

        await company.Count(audit, "20", roof.Code, 1);

        (await company.Differences(audit)).ShouldHaveSingleItem().Delta.ShouldBe(-1);
    }

    [Fact]
    public async Task What_was_counted_on_paper_is_judged_by_who_had_it_then()
    {
        var company = await app.NewCompany();
        var (roof, attic) = (await company.AddKey("Roof", copies: 2, hook: "12"), await company.AddKey("Attic", hook: "13"));
        var attics = (await company.CheckOut("Ana Ruiz", attic)).Out!;
        var audit = await company.StartAudit();
        var counted = company.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await company.CheckOut("Bo Lund", roof);
        await company.CheckIn([.. attics.Checkouts]);

        var late = Company.Expect(await company.Count(audit, new() { Hook = "12", Lines = [new(roof.Code, 2)], CountedAt = counted }));
        var gone = Company.Expect(await company.Count(audit, new() { Hook = "13", Lines = [new(attic.Code, 0)], CountedAt = counted }));
        var never = await company.Count(audit, new() { Hook = "12", Lines = [new(roof.Code, 2)], CountedAt = audit.StartedAt.AddMinutes(-2) });

        late.Single().Expected.ShouldBe(2);
        gone.Single().Expected.ShouldBe(0);
        (await company.Differences(audit)).ShouldBeEmpty();
        never.Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("Say a time between the start of the audit and now.");
    }

    [Fact]
    public async Task The_same_count_sent_twice_counts_once()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 3, hook: "12");
        var audit = await company.StartAudit();
        var scan = new CountInput { Hook = "12", Lines = [new("KA001")], ActKey = "one" };

        var (first, again) = (await company.Count(audit, scan), await company.Count(audit, scan));

        again.Value.ShouldBe(first.Value);
        (await company.Read(db => db.AuditCounts.SingleAsync())).Quantity.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_counted_is_refused_in_a_sentence()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", hook: "12");
        await company.AddLockbox();
        var audit = await company.StartAudit();
        await company.Count(audit, null, "LBA001");

        foreach (var (line, sentence) in ((CountLine?, string)[])
        [
            (new("", 1), "Enter a code, such as KA014."), (null, "Enter a code, such as KA014."), (new(new string('9', 60), 1), "is no code."),
            (new("KA001", -1), "KA001: count 0 to 500 copies."), (new("KA001", 501), "KA001: count 0 to 500 copies."),
            (new("LBA001", 2), "LBA001 is one thing: count 0 or 1."), (new("LBA001"), "LBA001 has been counted here; there is only one of it."),
        ])
            (await company.Count(audit, new() { Lines = [line] })).Refusals.ShouldHaveSingleItem().Sentence.ShouldContain(sentence);
        (await company.Count(audit, new() { Lines = [new("KA001", 1), new("ka001", 2)] })).Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("KA001 is counted twice; say it once.");
        (await company.Count(audit, new())).Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("Say what was counted.");
        await company.Step(audit, AuditStepKind.Paused);
        (await company.Count(audit, new() { Lines = [new("KA001", 1)] })).Refusals.ShouldHaveSingleItem().Code.ShouldBe("audit_paused");
        await company.Step(audit, AuditStepKind.Finished);
        (await company.Count(audit, new() { Lines = [new("KA001", 1)] })).Refusals.ShouldHaveSingleItem().Code.ShouldBe("audit_over");
    }
}
