using System.Globalization;
using System.Net;
using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Keys;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Promises;

/// <summary>No copy ever has two holders.</summary>
public sealed class LastCopyTests(TestApp app)
{
    private const int Clients = 64;
    private static readonly int s_rounds = Trial.Rounds(TestDatabase.IsPostgres ? 25 : 90);

    [Fact]
    public async Task Of_64_desks_that_want_the_last_copies_as_many_succeed_as_there_are_copies_and_the_others_hear_who_has_them()
    {
        var company = await app.NewCompany();
        for (var round = 0; round < s_rounds; round++)
        {
            var key = await company.AddKey($"Door {round}", copies: 1 + (round % 3));

            var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(n => Task.Run(() => company.AtTheDesk(Wish(n, key)))));

            answers.Count(a => !a.IsRefused).ShouldBe(key.Copies);
            var holders = answers.Where(a => !a.IsRefused).Select(a => a.Value!.Out!.HolderName).ToHashSet();
            foreach (var refusal in answers.Where(a => a.IsRefused).Select(a => a.Refusals.ShouldHaveSingleItem()))
                ShouldName(refusal, holders);
            (await Outstanding(company, key)).ShouldBe(key.Copies);
        }
    }

    [Fact]
    public async Task Of_64_programs_that_want_the_last_copy_one_is_answered_201_and_the_others_409_with_its_holder()
    {
        var company = await app.NewCompany();
        var programs = Enumerable.Range(0, Clients).Select(_ => company.NewClient()).ToList();
        foreach (var program in programs) program.DefaultRequestHeaders.Authorization = company.Api.DefaultRequestHeaders.Authorization;
        for (var round = 0; round < s_rounds / 10; round++)
        {
            var key = await company.AddKey($"Door {round}");

            var answers = await Task.WhenAll(programs.Select((program, n) => program.Post(
                "/api/v1/checkouts", new { holder = new { name = Name(n) }, lines = new[] { new { code = key.Code, quantity = 1 } } })));

            var won = answers.Where(a => a.Status == HttpStatusCode.Created).ShouldHaveSingleItem();
            var holder = await company.Read(db => db.Checkouts.Where(c => c.ItemId == key.Id).Select(c => c.Holder.Name).SingleAsync());
            foreach (var lost in answers.Where(a => a != won))
            {
                lost.Status.ShouldBe(HttpStatusCode.Conflict);
                lost["code"].ShouldBe("not_available");
                lost.Json.GetProperty("holders").EnumerateArray().ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe(holder);
            }
        }
    }

    [Fact]
    public async Task Baskets_that_name_the_same_keys_in_other_orders_end_and_each_is_done_whole_or_not_at_all()
    {
        var company = await app.NewCompany();
        var keys = new List<Key>();
        for (var n = 0; n < 6; n++) keys.Add(await company.AddKey($"Door {n}", copies: 2));

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(n => Task.Run(() => company.AtTheDesk(Wish(n, [.. Some(keys, n)])))));

        var lines = await company.Read(db => db.Checkouts.GroupBy(c => c.ReceiptId).Select(g => g.Count()).ToListAsync());
        lines.Count.ShouldBe(answers.Count(a => !a.IsRefused));
        lines.ShouldAllBe(count => count == 3);
        foreach (var key in keys) (await Outstanding(company, key)).ShouldBeLessThanOrEqualTo(2);
    }

    private static IEnumerable<Key> Some(List<Key> keys, int n)
    {
        var three = keys.Skip(n % 4).Take(3);
        return n % 2 == 0 ? three : three.Reverse();
    }

    private static Basket Wish(int client, params Key[] keys) =>
        new() { Holder = new(Name: Name(client)), Out = [.. keys.Select(k => new OutLine(k.Code))] };

    private static string Name(int client) => string.Create(CultureInfo.InvariantCulture, $"Holder {client:00}");

    private static void ShouldName(Refusal refusal, HashSet<string> holders)
    {
        refusal.Code.ShouldBe("not_available");
        foreach (var holder in holders) refusal.Sentence.ShouldContain(holder);
        var named = refusal.Detail!.Value.Value.ShouldBeOfType<List<HolderNow>>();
        named.Select(h => h.Name).ShouldBe(holders, ignoreOrder: true);
    }

    private static Task<int> Outstanding(Company company, Key key) =>
        company.Read(db => db.Checkouts.Where(c => c.ItemId == key.Id).SumAsync(c => c.Outstanding));
}
