using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Data;

public sealed class SqliteTenantDb(DbContextOptions<SqliteTenantDb> options) : TenantDb(options)
{
    /// <summary>The file has one writer, so nobody else can be there.</summary>
    public override Task LockItems(IReadOnlyCollection<long> ids) => Task.CompletedTask;

    public override IQueryable<SearchEntry> SearchFor(IReadOnlyList<string> terms)
    {
        // A trigram index cannot find fewer than three characters; shorter terms narrow what the longer ones found.
        var found = terms.Any(t => t.Length >= 3) ? Indexed(terms.Where(t => t.Length >= 3)) : SearchEntries;
        return terms.Where(t => t.Length < 3)
            .Aggregate(found, (query, term) => query.Where(e => EF.Functions.Like(e.Text, "%" + term + "%")));
    }

    private IQueryable<SearchEntry> Indexed(IEnumerable<string> terms)
    {
        var match = string.Join(" AND ", terms.Select(t => $"\"{t}\""));
        return SearchEntries.FromSql(
            $"""SELECT e.* FROM "SearchEntries" AS e WHERE e."Id" IN (SELECT rowid FROM "SearchIndex" WHERE "SearchIndex" MATCH {match})""");
    }
}
