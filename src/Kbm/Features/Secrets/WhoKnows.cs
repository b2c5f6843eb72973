using Kbm.Data;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>Somebody who knows a code: they set it, were shown it, or had the lockbox while it was its code.</summary>
/// <param name="Name">Their name at the time.</param>
/// <param name="How">"set it", "saw it 3 times", "had the box".</param>
/// <param name="At">Since when, or when last.</param>
/// <param name="Until">When the box came back; null while it is out and for who was shown the code.</param>
/// <param name="ContactId">The holder.</param>
/// <param name="HasLeft">They are no longer with the company: a deactivated user, a retired contact.</param>
internal sealed record Knower(string Name, string How, DateTime At, DateTime? Until, long? ContactId, bool HasLeft);

/// <summary>Who has ever seen or been given a code. Holders are not written down for it: their check-outs say when they had the box.</summary>
internal static class WhoKnows
{
    /// <summary>The users of the current tenant who have been deactivated.</summary>
    public static Task<List<long>> Leavers(CatalogDb catalog, CurrentTenant tenant)
    {
        var company = tenant.Tenant.Id;
        return catalog.Users.Where(u => u.TenantId == company && u.DeactivatedAt != null).Select(u => u.Id).ToListAsync();
    }

    /// <summary>For each of these codes, by its id, whoever knows it; in two queries however many codes there are.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Knower>>> Of(TenantDb db, IReadOnlyCollection<Secret> secrets, IReadOnlyCollection<long> leavers)
    {
        var ids = secrets.Select(s => s.Id).ToList();
        var views = (await db.SecretViews.Where(v => ids.Contains(v.SecretId)).OrderByDescending(v => v.At).ToListAsync()).ToLookup(v => v.SecretId);
        var loans = (await Loans(db, [.. secrets.Where(s => s.Field == SecretField.LockCode).Select(s => s.ItemId).Distinct()])).ToLookup(l => l.ItemId);
        return secrets.ToDictionary(s => s.Id, s => (IReadOnlyList<Knower>)
        [
            new(s.SetBy, "set it", s.SetAt, null, null, leavers.Contains(s.SetById)),
            .. views[s.Id].GroupBy(v => v.UserId).Select(seen => new Knower(
                seen.First().UserName, seen.Count() == 1 ? "saw it" : $"saw it {seen.Count()} times, last", seen.First().At, null, null, leavers.Contains(seen.Key))),
            .. s.Field == SecretField.LockCode ? loans[s.ItemId].Where(l => l.Knew(s)).Select(l => l.As(leavers)) : [],
        ]);
    }

    private static async Task<List<Loan>> Loans(TenantDb db, long[] items) => items.Length == 0 ? [] : await db.Checkouts
        .Where(c => items.Contains(c.ItemId)).OrderByDescending(c => c.At).Select(c => new Loan(
            c.ItemId, c.HolderId, c.Holder.Name, c.Holder.UserId, c.Holder.RetiredAt != null, c.At,
            c.Outstanding > 0 ? null : c.CheckIns.Max(i => (DateTime?)i.At))).ToListAsync();

    /// <summary>A time that somebody had the box; <paramref name="Back"/> is null while it is out.</summary>
    private sealed record Loan(long ItemId, long HolderId, string Name, long? UserId, bool IsRetired, DateTime At, DateTime? Back)
    {
        /// <summary>They had it while this was its code.</summary>
        public bool Knew(Secret secret) => (Back is null || Back > secret.SetAt) && (secret.ReplacedAt is null || At < secret.ReplacedAt);

        public Knower As(IReadOnlyCollection<long> leavers) =>
            new(Name, "had the box", At, Back, HolderId, IsRetired || (UserId is { } user && leavers.Contains(user)));
    }
}
