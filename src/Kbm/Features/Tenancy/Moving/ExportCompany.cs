using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>Writes a company's whole data as one file, as it is at one moment, row by row. Codes are in it only under a passphrase.</summary>
public sealed class ExportCompany(Databases databases, TenantStores stores, Vaults vaults, TimeProvider clock)
{
    public async Task<Outcome<long>> Run(Tenant tenant, Stream file, string? passphrase)
    {
        if (passphrase is { Length: < CompanySeal.ShortestPassphrase })
            return Refusal.Invalid("passphrase", $"A passphrase has at least {CompanySeal.ShortestPassphrase} characters.");
        var users = await databases.Catalog.Read(db => db.Users.Where(u => u.TenantId == tenant.Id).OrderBy(u => u.Id).ToListAsync());
        using var lease = await stores.Open(tenant.Id);
        if (await lease.Store.Read(db => db.Runs.AnyAsync(r => r.EndedAt == null)))
            return Refusal.Conflict("run_going_on", "Something is still being done with several things at once; let it end, or end it on its page, first.");
        long rows;
        await using (var db = lease.Store.OpenReader())
        await using (await Snapshot.Of(db))
        {
            rows = await Write(db, tenant, users, file, passphrase);
        }
        var now = clock.GetUtcNow().UtcDateTime;
        await lease.Store.Write(db =>
        {
            db.Record(Actor.CommandLine, now, ActivityVerb.CompanyExported, Sentences.CompanyExported(passphrase is not null));
            return Task.CompletedTask;
        });
        return rows;
    }

    private async Task<long> Write(TenantDb db, Tenant tenant, List<User> users, Stream file, string? passphrase)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var sealing = passphrase is null ? default : CompanySeal.Make(passphrase);
        List<CompanyPart> parts = [WriteUsers(zip, users)];
        var places = users.Select((u, at) => (u.Id, Place: at + 1L)).ToDictionary(u => u.Id, u => u.Place);
        foreach (var table in CompanyTables.Of(db))
        {
            if (table.Name == CompanyTables.Photos) parts.Add(await WritePhotos(zip, db, table));
            else if (!CompanyTables.OfSecrets.Contains(table.Name)) parts.Add(await WriteTable(zip, db, table, places, null));
            else if (passphrase is not null) parts.Add(await WriteTable(zip, db, table, places, Resealed(await vaults.Of(tenant.Id), sealing.Key)));
        }
        var about = new CompanyFile(CompanyFile.FormatName, CompanyFile.FormatVersion, CompanyTables.Version(db), clock.GetUtcNow().UtcDateTime, tenant.Name, tenant.Slug, parts, sealing.Seal);
        await using var entry = zip.CreateEntry(CompanyFile.Entry).Open();
        await JsonSerializer.SerializeAsync(entry, about, CompanyFile.Json);
        return parts.Sum(p => p.Rows);
    }

    private static CompanyPart WriteUsers(ZipArchive zip, List<User> users)
    {
        using var entry = zip.CreateEntry(CompanyFile.Users).Open();
        using var lines = new CompanyLines(entry);
        foreach (var user in users)
        {
            lines.Add(json =>
            {
                json.WriteString("name", user.Name);
                json.WriteString("email", user.Email);
                json.WriteString("role", user.Role.ToString());
                json.WriteString("createdAt", user.CreatedAt);
                if (user.DeactivatedAt is { } at) json.WriteString("deactivatedAt", at);
            });
        }
        return lines.Part(CompanyFile.Users);
    }

    private static async Task<CompanyPart> WriteTable(ZipArchive zip, TenantDb db, CompanyTable table, Dictionary<long, long> places, Func<DbDataReader, CompanyTable, string?>? reseal)
    {
        await using var entry = zip.CreateEntry(table.Entry).Open();
        using var lines = new CompanyLines(entry);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = table.Select(db.Database.IsNpgsql());
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(json =>
            {
                for (var at = 0; at < table.Columns.Count; at++)
                {
                    if (reseal is not null && table.Columns[at].Name == CompanyTables.Sealed) json.WriteString(CompanyTables.Sealed, reseal(rows, table));
                    else table.Columns[at].Write(json, rows, at, id => places.GetValueOrDefault(id));
                }
            });
        }
        return lines.Part(table.Entry);
    }

    private static async Task<CompanyPart> WritePhotos(ZipArchive zip, TenantDb db, CompanyTable table)
    {
        var photos = new List<(string Hash, string Type, string Thumbnail)>();
        foreach (var hash in await db.PhotoContents.Select(c => c.Hash).ToListAsync())
        {
            var photo = await db.PhotoContents.SingleAsync(c => c.Hash == hash);
            await Add(zip, CompanyFile.Photo(hash), photo.Picture);
            await Add(zip, CompanyFile.Thumbnail(hash), photo.Thumbnail);
            photos.Add((hash, photo.Type, Convert.ToHexStringLower(SHA256.HashData(photo.Thumbnail))));
        }
        await using var entry = zip.CreateEntry(table.Entry).Open();
        using var lines = new CompanyLines(entry);
        foreach (var (hash, type, thumbnail) in photos.OrderBy(p => p.Hash, StringComparer.Ordinal))
        {
            lines.Add(json =>
            {
                json.WriteString("Hash", hash);
                json.WriteString("Type", type);
                json.WriteString("Thumbnail", thumbnail);
            });
        }
        return lines.Part(table.Entry);
    }

    private static async Task Add(ZipArchive zip, string name, byte[] bytes)
    {
        await using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        await entry.WriteAsync(bytes);
    }

    /// <summary>A code that the vault does not open is damaged, and goes without.</summary>
    private static Func<DbDataReader, CompanyTable, string?> Resealed(Vault vault, byte[] key) => (row, table) =>
    {
        int At(string name) => table.Columns.Select(c => c.Name).ToList().IndexOf(name);
        var (id, item, field) = (row.GetGuid(At("Id")), row.GetInt64(At("ItemId")), Enum.Parse<SecretField>(row.GetString(At("Field"))));
        return vault.Open(id, item, field, row.GetString(At(CompanyTables.Sealed))) is { } code
            ? Sealing.Seal(key, Encoding.UTF8.GetBytes(code), CompanySeal.Place(id, item, field)) : null;
    };
}
