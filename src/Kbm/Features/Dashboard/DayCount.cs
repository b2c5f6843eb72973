using System.Globalization;
using System.Text;
using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Dashboard;

/// <summary>What went out and came back on one local day.</summary>
internal sealed record DayCount(DateOnly Day, int Out, int Back)
{
    public const int Days = 30;

    /// <summary>The last thirty days, today last.</summary>
    public static async Task<IReadOnlyList<DayCount>> Last30(TenantDb db, CompanyTime time)
    {
        var first = time.Today.AddDays(1 - Days);
        var days = Enumerable.Range(0, Days).Select(first.AddDays).ToList();
        var edges = days.Append(time.Today.AddDays(1)).SelectMany((day, at) => new object[] { at, time.StartOf(day) }).ToArray();
        var counts = await db.Database.SqlQueryRaw<Row>(Sql, edges).ToDictionaryAsync(r => r.Day);
        return [.. days.Select((day, at) => new DayCount(day, counts[at].Out, counts[at].Back))];
    }

    // Days are the company's, not the server's, and an instant is found by its index: SQL of both databases, which EF cannot say.
    private static string Sql { get; } = $"""
        WITH "Edges" AS (SELECT column1 AS "Day", column2 AS "At" FROM (VALUES {Edges()}) AS v),
        "Days" AS (SELECT d."Day", d."At" AS "From", e."At" AS "To" FROM "Edges" AS d JOIN "Edges" AS e ON e."Day" = d."Day" + 1)
        SELECT d."Day" AS "Day",
            CAST((SELECT COUNT(*) FROM "Receipts" AS r JOIN "Checkouts" AS c ON c."ReceiptId" = r."Id"
                WHERE r."At" >= d."From" AND r."At" < d."To") AS INTEGER) AS "Out",
            CAST((SELECT COUNT(*) FROM "CheckIns" AS c WHERE c."At" >= d."From" AND c."At" < d."To") AS INTEGER) AS "Back"
        FROM "Days" AS d
        """;

    private static StringBuilder Edges()
    {
        var rows = new StringBuilder();
        for (var at = 0; at <= Days; at++)
            rows.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? "" : ",")}({{{2 * at}}},{{{2 * at + 1}}})");
        return rows;
    }

    private sealed record Row(int Day, int Out, int Back);
}

/// <summary>How much of what is out has been out for how long.</summary>
internal sealed record AgeCount(string Age, int Count)
{
    public static async Task<IReadOnlyList<AgeCount>> Read(IQueryable<Checkout> open, CompanyTime time)
    {
        DateTime Before(int days) => time.StartOf(time.Today.AddDays(-days));
        var (today, week, month, quarter) = (Before(0), Before(6), Before(29), Before(89));
        var counts = await open.GroupBy(_ => 1).Select(all => new
        {
            Today = all.Count(c => c.At >= today),
            Week = all.Count(c => c.At < today && c.At >= week),
            Month = all.Count(c => c.At < week && c.At >= month),
            Quarter = all.Count(c => c.At < month && c.At >= quarter),
            Longer = all.Count(c => c.At < quarter),
        }).SingleOrDefaultAsync();
        return
        [
            new("today", counts?.Today ?? 0), new("this week", counts?.Week ?? 0), new("this month", counts?.Month ?? 0),
            new("3 months", counts?.Quarter ?? 0), new("longer", counts?.Longer ?? 0),
        ];
    }
}
