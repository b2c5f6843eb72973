using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Data;

/// <summary>
/// Brings a file to the model's version while nobody else has it open. SQLite changes most of a table by building it anew, and
/// with foreign keys on, dropping the old one would delete or refuse what refers to it; they can be switched off only outside a
/// transaction, so this is no write of the store. They are checked as a whole before the commit.
/// </summary>
internal static class SqliteMigration
{
    /// <returns>The version that the file has now.</returns>
    /// <exception cref="InvalidOperationException">The file was made by a newer build, or what is in it does not fit the new version.</exception>
    public static async Task<string> Run(string path, Func<SqliteConnection, DbContext> contextOn)
    {
        await using var connection = SqliteFile.Open(path, SqliteOpenMode.ReadWriteCreate, foreignKeys: false);
        await using var db = contextOn(connection);
        await using var transaction = connection.BeginTransaction(deferred: false);
        await db.Database.UseTransactionAsync(transaction);
        var version = await Migrator.Run(db);
        if (await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS \"Value\" FROM pragma_foreign_key_check LIMIT 1").ToListAsync() is [var table])
            throw new InvalidOperationException($"The change to version {version} would leave rows of {table} that refer to nothing.");
        await transaction.CommitAsync();
        return version;
    }
}
