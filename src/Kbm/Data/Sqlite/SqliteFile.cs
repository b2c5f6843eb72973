using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kbm.Data;

/// <summary>Opens a SQLite file with the settings that every connection has.</summary>
internal static class SqliteFile
{
    // Nobody else writes, so a lock that does not go away is a second process and will not go away.
    private const int SecondsToWait = 2;

    // 16 MB each: a batch of a run touches more pages than SQLite's own 2 MB and 4 MB, and writes many of them twice with those.
    private const string Writes = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY";

    // Nobody asks how much memory SQLite has, and counting it takes a lock of the whole process for every piece.
    static SqliteFile()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public static SqliteConnection Open(string path, SqliteOpenMode mode, bool foreignKeys = true)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = foreignKeys,
            DefaultTimeout = SecondsToWait,
        }.ConnectionString);
        connection.Open();
        if (mode != SqliteOpenMode.ReadOnly)
            Execute(connection, Writes);
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
