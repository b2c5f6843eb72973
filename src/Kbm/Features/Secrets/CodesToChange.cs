using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>A code that ought to be changed, and why.</summary>
internal sealed record CodeToChange(ItemRow Item, SecretField Field, DateTime SetAt, int Days, IReadOnlyList<string> Reasons);

/// <summary>The lock and backup codes that are older than the company wants them, or that somebody knows who has left.</summary>
internal static class CodesToChange
{
    public static async Task<Paged<CodeToChange>> Read(TenantDb db, int limit, DateTime now, IReadOnlyList<long> leavers, int? page)
    {
        var ids = await Ids(db, limit, now, leavers).Page(page);
        return ids.With(await Of(db, ids.Rows, limit, now, leavers));
    }

    /// <summary>The ids of all of them, the oldest first.</summary>
    public static IQueryable<Guid> Ids(TenantDb db, int limit, DateTime now, IReadOnlyList<long> leavers) =>
        Of(db, Before(limit, now), leavers).OrderBy(s => s.SetAt).ThenBy(s => s.Id).Select(s => s.Id);

    /// <summary>The codes of these ids with why they ought to be changed, in the order of the ids.</summary>
    public static async Task<IReadOnlyList<CodeToChange>> Of(TenantDb db, IReadOnlyList<Guid> ids, int limit, DateTime now, IReadOnlyList<long> leavers)
    {
        var before = Before(limit, now);
        var secrets = (await db.Secrets.Where(s => ids.Contains(s.Id)).ToListAsync()).ToDictionary(s => s.Id);
        var items = (await ItemRow.Load(db, [.. secrets.Values.Select(s => s.ItemId)])).ToDictionary(i => i.Id);
        var knowers = await WhoKnows.Of(db, secrets.Values, leavers);
        var rows = new List<CodeToChange>();
        foreach (var secret in ids.Where(secrets.ContainsKey).Select(id => secrets[id]))
        {
            var days = (int)(now - secret.SetAt).TotalDays;
            var gone = knowers[secret.Id].Where(k => k.HasLeft).Select(k => k.Name).Distinct().ToList();
            rows.Add(new(items[secret.ItemId], secret.Field, secret.SetAt, days,
            [
                .. secret.SetAt < before ? [$"{days} days old"] : Array.Empty<string>(),
                .. gone.Count > 0 ? [$"{Word.List(gone)} {(gone.Count == 1 ? "knows it and has" : "know it and have")} left"] : Array.Empty<string>(),
            ]));
        }
        return rows;
    }

    private static DateTime? Before(int limit, DateTime now) => limit == 0 ? null : now.AddDays(-limit);

    private static IQueryable<Secret> Of(TenantDb db, DateTime? before, IReadOnlyList<long> leavers) => db.Secrets.Current()
        .Where(s => (s.Field == SecretField.LockCode || s.Field == SecretField.BackupCode) && s.Item!.RetiredAt == null)
        .Where(s => s.SetAt < before
            || leavers.Contains(s.SetById)
            || s.Views.Any(v => leavers.Contains(v.UserId))
            || s.Item!.Checkouts.Any(c => (c.Outstanding > 0 || c.CheckIns.Any(i => i.At > s.SetAt))
                && (c.Holder.RetiredAt != null || (c.Holder.UserId != null && leavers.Contains(c.Holder.UserId.Value)))));
}
