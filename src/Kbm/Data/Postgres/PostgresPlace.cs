namespace Kbm.Data;

/// <summary>
/// A schema and the NOLOGIN role that owns it. Every transaction enters through <see cref="Enter"/>: what it sets lasts until
/// the transaction ends, so a pooled connection carries nothing over and a transaction-mode pooler may stand in between.
/// </summary>
internal sealed record PostgresPlace(string Schema, string Role)
{
    /// <summary>Where extensions live; every role may use it and none may create in it.</summary>
    public const string Extensions = "kbm_extensions";

    /// <summary>Roles belong to the whole server, so the catalog's carries its database's name.</summary>
    public static PostgresPlace Catalog(string database) => new("kbm_catalog", $"kbm_catalog_{database}");

    public static PostgresPlace Tenant(Guid tenant) => new($"t_{tenant:N}", $"kbm_t_{tenant:N}");

    public string Enter => $"""SET LOCAL ROLE "{Role}"; SET LOCAL search_path = "{Schema}", {Extensions};""";
}
