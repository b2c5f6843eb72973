using Npgsql;

namespace Kbm.Bench;

/// <summary>The database that the companies are made in: SQLite, or a PostgreSQL server that eng/bench has started.</summary>
internal static class BenchDatabase
{
    private static readonly string? s_server = Environment.GetEnvironmentVariable("KBM_BENCH_POSTGRES");

    public static string Name => s_server is null ? "SQLite" : "PostgreSQL";

    /// <summary>On PostgreSQL makes an empty database and leads this process, and the servers that it starts from now on, to it.</summary>
    public static async Task Empty(string name, CancellationToken cancel)
    {
        if (s_server is null) return;
        await using var server = NpgsqlDataSource.Create(s_server);
        await using var create = server.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(cancel);
        Environment.SetEnvironmentVariable("Kbm__Database__Provider", "Postgres");
        Environment.SetEnvironmentVariable("Kbm__Database__ConnectionString", new NpgsqlConnectionStringBuilder(s_server) { Database = name }.ConnectionString);
    }
}
