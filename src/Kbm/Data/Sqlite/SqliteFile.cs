using Microsoft.Data.Sqlite;

namespace Kbm.Data;

/// <summary>Opens a SQLite file with the settings that every connection has.</summary>
internal static class SqliteFile
{
    // Nobody else writes, so a lock that does not go away is a second process and will not go away.
    private const int SecondsToWait = 2;

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
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
