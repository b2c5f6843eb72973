using System.Globalization;
using Kbm.Data;
using Npgsql;

namespace Kbm.Tests.Support;

/// <summary>
/// A place for one server's data that is removed in the end: a folder, and on PostgreSQL a database of its own. The environment
/// chooses: <c>KBM_TEST_DATABASE</c> is Sqlite or Postgres, and <c>KBM_TEST_POSTGRES</c> connects to a server that may be written to.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public static readonly DatabaseProvider Provider =
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("KBM_TEST_DATABASE") is { Length: > 0 } name ? name : "Sqlite");

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"kbm_test_{Guid.NewGuid():N}");

    private TestDatabase()
    {
    }

    public static bool IsPostgres => Provider == DatabaseProvider.Postgres;

    public string Folder { get; } = Directory.CreateTempSubdirectory("kbm-test-").FullName;

    /// <summary>Null on SQLite.</summary>
    public string? ConnectionString { get; private set; }

    public static async Task<TestDatabase> Create()
    {
        var made = new TestDatabase();
        if (!IsPostgres) return made;
        await Execute(Server, $"CREATE DATABASE {made._name}");
        made.ConnectionString = new NpgsqlConnectionStringBuilder(Server) { Database = made._name, MaxPoolSize = 40 }.ConnectionString;
        return made;
    }

    /// <summary>A folder alone, for a server on SQLite whatever the run's database is.</summary>
    public static TestDatabase OnSqlite() => new();

    /// <summary>What configures a server to use it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Kbm:Database:Provider"] = (ConnectionString is null ? DatabaseProvider.Sqlite : DatabaseProvider.Postgres).ToString(),
        ["Kbm:Database:ConnectionString"] = ConnectionString,
    };

    public async ValueTask DisposeAsync()
    {
        if (ConnectionString is not null) await DropDatabase(ConnectionString);
        Directory.Delete(Folder, recursive: true);
    }

    private static string Server => Environment.GetEnvironmentVariable("KBM_TEST_POSTGRES")
        ?? throw new InvalidOperationException("KBM_TEST_DATABASE is Postgres, so KBM_TEST_POSTGRES must hold a connection string.");

    // Roles belong to the whole server and outlive the database in which they own something.
    private async Task DropDatabase(string connectionString)
    {
        var roles = new List<string>();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var command = source.CreateCommand(
                """SELECT DISTINCT rolname FROM pg_namespace JOIN pg_roles ON pg_roles.oid = nspowner WHERE rolname LIKE 'kbm\_%'""");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) roles.Add(reader.GetString(0));
        }
        await Execute(Server, $"DROP DATABASE {_name} WITH (FORCE)");
        foreach (var role in roles) await Execute(Server, $"DROP ROLE IF EXISTS \"{role}\"");
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
