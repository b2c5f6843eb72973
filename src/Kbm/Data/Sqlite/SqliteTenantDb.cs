using Kbm.Features.Items;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kbm.Data;

public sealed class SqliteTenantDb(DbContextOptions<SqliteTenantDb> options) : TenantDb(options)
{
    /// <summary>The file has one writer, so nobody else can be there.</summary>
    public override Task LockItems(IQueryable<Item> items) => Task.CompletedTask;

    /// <summary>The file has one writer, so nobody else can be there.</summary>
    public override Task LockContact(long id) => Task.CompletedTask;

    public override Task InsertAll<T>(IReadOnlyCollection<T> rows)
    {
        foreach (var some in rows.GroupBy(r => r.GetType()))
            SqliteInsert.Of(Model.FindRuntimeEntityType(some.Key)!).Run(Database.GetDbConnection(), Database.CurrentTransaction?.GetDbTransaction(), some);
        ChangedFacts = ChangedFacts || rows.Any(r => r is not IMovement);
        return Task.CompletedTask;
    }

    public override IQueryable<SearchEntry> SearchFor(IReadOnlyList<string> terms, int? most = null)
    {
        // Folded text is letters, digits and spaces, so the quotes hold. No pattern is shorter than the three characters of a trigram.
        var match = string.Join(" AND ", terms.Select(t => $"\"{SearchText.Pattern(t)}\""));
        return SearchEntries.FromSql($"""
            SELECT e.* FROM "SearchEntries" AS e WHERE e."Id" IN (
                SELECT rowid FROM "SearchIndex" WHERE "SearchIndex" MATCH {match} LIMIT {most ?? -1})
            """);
    }
}
