using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Runs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Audits;

public sealed class ApplyAuditTests(TestApp app)
{
    [Fact]
    public async Task Copies_and_hooks_are_corrected_with_one_entry_for_each_item()
    {
        var company = await app.NewCompany();
        var (roof, attic, gate) = (await company.AddKey("Roof", copies: 3, hook: "12"), await company.AddKey("Attic", hook: "13"), await company.AddKey("Gate", hook: "14"));
        await company.CheckOut("Ana Ruiz", roof);
        var audit = await Counted(company, ("12", roof.Code, 1), ("13", attic.Code, 0), ("14", attic.Code, 1), ("14", gate.Code, 0));

        var run = Company.Expect(await company.Apply(audit));

        (run.Changed, run.Refused, run.EndedAt is null).ShouldBe((3, 0, false));
        (await Item(company, roof)).Copies.ShouldBe(2);
        (await Item(company, attic)).Hook.ShouldBe("14");
        (await Item(company, gate)).RetiredAt.ShouldNotBeNull();
        var entries = await company.Read(db => db.Activity.Where(a => a.RunId == run.Id).OrderBy(a => a.Id).Select(a => a.Sentence).ToListAsync());
        entries.ShouldBe(
        [
            $"Applied 3 differences of audit {audit.Id}, Everything.",
            $"Corrected KA001 by audit {audit.Id}: copies from 3 to 2.",
            $"Corrected KA002 by audit {audit.Id}: hook from 13 to 14.",
            "Retired KA003.",
        ]);
    }

    [Fact]
    public async Task A_second_click_and_a_second_admin_apply_nothing_twice()
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof", copies: 3, hook: "12");
        var audit = await Counted(company, ("12", roof.Code, 2));

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
            company.Do((ApplyAudit act) => act.Start(company.Dee.Actor, audit.Id, null, n % 2 == 0 ? "same" : $"other {n}")))));

        runs.ShouldAllBe(r => !r.IsRefused);
        runs.Where((_, n) => n % 2 == 0).Select(r => r.Value!.Id).Distinct().ShouldHaveSingleItem();
        (await Item(company, roof)).Copies.ShouldBe(2);
        (await company.Read(db => db.Activity.CountAsync(a => a.Verb == ActivityVerb.Corrected))).ShouldBe(1);

        // The copy turns up again, and somebody applies the audit once more.
        await company.Do((SaveKey act) => act.Edit(company.Dee.Actor, roof.Code, new() { Label = "Roof", Copies = 3, Hook = "12" }));
        await company.Apply(audit);
        (await Item(company, roof)).Copies.ShouldBe(3);
    }

    [Fact]
    public async Task Only_what_is_chosen_is_applied_and_the_rest_can_be_applied_later()
    {
        var company = await app.NewCompany();
        var (roof, attic) = (await company.AddKey("Roof", copies: 3, hook: "12"), await company.AddKey("Attic", copies: 2, hook: "13"));
        var audit = await Counted(company, ("12", roof.Code, 2), ("13", attic.Code, 1));

        await company.Apply(audit, attic.Code);
        var left = (await company.Differences(audit)).Select(d => (d.Code, d.Fix?.What)).ToList();
        await company.Apply(audit, roof.Code, attic.Code);

        left.ShouldBe([("KA001", null), ("KA002", "copies from 2 to 1")]);
        ((await Item(company, roof)).Copies, (await Item(company, attic)).Copies).ShouldBe((2, 1));
    }

    [Fact]
    public async Task What_moved_after_the_count_is_left_out_of_the_correction()
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof", copies: 4, hook: "12");
        var before = (await company.CheckOut("Ana Ruiz", roof)).Out!;
        var audit = await company.StartAudit();
        await company.Count(audit, "12", roof.Code, 2);
        await company.CheckOut("Bo Lund", roof);
        await company.CheckIn([.. before.Checkouts]);
        await company.Step(audit, AuditStepKind.Finished);

        await company.Apply(audit);

        (await Item(company, roof)).Copies.ShouldBe(3);
    }

    [Fact]
    public async Task What_the_rules_of_custody_forbid_is_refused_with_its_reason_and_the_rest_is_applied()
    {
        var company = await app.NewCompany();
        var (roof, box, old, inside, gate) = (await company.AddKey("Roof", copies: 2, hook: "12"), await company.AddLockbox(), await company.AddKey("Old", hook: "13"), await company.AddKey("Inside", hook: "14"), await company.AddKey("Gate", copies: 2, hook: "15"));
        await company.CheckOut("Ana Ruiz", box);
        await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, old.Code));
        await company.PutInside(await company.AddLockbox("Other"), inside);
        var audit = await company.StartAudit();
        await company.Count(audit, "12", roof.Code, 1);
        await company.Count(audit, null, box.Code, 1);
        await company.Count(audit, "13", old.Code, 1);
        await company.Count(audit, "14", inside.Code, 1);
        await company.Count(audit, "15", gate.Code, 1);
        await company.Count(audit, "15", "KA777", 1);
        await company.CheckOut("Bo Lund", roof);
        await company.CheckOut("Bo Lund", roof);
        await company.Step(audit, AuditStepKind.Finished);

        var run = Company.Expect(await company.Apply(audit));

        (run.Changed, run.Refused).ShouldBe((1, 5));
        var reasons = (await company.Read(db => RunSummary.Refusals(db, run.Id))).ToDictionary(r => r.Thing);
        reasons["KA001"].Sentence.ShouldMatch(@"^KA001: 2 copies are out: 1 with Bo Lund .+; copies cannot be fewer than 2\.$");
        reasons["LBA001"].Sentence.ShouldMatch(@"^LBA001 was found, but by the record it is out with Ana Ruiz .+ Take it back at the desk\.$");
        reasons["KA002"].Code.ShouldBe("retired");
        reasons["KA003"].Sentence.ShouldBe("KA003 is in LBA002 by the record. Take it out there first, then count it again.");
        reasons["KA777"].Code.ShouldBe("unknown_code");
        (await Item(company, gate)).Copies.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_somebody_has_corrected_since_its_count_is_not_corrected_again()
    {
        var company = await app.NewCompany();
        var (roof, attic) = (await company.AddKey("Roof", copies: 3, hook: "12"), await company.AddKey("Attic", hook: "13"));
        var audit = await company.StartAudit();
        await company.Count(audit, "12", roof.Code, 2);
        await company.Count(audit, "13", attic.Code, 0);
        await company.Count(audit, "14", attic.Code, 1);
        await company.Do((SaveKey act) => act.Edit(company.Dee.Actor, roof.Code, new() { Label = "Roof", Copies = 2, Hook = "12" }));
        await company.Rehang(attic, "15");
        await company.Step(audit, AuditStepKind.Finished);

        var run = Company.Expect(await company.Apply(audit));

        (await company.Read(db => RunSummary.Refusals(db, run.Id))).Select(r => r.Sentence).ShouldBe(
        [
            "KA001 had 3 copies when it was counted and has 2 now. Count it again.",
            "KA002 belonged on hook 13 when it was counted and belongs on hook 15 now. Count it again.",
        ]);
    }

    [Fact]
    public async Task Found_elsewhere_it_is_not_an_extra_copy_while_its_own_hook_has_not_been_counted()
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof", hook: "12");
        var audit = await Counted(company, ("14", roof.Code, 1));

        var run = Company.Expect(await company.Apply(audit));

        (await company.Read(db => RunSummary.Refusals(db, run.Id))).ShouldHaveSingleItem().Sentence.ShouldBe("KA001 belongs on hook 12, which has not been counted.");
        (await Item(company, roof)).Copies.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_applied_before_the_audit_is_finished_and_nothing_of_it_is_reopened_after()
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof", copies: 3, hook: "12");
        var audit = await company.StartAudit();
        await company.Count(audit, "12", roof.Code, 2);

        (await company.Apply(audit)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("audit_not_finished");
        await company.Step(audit, AuditStepKind.Finished);
        await company.Apply(audit);

        foreach (var step in (AuditStepKind[])[AuditStepKind.Reopened, AuditStepKind.Cancelled])
            (await company.Do((StepAudit act) => act.Run(company.Dee.Actor, audit.Id, step))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("audit_applied");
    }

    [Fact]
    public async Task An_audit_is_neither_cancelled_nor_reopened_while_its_differences_are_being_applied()
    {
        await using var idle = await TestApp.Start(new TestAppOptions(Configure: TestApp.NoWorker));
        var company = await idle.NewCompany();
        await company.AddKey("Roof", copies: 3, hook: "12");
        var audit = await Counted(company, ("12", "KA001", 2));
        await company.Write(db =>
        {
            db.Runs.Add(new(RunKind.Audit, "Apply", new AuditWork(audit.Id).ToJson(), ["KA001"], company.Dee.Actor, company.Now, "apply"));
            return Task.FromResult(true);
        });

        foreach (var step in (AuditStepKind[])[AuditStepKind.Reopened, AuditStepKind.Cancelled])
            (await company.Do((StepAudit act) => act.Run(company.Dee.Actor, audit.Id, step))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("run_going_on");
        await company.Do((WorkOnRuns act) => act.Next());
        (await company.Do((StepAudit act) => act.Run(company.Dee.Actor, audit.Id, AuditStepKind.Cancelled))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("audit_applied");
    }

    [Fact]
    public async Task Many_differences_are_applied_in_the_background()
    {
        var company = await app.NewCompany();
        var keys = new List<Item>();
        for (var n = 0; n < 205; n++) keys.Add(await company.AddKey($"Door {n}", copies: 2, hook: $"{n}"));
        var audit = await company.StartAudit();
        foreach (var some in keys.Chunk(5)) await Task.WhenAll(some.Select(k => company.Count(audit, k.Hook, k.Code, 1)));
        await company.Step(audit, AuditStepKind.Finished);

        var run = Company.Expect(await company.Apply(audit));
        while (await company.Do((WorkOnRuns act) => act.Next())) { }

        (await company.Read(db => db.Runs.SingleAsync(r => r.Id == run.Id))).Changed.ShouldBe(205);
        (await company.Read(db => db.Items.AllAsync(i => i.Copies == 1))).ShouldBeTrue();
    }

    private static async Task<Audit> Counted(Company company, params (string? Hook, string Code, int Quantity)[] counts)
    {
        var audit = await company.StartAudit();
        foreach (var (hook, code, quantity) in counts) await company.Count(audit, hook, code, quantity);
        await company.Step(audit, AuditStepKind.Finished);
        return audit;
    }

    private static Task<Item> Item(Company company, Item item) => company.Read(db => db.Items.SingleAsync(i => i.Id == item.Id));
}
