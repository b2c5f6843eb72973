using FsCheck;
using FsCheck.Fluent;
using Kbm.Data;
using Kbm.Features.Keys;
using Kbm.Features.Properties;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Promises;

/// <summary>Masters nest and never loop, and what a master opens is what a plain count says.</summary>
public sealed class MastersTests(TestApp app)
{
    private const int Keys = 9;
    private static readonly int s_sequences = Trial.Rounds(TestDatabase.IsPostgres ? 15 : 30);
    private static readonly int s_rounds = Trial.Rounds(60);

    [Fact]
    public async Task After_any_moves_there_is_no_loop_and_the_counts_are_those_of_a_plain_model()
    {
        var company = await app.NewCompany();
        var move = from key in Gen.Choose(0, Keys - 1) from master in Gen.Choose(-1, Keys - 1) select (Key: key, Master: master);
        var sequences = Arb.From(from count in Gen.Choose(1, 24) from moves in Gen.ListOf(move, count) select moves.ToList());

        await Task.Run(() => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(s_sequences),
            Prop.ForAll(sequences, moves => Follow(company, moves).GetAwaiter().GetResult())));
    }

    [Fact]
    public async Task Opposite_moves_at_once_never_close_a_loop_together()
    {
        var company = await app.NewCompany();
        var keys = new List<Key>();
        for (var n = 0; n < 4; n++) keys.Add(await company.AddKey($"Key {n}"));
        for (var round = 0; round < s_rounds; round++)
        {
            // Each under the next, the last under the first: any of them may be, all of them not.
            var ring = keys[..(2 + round % 3)];
            foreach (var key in ring) Company.Expect(await company.Move(key.Code, null));

            var moves = await Task.WhenAll(ring.Select((key, n) => Task.Run(() => company.Move(key.Code, ring[(n + 1) % ring.Count].Code))));

            moves.Where(m => m.IsRefused).ShouldHaveSingleItem().Refusals.ShouldHaveSingleItem().Code.ShouldBe("master_loop");
            var masters = await company.Read(db => db.Keys.ToDictionaryAsync(k => k.Id, k => k.MasterKeyId));
            keys.ShouldAllBe(k => !Loops(masters, k.Id));
        }
    }

    private static bool Loops(Dictionary<long, long?> masters, long id)
    {
        var at = masters[id];
        for (var steps = 0; at is { } above; at = masters[above])
            if (above == id || ++steps > masters.Count) return true;
        return false;
    }

    private static async Task<bool> Follow(Company company, List<(int Key, int Master)> moves)
    {
        var property = await company.AddProperty();
        var units = new List<Unit> { await company.AddUnit(property, "1A"), await company.AddUnit(property, "1B") };
        var keys = new List<Key>();
        for (var n = 0; n < Keys; n++)
            keys.Add(await company.AddKey($"Key {n}", 1 + n, n % 4 == 3 ? null : property, n % 4 < 2 ? units[n % 4] : null));
        var masters = new int?[Keys];
        foreach (var (key, master) in moves)
        {
            int? wanted = master < 0 ? null : master;
            var may = wanted is null || masters[key] == wanted || !Chain(masters, wanted).Contains(key);
            var moved = await company.Move(keys[key].Code, wanted is { } m ? keys[m].Code : null);
            if (may == moved.IsRefused) throw new InvalidOperationException($"{key} under {master} {(may ? "was refused" : "was let through")}.");
            if (may) masters[key] = wanted;
        }
        return await company.Read(async db =>
        {
            for (var n = 0; n < Keys; n++)
            {
                var reach = await KeyTree.Reach(db, keys[n].Id);
                var expected = Count(keys, masters, n);
                if (reach != expected) throw new InvalidOperationException($"Key {n} has {reach}, not {expected}.");
                var above = (await KeyTree.Above(db, keys[n].MasterKeyId, keys[n].Id)).From(keys[n].Id).Skip(1).Select(k => k.Id);
                if (!above.SequenceEqual(Chain(masters, masters[n]).Select(k => keys[k].Id))) throw new InvalidOperationException($"The masters above key {n} are not the model's.");
            }
            return true;
        });
    }

    private static KeyReach Count(List<Key> keys, int?[] masters, int of)
    {
        var below = Enumerable.Range(0, Keys).Where(n => n != of && Chain(masters, masters[n]).Contains(of)).Select(n => keys[n]).ToList();
        var doors = below.Append(keys[of]).Select(k => (k.UnitId, k.UnitId is null ? k.PropertyId : null)).Where(d => d is not (null, null)).Distinct().Count();
        return new(doors, below.Count, below.Sum(k => k.Copies));
    }

    private static List<int> Chain(int?[] masters, int? from)
    {
        var chain = new List<int>();
        for (; from is { } at; from = masters[at]) chain.Add(at);
        return chain;
    }
}
