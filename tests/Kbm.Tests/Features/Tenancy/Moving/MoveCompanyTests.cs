using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kbm.Data;
using Kbm.Features.Audits;
using Kbm.Features.Secrets;
using Kbm.Features.Tenancy;
using Kbm.Features.Tenancy.Moving;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Tenancy.Moving;

/// <summary>A company leaves by a file and arrives elsewhere: under another master key, and on the run's database, whichever it is.</summary>
public sealed partial class MoveCompanyTests : IAsyncLifetime
{
    private const string Passphrase = "correct horse battery";
    private readonly string _folder = Directory.CreateTempSubdirectory("kbm-move-").FullName;

    public ValueTask InitializeAsync()
    {
        File.WriteAllText(At("passphrase"), Passphrase + "\n");
        return ValueTask.CompletedTask;
    }

    /// <summary>What is written at a place is counted there, the coming of the company too.</summary>
    private static bool CountsWrites(string line) => line.Contains("\"Facts\"");

    [Fact]
    public async Task A_company_goes_there_and_back_and_is_the_same_row_for_row()
    {
        await using var place = await TestDatabase.Create();
        await using var there = TestDatabase.OnSqlite();
        await using var last = await TestDatabase.Create();
        var slug = await Fill(place);
        Ok(await KbmProcess.Run(place, "tenant", "export", slug, At("1.zip"), "--with-secrets", "--passphrase-file", At("passphrase")));
        await using (var away = await TestApp.Start(new TestAppOptions(Database: there)))
        {
            Company.Expect(await Import(away, "1.zip", Passphrase));
            await Export(away, slug, "2.zip", Passphrase);
        }
        var arrived = Ok(await KbmProcess.Run(last, "tenant", "import", At("2.zip"), "--slug", "harbour", "--passphrase-file", At("passphrase")));
        await using var app = await TestApp.Start(new TestAppOptions(Database: last));
        await Export(app, "harbour", "3.zip", Passphrase);

        var first = Parts("1.zip");
        foreach (var other in new[] { Parts("2.zip"), Parts("3.zip") })
        {
            other.Keys.ShouldBe(first.Keys, ignoreOrder: true);
            foreach (var (name, lines) in first) other[name].Where(l => !l.Contains("\"Company") && !CountsWrites(l)).ShouldBe(lines.Where(l => !CountsWrites(l)), name);
        }
        first["tables/Items.jsonl"].Length.ShouldBeGreaterThan(20);
        first.Keys.ShouldContain(k => k.StartsWith("photos/"));
        first["codes"].Length.ShouldBeGreaterThan(2);

        // The company works on: a new admin's PIN opens it, and new rows get numbers of their own.
        var pin = Pin().Match(arrived);
        var desk = await (await app.Client("harbour.localhost").Page("/sign-in")).Submit("form", ("Email", pin.Groups["email"].Value), ("Pin", pin.Groups["pin"].Value));
        desk.Url.AbsolutePath.ShouldBe("/desk");
    }

    [Fact]
    public async Task Sheets_are_imported_and_taken_back_where_a_company_came_that_had_imported_before()
    {
        await using var place = await TestDatabase.Create();
        await using var last = await TestDatabase.Create();
        await using (var first = await TestApp.Start(new TestAppOptions(Database: place)))
        {
            var old = await first.NewCompany();
            await old.RunImport(await old.SendSheet("Key,Hook\nRoof,1\n"));
            var back = await old.SendSheet("Key,Hook\nAttic,2\n");
            await old.RunImport(back);
            await old.RunImport(back, act: "undo");
            await Export(first, old.Tenant.Slug, "moved.zip");
        }

        await using var app = await TestApp.Start(new TestAppOptions(Database: last));
        Company.Expect(await Import(app, "moved.zip", slug: "harbour"));
        var company = await Company.Open(app, TenantInfo.Of(await app.Catalog.Read(db => db.Tenants.SingleAsync(t => t.Slug == "harbour"))));
        var page = await company.Admin.Page("/runs/1");
        foreach (var door in new[] { "Gate", "Shed" })
        {
            var import = await company.SendSheet($"Key,Hook\n{door},3\n");
            (await company.RunImport(import)).GetProperty("changed").GetInt32().ShouldBe(1);
            (await company.RunImport(import, act: "undo")).GetProperty("changed").GetInt32().ShouldBe(1);
        }

        page.Url.AbsolutePath.ShouldBe("/runs/1");
        page.Text.ShouldContain("Import sheet.csv");
        page.Text.ShouldContain("1 done.");
        (await company.Admin.Page("/runs")).Document.QuerySelectorAll("td a.row-link").Length.ShouldBe(7);
        (await company.Admin.Page("/runs/7")).Url.AbsolutePath.ShouldBe("/imports/2");
    }

    [Fact]
    public async Task Without_codes_there_are_none_in_the_file_nor_who_knew_them()
    {
        await using var place = await TestDatabase.Create();
        var slug = await Fill(place);
        Ok(await KbmProcess.Run(place, "tenant", "export", slug, At("bare.zip"))).ShouldContain("without codes");
        await using var there = TestDatabase.OnSqlite();
        await using var app = await TestApp.Start(new TestAppOptions(Database: there));
        Company.Expect(await Import(app, "bare.zip"));

        Parts("bare.zip").Keys.ShouldNotContain(k => k.Contains("Secret"));
        (await KbmProcess.Run(place, "tenant", "export", slug, At("bare.zip"))).Errors.ShouldContain("There is a file");
        (await KbmProcess.Run(place, "tenant", "export", slug, At("x.zip"), "--with-secrets")).Errors.ShouldContain("together, or neither");
        Sentence(await Import(app, "bare.zip")).ShouldContain($"There is already a company at {slug}.");
        (await app.Catalog.Read(db => db.Tenants.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_not_whole_is_refused_with_a_sentence_and_nothing_comes_of_it()
    {
        await using var place = await TestDatabase.Create();
        await using var there = TestDatabase.OnSqlite();
        await Fill(place, "good.zip");
        var (code, _, errors) = await KbmProcess.Run(there, "tenant", "import", At("good.zip"));
        code.ShouldBe(1);
        errors.ShouldContain("under a passphrase");
        errors.ShouldNotContain("   at ");

        await using var app = await TestApp.Start(new TestAppOptions(Database: there));
        await Refused("Units.jsonl was changed or damaged", zip => Replace(zip, "tables/Units.jsonl", t => t.Replace("1", "2")));
        await Refused("which this build of KBM does not know", zip => zip.CreateEntry("tables/Ghosts.jsonl"));
        await Refused("of version 2", zip => Replace(zip, CompanyFile.Entry, t => t.Replace("\"version\": 1", "\"version\": 2")));
        await Refused("at database version Yesterday", zip => Replace(zip, CompanyFile.Entry, t => DatabaseVersion().Replace(t, "\"database\": \"Yesterday\"")));
        await Refused("has no company.json", zip => zip.GetEntry(CompanyFile.Entry)!.Delete());
        await Refused("is missing, changed or damaged", zip => zip.Entries.First(e => e.FullName.StartsWith("photos/", StringComparison.Ordinal)).Delete());
        await Refused("is no JPEG, PNG or WebP picture", zip => Reseal(zip, "tables/PhotoContents.jsonl", t => t.Replace("image/jpeg", "text/html")));
        Sentence(await Import(app, "good.zip", "another passphrase")).ShouldContain("This is not the passphrase");
        await File.WriteAllTextAsync(At("no.zip"), "hello");
        Sentence(await Import(app, "no.zip")).ShouldStartWith("The file is damaged, and nothing of it was used");
        // Found only while it is read: the rows' own hash is right, and a row names a user that is not there.
        await Refused("nothing of it was used", zip => Reseal(zip, "tables/Contacts.jsonl", t => t.Replace("\"UserId\":null", "\"UserId\":77")));
        (await app.Catalog.Read(db => db.Tenants.CountAsync())).ShouldBe(0);

        async Task Refused(string words, Action<ZipArchive> change)
        {
            File.Copy(At("good.zip"), At("bad.zip"), overwrite: true);
            using (var zip = ZipFile.Open(At("bad.zip"), ZipArchiveMode.Update)) change(zip);
            Sentence(await Import(app, "bad.zip", Passphrase)).ShouldContain(words);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A company with something of everything, and its address; into this file, if one is named, with its codes.</summary>
    private async Task<string> Fill(TestDatabase place, string? file = null)
    {
        await using var app = await TestApp.Start(new TestAppOptions(Database: place));
        var company = await app.NewCompany();
        var property = await company.AddProperty("Casa Tabasco", "1910 S. Albany", "1914 S. Albany");
        var unit = await company.AddUnit(property, "1B");
        for (var n = 1; n <= 21; n++) await company.AddKey($"Door {n}", copies: n, property, unit);
        var box = await company.AddLockbox("North gate box", "4711", property);
        await company.PutInside(box, await company.AddKey("Inside"));
        await company.AddLockbox("Back door box", "0815");
        await company.AddSmartLock("1B front door", "2468", property);
        await company.AddSign("Ana Ruiz", property);
        await company.AddPhoto(new(Property: property.Id), "From the street");
        await company.AddContact("Bo Lund");
        await company.CheckIn([.. (await company.CheckOut("Ana Ruiz", box)).Out!.Checkouts]);
        await company.CheckOut("Ana Ruiz", box);
        Company.Expect(await company.Do((PlanAudit act) => act.Run(company.Dee.Actor, new() { Day = "2030-02-01" })));
        await company.Count(await company.StartAudit(), "12", "KA001", 1);
        if (file is not null) await Export(app, company.Tenant.Slug, file, Passphrase);
        return company.Tenant.Slug;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private async Task Export(TestApp from, string slug, string file, string? passphrase = null)
    {
        var tenant = await from.Catalog.Read(db => db.Tenants.SingleAsync(t => t.Slug == slug));
        await using var into = File.Create(At(file));
        Company.Expect(await from.Services.GetRequiredService<ExportCompany>().Run(tenant, into, passphrase));
    }

    private async Task<Outcome<ImportedCompany>> Import(TestApp into, string file, string? passphrase = null, string? slug = null)
    {
        await using var from = File.OpenRead(At(file));
        return await into.Services.GetRequiredService<ImportCompany>().Run(from, slug, passphrase);
    }

    private static string Sentence(Outcome<ImportedCompany> done) => done.Refusals.ShouldHaveSingleItem().Sentence;

    private static string Ok((int Code, string Output, string Errors) done)
    {
        done.Code.ShouldBe(0, done.Errors);
        return done.Output;
    }

    private static string Replace(ZipArchive zip, string name, Func<string, string> change)
    {
        string text;
        using (var reader = new StreamReader(zip.GetEntry(name)!.Open())) text = change(reader.ReadToEnd());
        zip.GetEntry(name)!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
        return text;
    }

    private static void Reseal(ZipArchive zip, string name, Func<string, string> change)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Replace(zip, name, change))));
        Replace(zip, CompanyFile.Entry, t => Regex.Replace(t, $"(\"name\": \"{Regex.Escape(name)}\",\\s+\"rows\": \\d+,\\s+\"hash\": \")[0-9a-f]+", "${1}" + hash, RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Every part's lines; of secrets what they are without the sealing, and of photos their hashes.</summary>
    private Dictionary<string, string[]> Parts(string file)
    {
        using var zip = ZipFile.OpenRead(At(file));
        var about = JsonSerializer.Deserialize<CompanyFile>(zip.GetEntry(CompanyFile.Entry)!.Open(), CompanyFile.Json)!;
        var parts = new Dictionary<string, string[]>();
        foreach (var entry in zip.Entries.Where(e => e.FullName != CompanyFile.Entry))
        {
            using var stream = entry.Open();
            if (entry.FullName.StartsWith("photos/", StringComparison.Ordinal))
            {
                parts[entry.FullName] = [Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(stream))];
                continue;
            }
            var lines = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            parts[entry.FullName] = [.. lines.Where(l => !l.Contains("\"Company")).Select(l => Sealed().Replace(l, ""))];
            if (entry.FullName != "tables/Secrets.jsonl") continue;
            var key = about.Seal!.Open(Passphrase)!;
            parts["codes"] = [.. lines.Select(l => Code(l, key))];
        }
        return parts;
    }

    private static string Code(string line, byte[] key)
    {
        var row = JsonDocument.Parse(line).RootElement;
        var (id, item, field) = (row.GetProperty("Id").GetGuid(), row.GetProperty("ItemId").GetInt64(), Enum.Parse<SecretField>(row.GetProperty("Field").GetString()!));
        return Encoding.UTF8.GetString(Sealing.Open(key, row.GetProperty("Sealed").GetString()!, CompanySeal.Place(id, item, field)));
    }

    [GeneratedRegex(@"(?<email>\S+@\S+)  PIN: (?<pin>\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pin();

    [GeneratedRegex("\"Sealed\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sealed();

    [GeneratedRegex("\"database\": \"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DatabaseVersion();
}
