using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kbm.Data;

/// <summary>Tells trouble of the machine, which passes, from what will fail however often it is tried.</summary>
internal static class Trouble
{
    /// <summary>SQL error, too big, constraint, mismatch, bind or column out of range: see https://sqlite.org/rescode.html.</summary>
    private static readonly int[] s_sqliteFaults = [1, 18, 19, 20, 25];

    /// <summary>Connection, transaction rolled back, resources, operator, system: see appendix A of PostgreSQL's manual.</summary>
    private static readonly string[] s_postgresTroubles = ["08", "40", "53", "57", "58"];

    public static bool Passes(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException or IOException or ObjectDisposedException or OutOfMemoryException => true,
        SqliteException sqlite => !s_sqliteFaults.Contains(sqlite.SqliteErrorCode),
        PostgresException postgres => s_postgresTroubles.Contains(postgres.SqlState[..2]),
        NpgsqlException => true,
        DbException { IsTransient: true } => true,
        { InnerException: { } inner } => Passes(inner),
        _ => false,
    };
}
