using Kbm.Features.Settings;

namespace Kbm.Features.Items;

internal static class LowCopies
{
    /// <summary>
    /// Items of which no more copies are in than the company wants to have left. A key that never had more than that is not low: a
    /// house full of single keys would be nothing else.
    /// </summary>
    public static IQueryable<Item> WhereLowOnCopies(this IQueryable<Item> items, CompanySettings settings)
    {
        var least = settings.LowCopies;
        return items.Where(i => least > 0 && i.RetiredAt == null && i.Copies > least
            && i.Copies - i.Checkouts.Where(c => c.Outstanding > 0).Sum(c => c.Outstanding) <= least);
    }
}
