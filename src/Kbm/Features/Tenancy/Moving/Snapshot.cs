using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>What a reader sees stays as it is at one moment, however many queries it takes.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly TenantDb _db;

    private Snapshot(TenantDb db) => _db = db;

    public static async Task<Snapshot> Of(TenantDb db)
    {
        await db.Database.OpenConnectionAsync();
        await Execute(db, db.Database.IsNpgsql() ? "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ" : "BEGIN");
        return new(db);
    }

    public async ValueTask DisposeAsync()
    {
        // On PostgreSQL a reader's transaction ends with its connection.
        if (!_db.Database.IsNpgsql()) await Execute(_db, "ROLLBACK");
        await _db.Database.CloseConnectionAsync();
    }

    private static async Task Execute(TenantDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
