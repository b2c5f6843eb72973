using System.Runtime.CompilerServices;
using Kbm.Data;
using Kbm.Features.Exports;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Audits.ReportRow>;

namespace Kbm.Features.Audits;

/// <summary>One line of an audit's report: an item that was counted, or that was in and not counted.</summary>
internal sealed record ReportRow(string Code, string? Label, string? Place, HookPlace? Home, int? Expected, int? Counted, string Result)
{
    public string? Found { get; init; }
    public string? Out { get; init; }
    public string? By { get; init; }
    public DateTime? At { get; init; }
    public string? Done { get; init; }
}

/// <summary>An audit as a report: its differences and what was not counted, or every count.</summary>
internal sealed class AuditReport(TenantDb db, Audit audit, CompanySettings company, CompanyTime time)
{
    private const int AtOnce = 500;

    private static readonly IReadOnlyList<TableColumn<ReportRow>> s_columns =
    [
        Col.Text("code", "Code", r => r.Code),
        Col.Text("item", "Item", r => r.Label),
        Col.Text("place", "Place", r => r.Place),
        Col.Text("home", "Belongs on", r => r.Home is null ? null : r.Home.Name),
        Col.Text("found", "Found on", r => r.Found),
        Col.Number("expected", "Expected", r => r.Expected),
        Col.Number("counted", "Counted", r => r.Counted),
        Col.Text("result", "Result", r => r.Result),
        Col.Text("out", "Out at the time", r => r.Out),
        Col.Moment("at", "Counted at", r => r.At),
        Col.Text("by", "Counted by", r => r.By),
        Col.Text("done", "Corrected", r => r.Done),
    ];

    /// <param name="isWhole">Every count, and not only what differs.</param>
    public async Task<Table> Open(bool isWhole) => new()
    {
        Name = $"audit-{audit.Id}",
        Title = $"Audit {audit.Id}: {audit.Title}",
        Company = company,
        Time = time,
        Columns = s_columns,
        Rows = Table.Cells(Rows(isWhole), s_columns, time),
        Filters = await Words(isWhole),
        IsReport = true,
    };

    private async Task<IReadOnlyList<string>> Words(bool isWhole)
    {
        var progress = await AuditProgress.Of(db, audit);
        var (differences, done) = (await new FindDifferences(db, audit.Id).Count(), await db.AuditFixes.CountAsync(f => f.AuditId == audit.Id));
        var people = await db.AuditCounts.Where(c => c.AuditId == audit.Id).Select(c => c.UserName).Distinct().OrderBy(n => n).Take(10).ToListAsync();
        return
        [
            $"Started {time.FullDateAndTime(audit.StartedAt)} by {audit.UserName}",
            audit.EndedAt is { } ended ? $"{(audit.State == AuditState.Cancelled ? "Cancelled" : "Finished")} {time.FullDateAndTime(ended)}" : audit.State == AuditState.Paused ? "Paused" : "Going on",
            .. people.Count == 0 ? Array.Empty<string>() : [$"Counted by {Word.List(people)}"],
            $"{progress.Counted} of {Word.Count(progress.Items, "item")} counted",
            $"{Word.Count(differences, "difference")}, {done} corrected",
            isWhole ? "Every count" : "Differences and what was not counted",
        ];
    }

    private async IAsyncEnumerable<ReportRow> Rows(bool isWhole, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var differences = new FindDifferences(db, audit.Id);
        foreach (var some in (await differences.All()).Chunk(AtOnce))
        {
            var found = await differences.Of(some);
            long[] ids = [.. found.Select(d => d.ItemId).OfType<long>()];
            var places = await Places(db.Items.Where(i => ids.Contains(i.Id)), cancel);
            foreach (var one in found) yield return Of(one, one.ItemId is { } id ? places.GetValueOrDefault(id) : null);
        }
        await foreach (var row in NotCounted(cancel)) yield return row;
        if (isWhole) await foreach (var row in Right(cancel)) yield return row;
    }

    private ReportRow Of(AuditDifference one, string? place) => new(
        one.Code, one.Label, place, one.ItemId is null ? null : one.Home, one.Expected, one.Counted, Word.Heading(AuditView.Words(one.Kind)))
    {
        Found = AuditView.FoundAt(one),
        Out = one.Out.Count == 0 ? null : string.Join("; ", one.Out.Select(o => $"{o.Quantity} with {o.Holder} since {time.Date(o.Since)}")),
        At = one.At,
        By = one.Found[^1].By,
        Done = one.Fix is { } done ? $"{Word.Heading(done.What)}, {done.By}" : null,
    };

    private async IAsyncEnumerable<ReportRow> NotCounted([EnumeratorCancellation] CancellationToken cancel)
    {
        if (audit.State == AuditState.Cancelled) yield break;
        for (long last = 0; ;)
        {
            var some = await ItemRow.Load(db, db.ToCount(audit.Id).Where(i => i.Id > last).OrderBy(i => i.Id).Take(AtOnce));
            cancel.ThrowIfCancellationRequested();
            if (some.Count == 0) yield break;
            last = some[^1].Id;
            foreach (var row in some) yield return new(row.Code, row.Label, row.Place, new(row.Hook, row.Location), row.Stock.In, null, "Not counted");
        }
    }

    private async IAsyncEnumerable<ReportRow> Right([EnumeratorCancellation] CancellationToken cancel)
    {
        for (long last = 0; ;)
        {
            var some = await db.AuditCounts.AsNoTracking().Include(c => c.Item).Last(audit.Id)
                .Where(c => c.Id > last && c.IsHome && c.Quantity == c.Expected).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
            if (some.Count == 0) yield break;
            last = some[^1].Id;
            long[] ids = [.. some.Select(c => c.ItemId).OfType<long>()];
            var places = await Places(db.Items.Where(i => ids.Contains(i.Id)), cancel);
            foreach (var one in some)
                yield return new(one.Code, one.Item?.Label, places.GetValueOrDefault(one.ItemId ?? 0), one.Home, one.Expected, one.Quantity, "Right") { At = one.At, By = one.UserName };
        }
    }

    private static async Task<Dictionary<long, string?>> Places(IQueryable<Item> items, CancellationToken cancel) =>
        (await items.Select(i => new { i.Id, Property = i.Property!.Name, Unit = i.Unit!.Label }).ToListAsync(cancel)).ToDictionary(i => i.Id, i => ItemPlace.Of(i.Property, i.Unit));
}
