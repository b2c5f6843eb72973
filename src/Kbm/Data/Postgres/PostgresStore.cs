using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Kbm.Data;

/// <summary>One schema of the PostgreSQL database, entered as its own role in every transaction.</summary>
/// <param name="place">The schema and its role.</param>
/// <param name="context">Makes a context whose connections pass through the interceptor, if one is given.</param>
internal sealed class PostgresStore<TDb>(PostgresPlace place, Func<IInterceptor?, TDb> context) : Store<TDb> where TDb : KbmDb
{
    private const int Tries = 8;
    private readonly ReadOnlyEntrance _entrance = new(place);

    /// <summary>Other nodes write to the same schema.</summary>
    public override long? Version => null;

    public override async ValueTask<long> FactsVersion() => await Read(db => db.FactsVersion());

    public override TDb OpenReader()
    {
        var db = context(_entrance);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    public override async Task<T> Write<T>(Func<TDb, Task<T>> act, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                return await WriteOnce(act);
            }
            catch (Exception failure) when (attempt < Tries && IsWorthAnotherTry(failure))
            {
            }
        }
    }

    public override ValueTask Close() => ValueTask.CompletedTask;

    private async Task<T> WriteOnce<T>(Func<TDb, Task<T>> act)
    {
        await using var db = context(null);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync(place.Enter);
        var result = await act(db);
        if (IsRefused(result)) return result;
        await db.SaveChangesAsync();
        if (db.ChangedFacts) await db.CountFactsVersion();
        await transaction.CommitAsync();
        return result;
    }

    private static bool IsWorthAnotherTry(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            // Another write took the value meanwhile; the next try sees it and says so.
            or PostgresErrorCodes.UniqueViolation;

    /// <summary>Turns every opening of a reader's connection into a read-only transaction in the place.</summary>
    private sealed class ReadOnlyEntrance(PostgresPlace place) : DbConnectionInterceptor
    {
        private readonly string _enter = "BEGIN READ ONLY;" + place.Enter;

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = Command(connection, _enter);
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = Command(connection, _enter);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public override InterceptionResult ConnectionClosing(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        {
            // A connection that broke has nothing to end, and must go back to the pool all the same.
            if (connection.State != ConnectionState.Open) return result;
            using var command = Command(connection, "ROLLBACK");
            command.ExecuteNonQuery();
            return result;
        }

        public override async ValueTask<InterceptionResult> ConnectionClosingAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        {
            if (connection.State != ConnectionState.Open) return result;
            await using var command = Command(connection, "ROLLBACK");
            await command.ExecuteNonQueryAsync();
            return result;
        }

        private static DbCommand Command(DbConnection connection, string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            return command;
        }
    }
}
