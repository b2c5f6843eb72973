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

    public static async Task<IReadOnlyList<Knower>> Of(TenantDb db, Secret secret, IReadOnlyCollection<long> leavers)
    {
        var views = await db.SecretViews.Where(v => v.SecretId == secret.Id).OrderByDescending(v => v.At).ToListAsync();
        return
        [
            new(secret.SetBy, "set it", secret.SetAt, null, null, leavers.Contains(secret.SetById)),
            .. views.GroupBy(v => v.UserId).Select(seen => new Knower(
                seen.First().UserName, seen.Count() == 1 ? "saw it" : $"saw it {seen.Count()} times, last", seen.First().At, null, null, leavers.Contains(seen.Key))),
            .. await Holders(db, secret, leavers),
        ];
    }

    private static async Task<List<Knower>> Holders(TenantDb db, Secret secret, IReadOnlyCollection<long> leavers)
    {
        if (secret.Field != SecretField.LockCode) return [];
        var loans = db.Checkouts.Where(c => c.ItemId == secret.ItemId && (c.Outstanding > 0 || c.CheckIns.Any(i => i.At > secret.SetAt)));
        if (secret.ReplacedAt is { } end) loans = loans.Where(c => c.At < end);
        var holders = await loans.OrderByDescending(c => c.At).Select(c => new
        {
            c.HolderId,
            c.Holder.Name,
            c.Holder.UserId,
            HasLeft = c.Holder.RetiredAt != null,
            c.At,
            Back = c.Outstanding > 0 ? null : c.CheckIns.Max(i => (DateTime?)i.At),
        }).ToListAsync();
        return holders.ConvertAll(h => new Knower(h.Name, "had the box", h.At, h.Back, h.HolderId, h.HasLeft || (h.UserId is { } user && leavers.Contains(user))));
    }
}
