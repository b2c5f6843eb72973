using Kbm.Features.Items;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Data;

public sealed class PostgresTenantDb(DbContextOptions<PostgresTenantDb> options) : TenantDb(options)
{
    public override async Task LockItems(IQueryable<Item> items)
    {
        var wanted = await items.Select(i => i.Id).ToArrayAsync();
        await Database.ExecuteSqlAsync($"""SELECT 1 FROM "Items" WHERE "Id" = ANY({wanted}) ORDER BY "Id" FOR UPDATE""");
    }

    public override Task LockContact(long id) => Database.ExecuteSqlAsync($"""SELECT 1 FROM "Contacts" WHERE "Id" = {id} FOR UPDATE""");

    public override Task InsertAll<T>(IReadOnlyCollection<T> rows)
    {
        AddRange(rows);
        return SaveChangesAsync();
    }

    public override IQueryable<SearchEntry> SearchFor(IReadOnlyList<string> terms, int? most = null)
    {
        // Folded text has no wildcard characters left in it, so the terms need no escaping.
        var found = terms.Aggregate<string, IQueryable<SearchEntry>>(
            SearchEntries, (query, term) => query.Where(e => EF.Functions.Like(e.Text, "%" + SearchText.Pattern(term) + "%")));
        return most is { } some ? found.OrderBy(e => e.Id).Take(some) : found;
    }
}
