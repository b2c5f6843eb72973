using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kbm.Data;

/// <summary>
/// Brings one database to the model's version inside the caller's transaction. EF's own runner opens transactions and looks for
/// its history table in a fixed schema; a tenant's schema and its single writer allow neither, so the scripts are EF's and the
/// running of them is done here.
/// </summary>
internal static class Migrator
{
    private static readonly ConcurrentDictionary<(Type, string), string> s_scripts = new();

    /// <summary>The newest migration that this build knows for the context.</summary>
    public static string Latest(DbContext db) => db.GetService<IMigrationsAssembly>().Migrations.Keys.LastOrDefault() ?? "";

    /// <returns>The version that the database has now.</returns>
    /// <exception cref="CannotStartException">The database was made by a newer build.</exception>
    public static async Task<string> Run(DbContext db)
    {
        var known = db.GetService<IMigrationsAssembly>().Migrations.Keys.ToList();
        var current = await AppliedTo(db);
        if (current != "" && !known.Contains(current))
            throw new CannotStartException($"The database is at version {current}, which this build of KBM does not know; use the newer build that made it.");
        for (var next = known.IndexOf(current) + 1; next < known.Count; next++)
            await db.Database.ExecuteSqlRawAsync(Script(db, next == 0 ? "0" : known[next - 1], known[next]));
        return known.Count == 0 ? "" : known[^1];
    }

    private static async Task<string> AppliedTo(DbContext db)
    {
        await db.Database.ExecuteSqlRawAsync(
            """CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" ("MigrationId" varchar(150) NOT NULL PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL)""");
        return await db.Database
            .SqlQueryRaw<string>("""SELECT COALESCE(MAX("MigrationId"), '') AS "Value" FROM "__EFMigrationsHistory" """)
            .SingleAsync();
    }

    // Braces are doubled because the script passes through a composite format string.
    private static string Script(DbContext db, string from, string to) => s_scripts.GetOrAdd((db.GetType(), to), _ =>
        db.GetService<IMigrator>().GenerateScript(from, to, MigrationsSqlGenerationOptions.NoTransactions)
            .Replace("{", "{{").Replace("}", "}}"));
}
