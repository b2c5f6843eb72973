using System.Security.Claims;
using Kbm.Features.Accounts;

namespace Kbm.Features.Activity;

internal static class WhoSees
{
    /// <summary>Those of the entries that this user may see: everybody's, or only their own.</summary>
    public static IQueryable<ActivityEntry> SeenBy(this IQueryable<ActivityEntry> entries, ClaimsPrincipal user)
    {
        if (user.May(Permissions.SeeAllActivity)) return entries;
        var own = user.Id();
        return entries.Where(a => a.UserId == own);
    }
}
