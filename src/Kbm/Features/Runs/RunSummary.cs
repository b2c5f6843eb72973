using System.Globalization;
using Kbm.Data;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>Those that were refused for one reason.</summary>
public sealed record RefusedFor(string Reason, IReadOnlyList<RunRefusal> Refusals);

/// <summary>What a run has come to so far.</summary>
internal static class RunSummary
{
    public static async Task<IReadOnlyList<RunRefusal>> Refusals(TenantDb db, long run) =>
        [.. (await db.RunBatches.Where(b => b.RunId == run && b.RefusalsJson != null).OrderBy(b => b.Number).Select(b => b.RefusalsJson!).ToListAsync())
            .SelectMany(RunBatch.Read)];

    public static IReadOnlyList<RefusedFor> ByReason(IEnumerable<RunRefusal> refusals) =>
        [.. refusals.GroupBy(r => r.Code).OrderByDescending(g => g.Count()).Select(g => new RefusedFor(Word.Heading(g.Key.Replace('_', ' ')), [.. g]))];

    /// <summary>"12 done, 3 were so already, 2 refused, 40 left when it was ended".</summary>
    public static string Counts(Run run) => string.Join(", ", new[]
    {
        $"{Number(run.Changed)} done",
        run.Unchanged == 0 ? null : $"{Number(run.Unchanged)} {(run.Unchanged == 1 ? "was" : "were")} so already",
        run.Refused == 0 ? null : $"{Number(run.Refused)} refused",
        run.Left == 0 ? null : $"{Number(run.Left)} left when it was ended",
    }.OfType<string>());

    /// <summary>"; 2 refused; 40 left when it was ended"; nothing where all was done.</summary>
    public static string NotDone(Run run) => $"{(run.Refused == 0 ? "" : $"; {Number(run.Refused)} refused")}{(run.Left == 0 ? "" : $"; {Number(run.Left)} left when it was ended")}";

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
