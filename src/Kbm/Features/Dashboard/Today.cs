using Kbm.Data;
using Kbm.Features.Audits;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Dashboard;

/// <summary>How many items are overdue, due today and out.</summary>
internal sealed record TodayCounts(int Overdue, int DueToday, int Out);

/// <summary>A loan that somebody can do something about.</summary>
internal sealed record LoanRow(long CheckoutId, string Code, string Label, string? Place, string Holder, long HolderId, string? Phone, DateTime Since, DateTime? DueAt);

/// <summary>A key of which few copies are left.</summary>
internal sealed record LowRow(string Code, string Label, string? Property, string? Unit, int Copies, int In);

/// <summary>An audit that was planned for today or before.</summary>
internal sealed record DueAudit(string Title, DateOnly Day);

/// <summary>What the dashboard shows, read at one moment.</summary>
internal sealed record Today
{
    public const int MostRows = 6;

    public required TodayCounts Counts { get; init; }
    public required int LowOnCopies { get; init; }
    public required IReadOnlyList<LoanRow> Overdue { get; init; }
    public required IReadOnlyList<LoanRow> DueToday { get; init; }
    public required IReadOnlyList<LoanRow> OutLongest { get; init; }
    public required IReadOnlyList<LowRow> Low { get; init; }
    public required IReadOnlyList<DueAudit> DueAudits { get; init; }
    public required string DaysChart { get; init; }
    public required string AgesChart { get; init; }

    /// <summary>
    /// Remembered until the next write and, because things fall due as the clock runs, for no longer than the minute.
    /// </summary>
    public static ValueTask<Today> Of(Store<TenantDb> store, CompanySettings settings, CompanyTime time) =>
        store.Remember((typeof(Today), Minute(time)), db => Load(db, settings, time));

    /// <summary>How many items are overdue: the number beside the dashboard's name on every page.</summary>
    public static ValueTask<int> OverdueCount(Store<TenantDb> store, CompanyTime time) =>
        store.Remember((typeof(TodayCounts), Minute(time)), async db => (await Count(db, time)).Overdue);

    private static long Minute(CompanyTime time) => time.Now.Ticks / TimeSpan.TicksPerMinute;

    private static async Task<Today> Load(TenantDb db, CompanySettings settings, CompanyTime time)
    {
        var (late, (from, until)) = (time.OverdueBefore, time.StillDueToday);
        var open = db.Checkouts.Where(c => c.Outstanding > 0);
        var low = db.Items.LowOnCopies(settings.LowCopies);
        var lowest = await low.OrderBy(i => i.Copies - i.CopiesOut).ThenBy(i => i.Code).Take(MostRows)
            .Select(i => new LowRow(
                i.Code, i.Label, i.Property!.Name, i.Unit!.Label, i.Copies, i.Copies - i.CopiesOut))
            .ToListAsync();
        return new()
        {
            Counts = await Count(db, time),
            LowOnCopies = lowest.Count < MostRows ? lowest.Count : await low.CountAsync(),
            Low = lowest,
            Overdue = await Rows(open.Where(c => c.DueAt < late).OrderBy(c => c.DueAt)),
            DueToday = await Rows(open.Where(c => c.DueAt >= from && c.DueAt < until).OrderBy(c => c.DueAt)),
            OutLongest = await Rows(open.Where(c => c.Kind == CheckoutKind.Loan).OrderBy(c => c.At)),
            DueAudits = await Planned(db, time),
            DaysChart = DayChart.Svg(await DayCount.Last30(db, time), time),
            AgesChart = AgeChart.Svg(await AgeCount.Read(open, time)),
        };
    }

    private static Task<List<DueAudit>> Planned(TenantDb db, CompanyTime time)
    {
        var today = time.Today;
        return db.PlannedAudits.Open().Where(p => p.Day <= today).OrderBy(p => p.Day).ThenBy(p => p.Id).Take(MostRows).Select(p => new DueAudit(p.Title, p.Day)).ToListAsync();
    }

    private static async Task<TodayCounts> Count(TenantDb db, CompanyTime time)
    {
        var (late, (from, until)) = (time.OverdueBefore, time.StillDueToday);
        return await db.Checkouts.Where(c => c.Outstanding > 0).GroupBy(_ => 1).Select(all => new TodayCounts(
            all.Where(c => c.DueAt < late).Select(c => c.ItemId).Distinct().Count(),
            all.Where(c => c.DueAt >= from && c.DueAt < until).Select(c => c.ItemId).Distinct().Count(),
            all.Select(c => c.ItemId).Distinct().Count())).SingleOrDefaultAsync() ?? new(0, 0, 0);
    }

    private static Task<List<LoanRow>> Rows(IOrderedQueryable<Checkout> loans) => loans.ThenBy(c => c.Id).Take(MostRows)
        .Select(c => new LoanRow(c.Id, c.Item.Code, c.Label, c.Place, c.Holder.Name, c.HolderId, c.Holder.Phone, c.At, c.DueAt)).ToListAsync();
}
