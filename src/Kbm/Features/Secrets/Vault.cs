using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>
/// Seals and opens the codes of one tenant. What it writes is <c>v1.&lt;key id&gt;.&lt;base64&gt;</c>, bound to the tenant, the item,
/// the field and the row: in another row, at another item or in another tenant's database it does not open.
/// </summary>
public sealed class Vault
{
    private const string Version = "v1";
    private readonly Guid _tenant;
    private readonly Guid _current;
    private readonly Dictionary<Guid, byte[]> _keys;

    internal Vault(Guid tenant, IReadOnlyList<TenantKey> keys, DeploymentSecrets secrets) =>
        (_tenant, _current, _keys) = (tenant, keys[^1].Id, keys.ToDictionary(k => k.Id, k => k.Unwrap(secrets)));

    public string Seal(Secret secret, string code) => Seal(secret.Id, secret.ItemId, secret.Field, code);

    internal string Seal(Guid id, long item, SecretField field, string code) =>
        $"{Version}.{_current:N}.{Sealing.Seal(_keys[_current], Encoding.UTF8.GetBytes(code), Place(id, item, field))}";

    /// <summary>The code in clear, or null when this is not what was sealed for this row.</summary>
    public string? Open(Secret secret) => Open(secret.Id, secret.ItemId, secret.Field, secret.Sealed);

    internal string? Open(Guid id, long item, SecretField field, string what)
    {
        if (Parts(what) is not var (data, text)) return null;
        try
        {
            return Encoding.UTF8.GetString(Sealing.Open(data, text, Place(id, item, field)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Seals what is no code of an item, for a place of its own in the tenant's database.</summary>
    internal string Seal(string place, ReadOnlySpan<byte> plain) => $"{Version}.{_current:N}.{Sealing.Seal(_keys[_current], plain, $"{_tenant:N}/{place}")}";

    /// <summary>What was sealed for this place, or null when this was not.</summary>
    internal byte[]? Open(string place, string text)
    {
        if (Parts(text) is not var (data, body)) return null;
        try
        {
            return Sealing.Open(data, body, $"{_tenant:N}/{place}");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether these bytes are what this build seals; earlier ones left some in clear.</summary>
    internal static bool IsSealed(ReadOnlySpan<byte> bytes) => bytes.StartsWith("v1."u8);

    private (byte[] Key, string Text)? Parts(string text) =>
        text.Split('.') is [Version, var id, var body] && Guid.TryParseExact(id, "N", out var key) && _keys.TryGetValue(key, out var data) ? (data, body) : null;

    private string Place(Guid id, long item, SecretField field) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{_tenant:N}/Secrets/{item}/{field}/{id:N}");
}

/// <summary>The tenants' vaults, each opened once. A data key outlives its wrappings, so what is open stays right when keys rotate.</summary>
public sealed class Vaults(Store<CatalogDb> catalog, DeploymentSecrets secrets, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, Vault> _open = [];

    public async ValueTask<Vault> Of(Guid tenant)
    {
        if (_open.TryGetValue(tenant, out var open)) return open;
        var keys = await catalog.Read(db => KeysOf(db, tenant));
        if (keys.Count == 0) keys = await catalog.Write(db => FirstKeyOf(db, tenant));
        return _open.GetOrAdd(tenant, new Vault(tenant, keys, secrets));
    }

    private static Task<List<TenantKey>> KeysOf(CatalogDb db, Guid tenant) =>
        db.TenantKeys.Where(k => k.TenantId == tenant).OrderBy(k => k.CreatedAt).ThenBy(k => k.Id).ToListAsync();

    private async Task<List<TenantKey>> FirstKeyOf(CatalogDb db, Guid tenant)
    {
        await db.LockUsers(tenant);
        var keys = await KeysOf(db, tenant);
        if (keys.Count > 0) return keys;
        var made = TenantKey.Make(tenant, secrets, clock.GetUtcNow().UtcDateTime);
        db.TenantKeys.Add(made);
        return [made];
    }
}

/// <summary>The vault of the current tenant. It is opened before a write, since a write does work in its own database only.</summary>
public sealed class CurrentVault(Vaults vaults, CurrentTenant tenant)
{
    public ValueTask<Vault> Open() => vaults.Of(tenant.Tenant.Id);
}
