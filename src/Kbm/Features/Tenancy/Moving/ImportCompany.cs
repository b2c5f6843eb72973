using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>What came of an import.</summary>
/// <param name="Slug">The company's address here.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Pins">The admins' new PINs, by their emails: the old ones stay with the pepper of the old deployment.</param>
public sealed record ImportedCompany(string Slug, long Rows, IReadOnlyList<(string Email, string Pin)> Pins);

/// <summary>
/// Makes a company of a file that <see cref="ExportCompany"/> wrote, all of it or nothing. Until it is whole, the company is suspended; if it
/// fails, it is removed.
/// </summary>
public sealed class ImportCompany(
    Databases databases, TenantStores stores, CreateTenant create, Vaults vaults, DeploymentSecrets secrets, IOptions<PasswordHasherOptions> hashing, TimeProvider clock)
{
    public async Task<Outcome<ImportedCompany>> Run(Stream file, string? slug, string? passphrase)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var (tables, version) = Model();
            var about = await CheckCompanyFile.Run(zip, tables, version);
            if (about.IsRefused) return about.Refusals.ToList();
            if (about.Value.Seal is not null && passphrase is null) return Refusal.Invalid("passphrase", "The codes in this file are under a passphrase; give it with --passphrase-file.");
            var key = about.Value.Seal?.Open(passphrase!);
            if (about.Value.Seal is not null && key is null) return Refusal.Invalid("passphrase", "This is not the passphrase that the codes in this file are under.");
            return await Make(zip, about.Value, slug ?? about.Value.Slug, key);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or FormatException or KeyNotFoundException or CryptographicException or ArgumentException or InvalidOperationException { Source: "System.Text.Json" })
        {
            return new Refusal("company_file", $"The file is damaged, and nothing of it was used: {damaged.Message}", "file");
        }
    }

    private (IReadOnlyList<CompanyTable> Tables, string Version) Model()
    {
        using var db = databases.TenantModel();
        return (CompanyTables.Of(db), CompanyTables.Version(db));
    }

    private async Task<Outcome<ImportedCompany>> Make(ZipArchive zip, CompanyFile about, string slug, byte[]? key)
    {
        List<CompanyUser> users = [.. CompanyRows.Of(zip, CompanyFile.Users).Select(u => u.Deserialize<CompanyUser>(CompanyFile.Json)!)];
        var created = await create.Run(slug, about.Name);
        if (created.IsRefused) return created.Refusals.ToList();
        var tenant = created.Value;
        try
        {
            var (ids, pins) = await Settle(tenant.Id, users);
            var vault = await vaults.Of(tenant.Id);
            var now = clock.GetUtcNow().UtcDateTime;
            using (var lease = await stores.Open(tenant.Id))
            {
                await lease.Store.Write(async db =>
                {
                    await new FillCompany(zip, ids, vault, key).Run(db);
                    db.Record(Actor.CommandLine, now, ActivityVerb.CompanyImported, Sentences.CompanyImported(about.WrittenAt));
                });
            }
            await databases.Catalog.Write(async db => (await db.Tenants.SingleAsync(t => t.Id == tenant.Id)).Resume());
            return new ImportedCompany(tenant.Slug, about.Parts.Sum(p => p.Rows), pins);
        }
        catch
        {
            await Remove(tenant.Id);
            throw;
        }
    }

    private Task<(List<long> Ids, List<(string Email, string Pin)> Pins)> Settle(Guid tenant, List<CompanyUser> users)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var hasher = new PepperedHasher(hashing, secrets);
        return databases.Catalog.Write(async db =>
        {
            var pins = new List<(string, string)>();
            (await db.Tenants.SingleAsync(t => t.Id == tenant)).Suspend(now);
            var added = new List<User>();
            foreach (var one in users)
            {
                var user = new User(tenant, one.Name, one.Email, Enum.Parse<Role>(one.Role), one.CreatedAt.ToUniversalTime()) { NormalizedEmail = one.Email.Normalize().ToUpperInvariant() };
                user.EndSessions();
                if (one.DeactivatedAt is { } at) user.Deactivate(at.ToUniversalTime());
                else if (user.Role == Role.Admin) pins.Add((user.Email, Give(user, hasher)));
                added.Add(user);
                db.Users.Add(user);
                // One after the other, so that their ids are in the file's order.
                await db.SaveChangesAsync();
            }
            return (added.ConvertAll(u => u.Id), pins);
        });
    }

    private static string Give(User user, PepperedHasher hasher)
    {
        var pin = PinRules.Make();
        user.GivePin(hasher.HashPassword(user, pin));
        return pin;
    }

    private async Task Remove(Guid tenant)
    {
        await stores.Close(tenant);
        await databases.DropTenant(tenant);
        await databases.Catalog.Write(db => db.Tenants.Where(t => t.Id == tenant).ExecuteDeleteAsync());
    }
}
