using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kbm.Data;
using Kbm.Features.Imports;
using Kbm.Features.Runs;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Imports;

/// <summary>What the review promises is what the run does.</summary>
public sealed class ImportRunTests(TestApp app)
{
    private static readonly int s_files = Trial.Rounds(TestDatabase.IsPostgres ? 15 : 30);

    private static readonly string[] s_heads = ["Code", "Type", "Property", "Address", "Unit", "Key", "Hook", "Copies", "Master key", "Cut code", "Name", "Email", "Phone", "Kind", "Piece", "Condition", "Notes", "Supra id", "Zzz", ""];

    private static readonly string[] s_cells =
    [
        "", "", "", "KA001", "KA002", "KA014", "KZZ999", "KAAA001", "LBA001", "Key", "Lockbox", "Sign piece", "Elm Court", "elm ct", "4 Elm St", "4 Elm Street", "9 Oak Ave", "Nowhere", "Retired House",
        "1A", "#1A", "Apt 2B", "Front door", "Roof", "1", "3", "0", "501", "many", "12", "a@b.example", "not an email", "Vendor", "Frame", "Sign", "New", "Awful", "555-1234567",
        .. HostileTexts.All.Values.Where(v => v.Length < 400),
    ];

    [Fact]
    public async Task Of_any_file_the_review_says_what_the_run_then_does()
    {
        var company = await app.NewCompany();
        var files = Arb.From(
            from columns in Gen.Choose(1, 6)
            from heads in Gen.ListOf(Gen.Elements(s_heads), columns)
            from count in Gen.Choose(1, 12)
            from rows in Gen.ListOf(Gen.ListOf(Gen.Elements(s_cells), columns), count)
            from kind in Gen.Elements(Enum.GetValues<ImportKind>())
            from update in Gen.Elements(true, false)
            select new RandomFile([.. heads], [.. rows.Select(r => r.ToArray())], kind, update),
            file => file.Rows.Length < 2 ? [] : [file with { Rows = file.Rows[..(file.Rows.Length / 2)] }, file with { Rows = file.Rows[(file.Rows.Length / 2)..] }]);
        await company.AddProperty("Elm Court");

        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(s_files), Prop.ForAll(files, file => Try(company, file).GetAwaiter().GetResult())));
    }

    private sealed record RandomFile(string[] Heads, string[][] Rows, ImportKind Kind, bool Update)
    {
        public override string ToString() => $"{Kind} {(Update ? "update " : "")}{string.Join('|', Heads)}\n{string.Join('\n', Rows.Select(r => string.Join('|', r)))}";
    }

    private static async Task<bool> Try(Company company, RandomFile file)
    {
        var csv = string.Join("\r\n", file.Rows.Prepend(file.Heads).Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
        var sent = await company.SendFile(Encoding.UTF8.GetBytes(csv), "random.csv", file.Kind.ToString());
        if ((int)sent.Status >= 500) throw new InvalidOperationException($"Sending answered {(int)sent.Status}: {sent.Text}");
        if (!sent.Response.IsSuccessStatusCode) return true;
        var id = sent["id"];
        if (sent.Json.GetProperty("columns").EnumerateArray().All(c => c.GetProperty("field").ValueKind == System.Text.Json.JsonValueKind.Null)) return true;
        var judged = await company.Api.Post($"/api/v1/imports/{id}/columns", new { mode = file.Update ? "CreateAndUpdate" : "CreateOnly" });
        await company.Api.Post($"/api/v1/imports/{id}/decisions", new { makeProperties = true });
        judged = await company.Api.Post($"/api/v1/imports/{id}/decisions", new { makeUnits = true });
        if (!judged.Response.IsSuccessStatusCode) throw new InvalidOperationException($"Judging answered {(int)judged.Status}: {judged.Text}");
        (await company.Admin.Get($"/imports/{id}?show=all")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        var review = judged.Json.GetProperty("review");
        int Said(string verdict) => review.GetProperty(verdict).GetInt32();
        var before = await Counts(company);
        if (Said("new") + Said("change") == 0) return true;
        var run = await company.RunImport(sent, goodRows: true);
        if (run.GetProperty("changed").GetInt32() != Said("new") + Said("change"))
            throw new InvalidOperationException($"The review said {Said("new")} new and {Said("change")} changed; the run says {run}.");
        var after = await Counts(company);
        var about = file.Kind switch { ImportKind.Properties => after.Places - before.Places, ImportKind.Units => after.Units - before.Units, ImportKind.Contacts => after.Contacts - before.Contacts, _ => after.Items - before.Items };
        // A property that is changed may get one more address.
        var most = Said("new") + (file.Kind == ImportKind.Properties ? Said("change") : 0);
        if (about < Said("new") || about > most) throw new InvalidOperationException($"The review said {Said("new")} new; {about} came.");
        var again = await company.Api.Post($"/api/v1/imports/{(await company.SendFile(Encoding.UTF8.GetBytes(csv), "random.csv", file.Kind.ToString()))["id"]}/columns", new { mode = "CreateOnly" });
        var stillNew = again.Json.GetProperty("review").GetProperty("new").GetInt32();
        return stillNew == 0 ? true : throw new InvalidOperationException($"Sent again, {stillNew} rows are new once more.");
    }

    private static Task<(int Items, int Places, int Units, int Contacts)> Counts(Company company) => company.Read(async db =>
        (await db.Items.CountAsync(), await db.Set<Kbm.Features.Properties.PropertyAddress>().CountAsync(), await db.Units.CountAsync(), await db.Contacts.CountAsync()));

    [Fact]
    public async Task An_import_that_a_restart_interrupts_ends_and_takes_nothing_in_twice()
    {
        await using var database = await TestDatabase.Create();
        Company company;
        long id;
        await using (var first = await TestApp.Start(new TestAppOptions(Database: database, Configure: TestApp.NoWorker)))
        {
            company = await first.NewCompany();
            var import = await company.SendSheet("Property,Address,Key,Cut code\n" + string.Join('\n', Enumerable.Range(1, 1_200).Select(n => string.Create(CultureInfo.InvariantCulture, $"House {n % 7},{n % 7} Elm St.,Door {n},C{n}"))));
            id = import.Json.GetProperty("id").GetInt64();
            var started = await company.Api.Post($"/api/v1/imports/{id}/run", new { });
            started.Status.ShouldBe(System.Net.HttpStatusCode.Accepted, started.Text);
            (await company.Do((WorkOnRuns act) => act.Next())).ShouldBeTrue();
            (await company.Read(db => db.Keys.CountAsync())).ShouldBe(499);
        }
        await using var second = await TestApp.Start(new TestAppOptions(Database: database));
        await using var scope = second.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(company.Tenant);
        var store = scope.ServiceProvider.GetRequiredService<Store<TenantDb>>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await store.Read(db => db.Runs.AnyAsync(r => r.EndedAt != null)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (await store.Read(db => db.Keys.CountAsync())).ShouldBe(1_200);
        (await store.Read(db => db.Keys.Select(k => k.Label).Distinct().CountAsync())).ShouldBe(1_200);
        (await store.Read(db => db.Properties.CountAsync())).ShouldBe(7);
        (await store.Read(db => db.Secrets.CountAsync())).ShouldBe(1_200);
    }

    [Fact]
    public async Task What_is_exported_is_imported_into_another_company_and_found_unchanged_in_its_own()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("=Elm; -Court", "12 Elm St.");
        var unit = await company.AddUnit(property);
        var master = await company.AddKey("Building master", property: property);
        var key = await company.AddKey("+1 door", copies: 3, property: property, unit: unit, hook: "@7");
        await company.Do((Kbm.Features.Keys.SaveKey act) => act.Move(company.Dee.Actor, key.Code, master.Code));
        await company.AddLockbox("North gate box", property: property, spot: "Left rail");
        await company.AddSmartLock(property: property);
        await company.CheckOut("Ana Ruiz", key);
        var sheet = await (await company.Staff.GetAsync("/exports/items?all=true&type=key&format=csv")).Content.ReadAsByteArrayAsync();

        var same = await company.SendFile(sheet, "items.csv");
        var other = await app.NewCompany();
        var import = await other.SendFile(sheet, "items.csv");
        await other.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { makeProperties = true });
        await other.RunImport(import);
        var again = await (await other.Staff.GetAsync("/exports/items?all=true&type=key&format=csv")).Content.ReadAsStringAsync();

        same.Json.GetProperty("review").GetProperty("same").GetInt32().ShouldBe(2);
        again.Split("\r\n")[1].ShouldBe(Encoding.UTF8.GetString(sheet).Split("\r\n")[1]);
        (await other.Read(db => db.Keys.Include(k => k.MasterKey).SingleAsync(k => k.Code == key.Code))).MasterKey!.Code.ShouldBe(master.Code);
    }

    [Fact]
    public async Task Masters_come_before_the_keys_under_them_whatever_the_order_of_rows_and_a_loop_is_refused()
    {
        var company = await app.NewCompany();
        var import = await company.SendSheet("Code,Key,Master key\nKA001,Door,KA002\nKA002,Floor,KA003\nKA003,House,\nKA004,Left,KA005\nKA005,Right,KA004\nKA006,Odd,KA077\n");

        var wrong = (await company.Api.Get($"/api/v1/imports/{import["id"]}/rows?verdict=Wrong")).Json.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("row").GetInt32()).ToList();
        await company.RunImport(import, goodRows: true);

        wrong.ShouldBe([5, 6, 7]);
        (await company.Read(db => db.Keys.Include(k => k.MasterKey).OrderBy(k => k.Code).ToListAsync())).Select(k => (k.Code, k.MasterKey?.Code)).ShouldBe([("KA001", "KA002"), ("KA002", "KA003"), ("KA003", null)]);
    }

    [Fact]
    public async Task A_large_sheet_is_judged_in_the_background_and_the_page_shows_how_far_it_is_across_a_restart()
    {
        await using var database = await TestDatabase.Create();
        var rows = ReviewImport.RowsAtOnce + 1_000;
        Company company;
        string page;
        await using (var first = await TestApp.Start(new TestAppOptions(Database: database, Configure: TestApp.NoWorker)))
        {
            company = await first.NewCompany();
            await company.AddProperty("Elm Court");
            var sent = await company.SendSheet("Property,Key\n" + string.Join('\n', Enumerable.Range(1, rows).Select(n => string.Create(CultureInfo.InvariantCulture, $"Elm Court,Door {n}"))));
            page = $"/imports/{sent["id"]}";
            sent["stage"].ShouldBe("Judging");
            var shown = await company.Staff.Page(page);
            shown.Document.QuerySelector("#progress")!.GetAttribute("value").ShouldBe("0");
            shown.Text.ShouldContain("of 6,001 rows");
            (await company.Staff.Page("/imports")).Text.ShouldContain("Being checked: 0 of 6,001 rows");
            (await company.Api.Post($"/api/v1{page}/run", new { })).Text.ShouldContain("still being looked at");
        }
        await using var second = await TestApp.Start(new TestAppOptions(Database: database));
        await using var scope = second.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(company.Tenant);
        var store = scope.ServiceProvider.GetRequiredService<Store<TenantDb>>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await store.Read(db => db.Imports.AnyAsync(i => i.ReviewedAt != null)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (await store.Read(db => db.Imports.SingleAsync())).Review.Of(Verdict.New).ShouldBe(rows);
    }

    [Fact]
    public async Task What_is_decided_while_a_large_sheet_is_judged_counts()
    {
        var company = await app.NewCompany();
        await company.AddProperty("Elm Court");
        var sent = await company.SendSheet("Property,Key\n" + string.Join('\n', Enumerable.Range(1, ReviewImport.RowsAtOnce).Select(n => string.Create(CultureInfo.InvariantCulture, $"Elm Court,Door {n}"))) + "\nNowhere,Gate\n");
        await company.Api.Post($"/api/v1/imports/{sent["id"]}/decisions", new { skip = new[] { 2, 3 } });
        await company.Api.Post($"/api/v1/imports/{sent["id"]}/decisions", new { makeProperties = true });

        var judged = await company.UntilJudged(sent);
        var page = await company.Staff.Page($"/imports/{sent["id"]}");

        judged.GetProperty("review").GetProperty("skipped").GetInt32().ShouldBe(2);
        judged.GetProperty("review").GetProperty("wrong").GetInt32().ShouldBe(0);
        page.Text.ShouldContain("4,999 new and 2 left out.");
    }
}
