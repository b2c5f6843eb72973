using Kbm.Data;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Features.Runs;

namespace Kbm.Tests.Support;

/// <summary>Audits, as they are after Sam has started, counted or finished them.</summary>
public sealed partial class Company
{
    internal async Task<Audit> StartAudit(AuditInput? input = null) =>
        Expect(await Do((StartAudit act) => act.Run(Sam.Actor, input ?? new(), Guid.NewGuid().ToString("N"))));

    /// <summary>One act of counting; a refusal is an answer like any other.</summary>
    internal Task<Outcome<IReadOnlyList<Counted>>> Count(Audit audit, CountInput input) => Do((CountItems act) => act.Run(Sam.Actor, audit.Id, input));

    /// <summary>So many copies of an item on a hook, or with no number one more; a refusal throws.</summary>
    internal async Task<Counted> Count(Audit audit, string? hook, string code, int? quantity = null) =>
        Expect(await Count(audit, new() { Hook = hook, Lines = [new(code, quantity)] })).Single();

    internal async Task Step(Audit audit, AuditStepKind step) => Expect(await Do((StepAudit act) => act.Run(Sam.Actor, audit.Id, step)));

    /// <summary>What differs, in the order of the codes.</summary>
    internal Task<IReadOnlyList<AuditDifference>> Differences(Audit audit) => Read(async db => (await new FindDifferences(db, audit.Id).Page(1, 200)).Rows);

    /// <summary>Dee applies what was found of these, or all of it.</summary>
    internal Task<Outcome<Run>> Apply(Audit audit, params string[] codes) =>
        Do((ApplyAudit act) => act.Start(Dee.Actor, audit.Id, codes.Length == 0 ? null : codes, Guid.NewGuid().ToString("N")));

    /// <summary>Changes where an item hangs, as somebody who edits it does.</summary>
    public Task<Item> Rehang(Item item, string? hook) => Write(async db =>
    {
        var its = (await db.LockedItem<Item>(item.Code))!;
        var facts = ItemFacts.Of(its) with { Hook = hook };
        var changes = facts.ChangesOf(its);
        its.EditPlace(facts);
        await db.ItemEdited(Dee.Actor, Now, its, changes);
        return its;
    });
}
