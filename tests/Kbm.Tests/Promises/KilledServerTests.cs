using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Promises;

/// <summary>No acknowledged write is lost, and none is half-done.</summary>
public sealed class KilledServerTests
{
    private const int Clients = 12;
    private const int Keys = 24;
    private const int AnswersBeforeKill = 120;
    private static readonly int s_kills = Trial.Rounds(3);

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_the_restart_and_nothing_is_half_done()
    {
        await using var place = await TestDatabase.Create();
        var (tenant, token) = await Prepare(place);
        var load = new Load(tenant, token);
        for (var kill = 0; kill < s_kills; kill++)
        {
            await using var server = await KbmProcess.Serve(place);
            await load.Run(server, until: (kill + 1) * AnswersBeforeKill);
        }

        await using var app = await TestApp.Start(new TestAppOptions(Database: place));
        using var lease = await app.Services.GetRequiredService<TenantStores>().Open(tenant.Id);
        await using var db = lease.Store.OpenReader();

        load.Acknowledged.Count.ShouldBeGreaterThanOrEqualTo(s_kills * AnswersBeforeKill);
        await ShouldHold(db, load.Acknowledged);
        await ShouldBeWhole(db);
    }

    private static async Task<(TenantInfo Tenant, string Token)> Prepare(TestDatabase place)
    {
        await using var app = await TestApp.Start(new TestAppOptions(Database: place));
        var company = await app.NewCompany();
        for (var n = 0; n < Keys; n++) await company.AddKey($"Door {n}", copies: Item.MostCopies);
        return (company.Tenant, await company.NewToken(company.Dee));
    }

    private static async Task ShouldHold(TenantDb db, ConcurrentDictionary<string, string[]> acknowledged)
    {
        var lines = (await db.Checkouts.Select(c => new { c.Receipt.Sequence, c.Item.Code }).ToListAsync())
            .Concat(await db.CheckIns.Select(c => new { c.Receipt.Sequence, c.Checkout.Item.Code }).ToListAsync())
            .ToLookup(l => Receipt.NumberOf(l.Sequence), l => l.Code);
        foreach (var (number, codes) in acknowledged) lines[number].ShouldBe(codes, ignoreOrder: true, $"Receipt {number} was acknowledged.");
    }

    private static async Task ShouldBeWhole(TenantDb db)
    {
        var receipts = await db.Receipts.Include(r => r.Checkouts).Include(r => r.CheckIns).ToListAsync();
        receipts.ShouldAllBe(r => r.Checkouts.Count + r.CheckIns.Count == 2);
        var counter = await db.Counters.SingleAsync(c => c.Name == Counters.Receipt);
        receipts.Select(r => r.Sequence).Order().ShouldBe(Enumerable.Range(1, (int)counter.Last).Select(n => (long)n));
        receipts.DistinctBy(r => r.ActKey).Count().ShouldBe(receipts.Count);

        var checkouts = await db.Checkouts.Include(c => c.CheckIns).ToListAsync();
        checkouts.ShouldAllBe(c => c.Outstanding == c.Quantity - c.CheckIns.Sum(b => b.Quantity));
        (await Entries(db, ActivityVerb.CheckedOut)).ShouldBe(checkouts.Select(c => (c.ReceiptId, c.ItemId)), ignoreOrder: true);
        (await Entries(db, ActivityVerb.CheckedIn))
            .ShouldBe(checkouts.SelectMany(c => c.CheckIns, (c, b) => (b.ReceiptId, c.ItemId)), ignoreOrder: true);
    }

    private static async Task<List<(long, long)>> Entries(TenantDb db, ActivityVerb verb) =>
        (await db.Activity.Where(a => a.Verb == verb).ToListAsync()).ConvertAll(a => (a.ReceiptId!.Value, a.ItemId!.Value));

    /// <summary>Clients that hand over and take back until the server is gone, and that send again what was not answered.</summary>
    private sealed class Load(TenantInfo tenant, string token)
    {
        private readonly Wish?[] _unanswered = new Wish?[Clients];
        private readonly ConcurrentQueue<(long Id, string Code)>[] _out = [.. Enumerable.Range(0, Clients).Select(_ => new ConcurrentQueue<(long, string)>())];
        private int _acts;

        /// <summary>The receipts that were answered with, and the codes on them.</summary>
        public ConcurrentDictionary<string, string[]> Acknowledged { get; } = new();

        public async Task Run(KbmProcess server, int until)
        {
            var enough = new TaskCompletionSource();
            var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => Work(n, server.Port, until, enough))).ToList();
            await Task.WhenAny([enough.Task, Task.WhenAll(clients)]);
            await server.Kill();
            await Task.WhenAll(clients);
        }

        private async Task Work(int n, int port, int until, TaskCompletionSource enough)
        {
            using var client = TestApp.Client($"{tenant.Slug}.localhost", port);
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            while (true)
            {
                var wish = _unanswered[n] ??= Next(n);
                if (await TrySend(client, wish) is not { } answer) return;
                answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
                Note(n, wish, answer);
                _unanswered[n] = null;
                if (Acknowledged.Count >= until) enough.TrySetResult();
            }
        }

        /// <returns>Null when the server is gone.</returns>
        private static async Task<ApiAnswer?> TrySend(HttpClient client, Wish wish)
        {
            try
            {
                return await client.Post(wish.Path, wish.Body, ("Idempotency-Key", wish.Key));
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                return null;
            }
        }

        private Wish Next(int n)
        {
            var act = Interlocked.Increment(ref _acts);
            var key = string.Create(CultureInfo.InvariantCulture, $"act-{act}");
            if (act % 3 == 0 && _out[n].TryDequeue(out var first) && _out[n].TryDequeue(out var second))
                return new("/api/v1/checkins", key, new { lines = new[] { new { checkoutId = first.Id }, new { checkoutId = second.Id } } }, [first.Code, second.Code]);
            string[] codes = [ItemCode.Of(ItemKind.Key.Prefix, 1 + (act % Keys)), ItemCode.Of(ItemKind.Key.Prefix, 1 + ((act + 5) % Keys))];
            var lines = codes.Select(code => new { code, quantity = 1 });
            return new("/api/v1/checkouts", key, new { holder = new { name = $"Holder {n}" }, lines }, codes);
        }

        private void Note(int n, Wish wish, ApiAnswer answer)
        {
            Acknowledged.TryAdd(answer["receipt"]!, wish.Codes).ShouldBeTrue("A receipt number was given twice.");
            if (!answer.Json.TryGetProperty("checkouts", out var lines)) return;
            foreach (var line in lines.EnumerateArray())
                _out[n].Enqueue((line.GetProperty("id").GetInt64(), line.GetProperty("code").GetString()!));
        }

        private sealed record Wish(string Path, string Key, object Body, string[] Codes);
    }
}
