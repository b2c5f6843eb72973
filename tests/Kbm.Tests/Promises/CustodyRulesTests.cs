using FsCheck;
using FsCheck.Fluent;
using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Lockboxes;
using Kbm.Features.Settings;
using Kbm.Features.Signs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Promises;

/// <summary>Custody follows the rules.</summary>
public sealed class CustodyRulesTests(TestApp app)
{
    private const int MostActs = 24;
    private static readonly int s_sequences = Trial.Rounds(TestDatabase.IsPostgres ? 10 : 40);

    [Fact]
    public async Task After_any_sequence_of_acts_every_item_is_in_the_state_that_a_simple_model_says_and_found_by_it()
    {
        var company = await app.NewCompany();
        var act = from kind in Gen.Elements(Enum.GetValues<Deed>())
                  from a in Gen.Choose(0, 11)
                  from b in Gen.Choose(0, 11)
                  from c in Gen.Choose(0, 11)
                  select new Act(kind, a, b, c);
        var sequences = Arb.From(from count in Gen.Choose(1, MostActs) from acts in Gen.ListOf(act, count) select acts.ToList(), Shorter);

        await Task.Run(() => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(s_sequences),
            Prop.ForAll(sequences, acts => Follow(company, acts).GetAwaiter().GetResult())));
    }

    /// <summary>The sequence without its second half, without its first, then without each act.</summary>
    private static IEnumerable<List<Act>> Shorter(List<Act> acts)
    {
        if (acts.Count < 2) yield break;
        yield return acts[..(acts.Count / 2)];
        yield return acts[(acts.Count / 2)..];
        for (var i = 0; i < acts.Count; i++) yield return [.. acts[..i], .. acts[(i + 1)..]];
    }

    private static async Task<bool> Follow(Company company, List<Act> acts)
    {
        var run = new CustodyRun(company);
        await run.Begin();
        for (var i = 0; i < acts.Count; i++)
        {
            var (may, did) = await run.Do(acts[i]);
            if (may != did) throw new InvalidOperationException($"Act {i}, {acts[i]}: by the model it {(may ? "happens" : "is refused")}, but it {(did ? "happened" : "was refused")}.");
            if (await run.Difference() is { } difference) throw new InvalidOperationException($"After act {i}, {acts[i]}: {difference}");
        }
        return true;
    }
}

internal enum Deed { CheckOut, CheckIn, Retire, Restore, Build, Swap, TakeApart, PutInto, TakeOut }

/// <summary>One act; what the numbers choose among depends on what there is by then.</summary>
internal sealed record Act(Deed Deed, int A, int B, int C);

/// <summary>Does acts to a few items of its own and to the model of them.</summary>
internal sealed class CustodyRun(Company company)
{
    private static readonly ItemQuery[] s_lists =
    [
        new(), new() { Sort = ItemSort.Last, Descending = true }, new() { Type = ItemType.SignPiece, State = ItemState.Available }, new() { State = ItemState.Available, Q = "k" },
        new() { Type = ItemType.Key, State = ItemState.InLockbox }, new() { State = ItemState.InSign, Sort = ItemSort.Label }, new() { State = ItemState.Retired }, new() { Out = true, Sort = ItemSort.Due },
    ];

    private readonly CustodyModel _model = new();
    private int _at;

    public async Task Begin()
    {
        foreach (var type in new[] { PieceType.Frame, PieceType.Sign, PieceType.NameRider, PieceType.Frame, PieceType.Sign, PieceType.NameRider })
            _model.Things.Add(new((await company.AddPiece(type)).Code, ItemType.SignPiece, type, 1));
        foreach (var copies in new[] { 3, 1 }) _model.Things.Add(new((await company.AddKey(copies: copies)).Code, ItemType.Key, null, copies));
        for (var n = 0; n < 2; n++) _model.Things.Add(new((await company.AddLockbox()).Code, ItemType.Lockbox, null, 1));
        _model.Things.Add(new((await company.AddSmartLock()).Code, ItemType.SmartLock, null, 1));
    }

    /// <returns>Whether the model lets it happen, and whether it happened.</returns>
    public Task<(bool May, bool Did)> Do(Act act)
    {
        _at++;
        return act.Deed switch
        {
            Deed.CheckOut => CheckOut(act.B % 2 == 0 && Inside(act.A) is { Box: { } box } ? box : Pick(_model.Things, act.A), 1 + (act.B % 3), act.C % 3 == 0),
            Deed.CheckIn => _model.Loans.Count == 0 ? Nothing() : CheckIn(Pick(_model.Loans, act.A), 1 + (act.B % 3)),
            Deed.Retire => Retire(Pick(_model.Things, act.A)),
            Deed.Restore => Restore(Pick(_model.Things, act.A)),
            Deed.Build => Build(Some(PieceType.Frame, act.A), Some(PieceType.Sign, act.B), act.C % 3 == 0 ? null : Some(PieceType.NameRider, act.C)),
            Deed.Swap => _model.Signs.Any() ? Swap(Pick([.. _model.Signs], act.A), Pick(_model.Things, act.B), Pick(_model.Things, act.C)) : Nothing(),
            Deed.PutInto => PutInto(Mostly(ItemType.Lockbox, act.A, act.C), Mostly(ItemType.Key, act.B, act.C)),
            Deed.TakeOut => act.C > 2 && Inside(act.A) is { Box: { } its } key
                ? TakeOut(its, key)
                : TakeOut(Mostly(ItemType.Lockbox, act.A, act.C), Mostly(ItemType.Key, act.B, act.C)),
            _ => _model.Signs.Any() ? TakeApart(Pick([.. _model.Signs], act.A)) : Nothing(),
        };
    }

    /// <summary>What is shown, or found by its state, otherwise than the model says.</summary>
    public async Task<string?> Difference() => await ShownOtherwise() ?? await ListedOtherwise();

    /// <summary>Lists remember what they found; they say what the database says all the same.</summary>
    private Task<string?> ListedOtherwise() => company.Do(async (Store<TenantDb> store) =>
    {
        var (settings, time) = (await store.CompanySettings(), new CompanyTime(await store.CompanySettings(), company.Now));
        await using var db = store.OpenReader();
        foreach (var query in s_lists)
        {
            var (list, there) = (await query.Run(store, db, settings, time), await query.Every(db, settings, time).Select(i => i.Code).ToListAsync());
            if (list.Total != there.Count) return $"{query} counts {list.Total} of {there.Count}.";
            if (!list.Rows.Select(r => r.Code).SequenceEqual(there.Take(list.PageSize))) return $"{query} lists {string.Join(", ", list.Rows.Select(r => r.Code))}.";
        }
        return null;
    });

    private Task<string?> ShownOtherwise() => company.Read(async db =>
    {
        var codes = _model.Things.ConvertAll(t => t.Code);
        var rows = (await ItemRow.Load(db, db.Items.Where(i => codes.Contains(i.Code)))).ToDictionary(r => r.Code);
        foreach (var thing in _model.Things)
            if (rows[thing.Code].Stock is var stock && (stock.State != _model.StateOf(thing) || rows[thing.Code].Inside != thing.Inside?.Code))
                return $"{thing.Code} is shown as {stock.State} in {rows[thing.Code].Inside ?? "nothing"}, and is {_model.StateOf(thing)} in {thing.Inside?.Code ?? "nothing"}.";
        foreach (var state in Enum.GetValues<ItemState>())
        {
            var found = await db.Items.Where(i => codes.Contains(i.Code)).InState(state).Select(i => i.Code).ToListAsync();
            var expected = _model.Things.Where(t => _model.StateOf(t) == state).Select(t => t.Code).ToList();
            if (!found.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
                return $"as {state} are found {string.Join(", ", found)}, not {string.Join(", ", expected)}.";
        }
        foreach (var type in Enum.GetValues<ItemType>())
        {
            var found = await db.Items.Where(i => codes.Contains(i.Code) && i.Type == type).InState(ItemState.Available, type).CountAsync();
            if (found != _model.Things.Count(t => t.Type == type && _model.StateOf(t) == ItemState.Available)) return $"{found} of type {type} are found as available.";
        }
        var miscounted = await db.Items.Where(i => codes.Contains(i.Code) && (i.CopiesOut != i.Checkouts.Sum(c => c.Outstanding)
            || i.NextDueAt != i.Checkouts.Where(c => c.Outstanding > 0).Min(c => c.DueAt)
            || (i.LastMovedAt == null) != (i.Checkouts.Count == 0))).Select(i => i.Code).ToListAsync();
        return miscounted.Count == 0 ? null : $"what is out of {string.Join(", ", miscounted)} is counted wrongly.";
    });

    private async Task<(bool, bool)> CheckOut(CustodyModel.Thing thing, int copies, bool isAssigned)
    {
        var may = _model.CanLend(thing, copies);
        var done = await company.AtTheDesk(new()
        {
            Holder = new(Name: $"Holder {_at % 3}"),
            Out = [new(thing.Code, copies)],
            Kind = isAssigned ? nameof(CheckoutKind.Assignment) : null,
        });
        if (!done.IsRefused) _model.Loans.Add(new(done.Value.Out!.Checkouts[0].Id, thing, copies, isAssigned));
        return (may, !done.IsRefused);
    }

    private async Task<(bool, bool)> CheckIn(CustodyModel.Loan loan, int copies)
    {
        var may = copies <= loan.Left;
        var done = await company.AtTheDesk(new() { Back = [new(loan.Id, copies)] });
        if (!done.IsRefused) loan.Left -= copies;
        return (may, !done.IsRefused);
    }

    private async Task<(bool, bool)> Retire(CustodyModel.Thing thing)
    {
        var may = _model.CanRetire(thing);
        var done = await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, thing.Code));
        if (!done.IsRefused) thing.IsRetired = true;
        return (may, !done.IsRefused);
    }

    private async Task<(bool, bool)> Restore(CustodyModel.Thing thing)
    {
        var may = thing.Type != ItemType.AssembledSign || !thing.IsRetired;
        var done = await company.Do((RetireItem act) => act.Restore(company.Dee.Actor, thing.Code));
        if (!done.IsRefused) thing.IsRetired = false;
        return (may, !done.IsRefused);
    }

    private async Task<(bool, bool)> Build(CustodyModel.Thing frame, CustodyModel.Thing sign, CustodyModel.Thing? rider)
    {
        var may = _model.IsFree(frame) && _model.IsFree(sign) && (rider is null || _model.IsFree(rider));
        var done = await company.Build(new() { Frame = frame.Code, Sign = sign.Code, NameRider = rider?.Code });
        if (done.IsRefused) return (may, false);
        var built = new CustodyModel.Thing(done.Value.Code, ItemType.AssembledSign, null, 1);
        _model.Things.Add(built);
        foreach (var piece in new[] { frame, sign, rider }.OfType<CustodyModel.Thing>()) piece.Sign = built;
        return (may, true);
    }

    private async Task<(bool, bool)> Swap(CustodyModel.Thing sign, CustodyModel.Thing leaves, CustodyModel.Thing comes)
    {
        var may = _model.CanWorkOn(sign) && leaves.Sign == sign && comes.Piece == leaves.Piece && _model.IsFree(comes);
        var done = await company.Do((WorkOnSigns act) => act.Swap(company.Dee.Actor, sign.Code, new() { Out = leaves.Code, In = comes.Code }));
        if (!done.IsRefused) (leaves.Sign, comes.Sign) = (null, sign);
        return (may, !done.IsRefused);
    }

    private async Task<(bool, bool)> TakeApart(CustodyModel.Thing sign)
    {
        var may = _model.CanWorkOn(sign);
        var done = await company.Do((WorkOnSigns act) => act.TakeApart(company.Dee.Actor, sign.Code));
        if (done.IsRefused) return (may, false);
        sign.IsRetired = true;
        foreach (var piece in _model.In(sign).ToList()) piece.Sign = null;
        return (may, true);
    }

    private async Task<(bool, bool)> PutInto(CustodyModel.Thing box, CustodyModel.Thing key)
    {
        var may = _model.CanPutInto(box, key);
        var done = await company.Do((PutIntoLockbox act) => act.Put(company.Dee.Actor, box.Code, key.Code));
        if (!done.IsRefused) key.Box = box;
        return (may, !done.IsRefused);
    }

    private async Task<(bool, bool)> TakeOut(CustodyModel.Thing box, CustodyModel.Thing key)
    {
        var may = _model.CanTakeOut(box, key);
        var done = await company.Do((PutIntoLockbox act) => act.TakeOut(company.Dee.Actor, key.Code, box.Code));
        if (!done.IsRefused) key.Box = null;
        return (may, !done.IsRefused);
    }

    /// <summary>A key that is in a lockbox now, if there is one.</summary>
    private CustodyModel.Thing? Inside(int number) => _model.Things.FindAll(t => t.Box is not null) is { Count: > 0 } keys ? Pick(keys, number) : null;

    /// <summary>A thing of this type, or now and then of any.</summary>
    private CustodyModel.Thing Mostly(ItemType type, int number, int luck) => Pick(luck == 0 ? _model.Things : _model.Things.FindAll(t => t.Type == type), number);

    private CustodyModel.Thing Some(PieceType type, int number) => Pick(_model.Things.FindAll(t => t.Piece == type), number);

    private static T Pick<T>(List<T> from, int number) => from[number % from.Count];

    private static Task<(bool, bool)> Nothing() => Task.FromResult((false, false));
}
