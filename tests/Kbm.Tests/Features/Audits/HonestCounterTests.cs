using FsCheck;
using FsCheck.Fluent;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Audits;

/// <summary>What moves during an audit is taken into account: whoever counts what is there finds only what was taken without a word.</summary>
public sealed class HonestCounterTests(TestApp app)
{
    private const int MostActs = 20;
    private static readonly int s_sequences = Trial.Rounds(TestDatabase.IsPostgres ? 12 : 25);

    [Fact]
    public async Task Whatever_happens_at_the_desk_between_the_counts_only_what_was_taken_without_a_word_is_missing_and_applying_makes_it_right()
    {
        var company = await app.NewCompany();
        var act = from kind in Gen.Elements(Enum.GetValues<AuditDeed>())
                  from a in Gen.Choose(0, 11)
                  from b in Gen.Choose(0, 11)
                  select new AuditAct(kind, a, b);
        var sequences = Arb.From(from count in Gen.Choose(1, MostActs) from acts in Gen.ListOf(act, count) select acts.ToList(), Shorter);

        await Task.Run(() => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(s_sequences),
            Prop.ForAll(sequences, acts => Follow(company, acts).GetAwaiter().GetResult())));
    }

    private static IEnumerable<List<AuditAct>> Shorter(List<AuditAct> acts)
    {
        if (acts.Count < 2) yield break;
        yield return acts[..(acts.Count / 2)];
        yield return acts[(acts.Count / 2)..];
        for (var i = 0; i < acts.Count; i++) yield return [.. acts[..i], .. acts[(i + 1)..]];
    }

    private static async Task<bool> Follow(Company company, List<AuditAct> acts)
    {
        var run = new AuditRun(company);
        await run.Begin();
        foreach (var act in acts) await run.Do(act);
        return await run.End();
    }
}

internal enum AuditDeed { CheckOut, CheckIn, Rehang, PutInto, TakeOut, Retire, Restore, Count, Pause, Steal }

internal sealed record AuditAct(AuditDeed Deed, int A, int B);

/// <summary>A cabinet of four places, what hangs on them in truth, and an audit of it.</summary>
internal sealed class AuditRun(Company company)
{
    private static readonly string?[] s_hooks = ["1", "2", "3", null];
    private readonly List<Hanging> _things = [];
    private readonly List<(long Checkout, Hanging Thing)> _loans = [];
    private Audit _audit = null!;

    public async Task Begin()
    {
        for (var n = 0; n < 4; n++)
        {
            var hook = s_hooks[n];
            var key = await company.AddKey($"Door {n}", copies: 1 + n, hook: hook);
            _things.Add(new(key) { There = 1 + n, Copies = 1 + n, Hook = hook });
        }
        _things.Add(new(await company.AddLockbox()) { There = 1, Copies = 1 });
        _audit = await company.StartAudit();
    }

    public async Task Do(AuditAct act)
    {
        var thing = _things[act.A % _things.Count];
        switch (act.Deed)
        {
            case AuditDeed.CheckOut when thing.There > 0:
                var given = await company.AtTheDesk(new() { Holder = new(Name: $"Holder {act.B % 3}"), Out = [new(thing.Item.Code)] });
                if (given.IsRefused) throw new InvalidOperationException(given.Refusals[0].Sentence);
                _loans.Add((given.Value.Out!.Checkouts[0].Id, thing));
                thing.There--;
                break;
            case AuditDeed.CheckIn when _loans.Count > 0:
                var (loan, its) = _loans[act.A % _loans.Count];
                Company.Expect(await company.AtTheDesk(new() { Back = [new(loan)] }));
                _loans.RemoveAt(act.A % _loans.Count);
                its.There++;
                break;
            case AuditDeed.Rehang:
                await company.Rehang(thing.Item, thing.Hook = s_hooks[act.B % s_hooks.Length]);
                break;
            case AuditDeed.PutInto when thing.Item is Key && !thing.IsRetired && thing.Box is null && thing.There == thing.Copies && _things[^1] is { IsRetired: false, There: 1 }:
                Company.Expect(await company.Do((PutIntoLockbox put) => put.Put(company.Dee.Actor, _things[^1].Item.Code, thing.Item.Code)));
                (thing.Box, thing.There, thing.InBox) = (_things[^1], 0, thing.There);
                break;
            case AuditDeed.TakeOut when thing.Box is { There: 1 }:
                Company.Expect(await company.Do((PutIntoLockbox take) => take.TakeOut(company.Dee.Actor, thing.Item.Code)));
                (thing.Box, thing.There) = (null, thing.InBox);
                break;
            case AuditDeed.Retire:
                if (!(await company.Do((RetireItem retire) => retire.Retire(company.Dee.Actor, thing.Item.Code))).IsRefused && !thing.IsRetired)
                    (thing.IsRetired, thing.PutAway, thing.There) = (true, thing.There, 0);
                break;
            case AuditDeed.Restore when thing.IsRetired:
                Company.Expect(await company.Do((RetireItem retire) => retire.Restore(company.Dee.Actor, thing.Item.Code)));
                (thing.IsRetired, thing.There) = (false, thing.PutAway);
                break;
            case AuditDeed.Count:
                await Count(s_hooks[act.A % s_hooks.Length]);
                break;
            case AuditDeed.Pause:
                await company.Step(_audit, AuditStepKind.Paused);
                await company.Step(_audit, AuditStepKind.Resumed);
                break;
            // A single copy may not go without a word: the desk would still hand it out.
            case AuditDeed.Steal when act.B % 3 == 0 && thing is { There: > 1, Item: Key }:
                thing.There--;
                thing.Stolen++;
                break;
        }
    }

    /// <summary>Goes round all hooks, compares, applies, and compares again.</summary>
    public async Task<bool> End()
    {
        foreach (var hook in s_hooks) await Count(hook);
        await company.Step(_audit, AuditStepKind.Finished);
        var codes = _things.ConvertAll(t => t.Item.Code);
        var found = (await company.Differences(_audit)).Where(d => codes.Contains(d.Code)).Select(d => (d.Code, d.Delta)).ToList();
        var stolen = _things.Where(t => t is { Stolen: > 0, IsRetired: false, Box: null }).Select(t => (t.Item.Code, -t.Stolen)).ToList();
        if (!found.Order().SequenceEqual(stolen.Order())) throw new InvalidOperationException($"Found {string.Join(", ", found)}, not {string.Join(", ", stolen)}.");
        if (found.Count == 0) return true;
        var run = Company.Expect(await company.Apply(_audit, [.. found.Select(f => f.Code)]));
        var rows = await company.Read(db => ItemRow.Load(db, db.Items.Where(i => codes.Contains(i.Code))));
        foreach (var thing in _things.Where(t => t is { Stolen: > 0, IsRetired: false, Box: null }))
            if (rows.Single(r => r.Code == thing.Item.Code).Stock.In != thing.There) throw new InvalidOperationException($"{thing.Item.Code}: {thing.There} are there, and the record has another number.");
        return run.Refused == 0;
    }

    private async Task Count(string? hook)
    {
        var belong = _things.FindAll(t => t.Hook == hook);
        if (belong.Count == 0) return;
        Company.Expect(await company.Count(_audit, new()
        {
            Hook = hook,
            Lines = [.. belong.Where(t => t.There > 0).Select(t => new CountLine(t.Item.Code, t.There))],
            Rest = [.. belong.Where(t => t.There == 0).Select(t => t.Item.Code)],
        }));
    }

    private sealed class Hanging(Item item)
    {
        public Item Item => item;
        public required int Copies { get; init; }
        public required int There { get; set; }
        public string? Hook { get; set; }
        public Hanging? Box { get; set; }
        public int InBox { get; set; }
        public bool IsRetired { get; set; }
        public int PutAway { get; set; }
        public int Stolen { get; set; }
    }
}
