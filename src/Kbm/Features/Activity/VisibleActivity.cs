using System.Security.Claims;
using Kbm.Features.Accounts;

namespace Kbm.Features.Activity;

internal static class VisibleActivity
{
    /// <summary>Everybody's acts for who may see them, else the user's own.</summary>
    public static IQueryable<ActivityEntry> VisibleTo(this IQueryable<ActivityEntry> entries, ClaimsPrincipal user)
    {
        if (user.May(Permissions.SeeAllActivity)) return entries;
        var own = user.Id();
        return entries.Where(a => a.UserId == own);
    }
}
