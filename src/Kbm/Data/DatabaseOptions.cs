using System.ComponentModel.DataAnnotations;

namespace Kbm.Data;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Section <c>Kbm:Database</c>: which database holds the catalog and the tenants.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>PostgreSQL only: a login that may create schemas and roles in its database.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How many tenants stay open at once; beyond it the least recently used idle one is closed.</summary>
    [Range(1, 100_000)]
    public int OpenTenants { get; set; } = 200;
}
