using System.Text.RegularExpressions;
using Kbm.Features.Accounts;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kbm.Tests.Commands;

/// <summary>The command line as an operator meets it: words, a sentence or a list, and an exit code.</summary>
public sealed partial class CommandLineTests
{
    [Fact]
    public async Task A_company_is_made_given_an_admin_suspended_and_resumed_whatever_the_case_of_its_address()
    {
        await using var place = await TestDatabase.Create();

        var created = await KbmProcess.Run(place, "tenant", "create", "Lakeside", "--name", "Lakeside Homes");
        var added = await KbmProcess.Run(place, "user", "create", "LAKESIDE", "--name", "Dee Okafor", "--email", "dee@lakeside.example", "--role", "admin");
        var suspended = await KbmProcess.Run(place, "tenant", "suspend", " LakeSide ");
        var whileSuspended = await KbmProcess.Run(place, "tenant", "list");
        var resumed = await KbmProcess.Run(place, "tenant", "resume", "LAKESIDE");

        created.ShouldBe((0, "Created lakeside. Add its first admin with: kbm user create lakeside --role Admin --name … --email …\n", ""));
        added.Output.ShouldStartWith("Added Dee Okafor (Admin) to lakeside. PIN: ");
        (suspended.Code, resumed.Code).ShouldBe((0, 0));
        whileSuspended.Output.ShouldMatch(@"^lakeside +suspended +\d{4}-\d\d-\d\d  Lakeside Homes\n$");
        await using var app = await TestApp.Start(new TestAppOptions(Database: place));
        var page = await (await app.Client("lakeside.localhost").Page("/sign-in"))
            .Submit("form", ("Email", "dee@lakeside.example"), ("Pin", Pin().Match(added.Output).Value));
        page.Url.AbsolutePath.ShouldBe("/desk");
        (await app.Catalog.Read(db => db.Users.SingleAsync())).Role.ShouldBe(Role.Admin);
    }

    [Theory]
    [InlineData("", "serve")]
    [InlineData("serve", "--port")]
    [InlineData("tenant", "suspend")]
    [InlineData("tenant create", "--name")]
    [InlineData("user create", "--role")]
    [InlineData("import", "--dry-run")]
    public async Task Help_names_what_there_is(string command, string named)
    {
        await using var place = await TestDatabase.Create();

        var (code, output, errors) = await KbmProcess.Run(place, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        (code, errors).ShouldBe((0, ""));
        output.ShouldContain(named);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dance")]
    [InlineData("tenant")]
    [InlineData("tenant create")]
    [InlineData("tenant create lakeside")]
    [InlineData("tenant list --loudly")]
    [InlineData("user create lakeside --name Dee --email dee@lakeside.example --role King")]
    [InlineData("serve --port 99999")]
    [InlineData("serve --port 0")]
    [InlineData("serve --port high")]
    [InlineData("serve --urls localhost:5000")]
    [InlineData("serve --urls http://127.0.0.1:99999")]
    public async Task Wrong_usage_is_said_and_does_nothing(string command)
    {
        await using var place = await TestDatabase.Create();

        var (code, output, errors) = await KbmProcess.Run(place, command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        (code, output).ShouldBe((2, ""), errors);
        errors.ShouldEndWith("Run kbm --help to see what there is.\n");
        errors.ShouldNotContain("   at ");
        Directory.GetFileSystemEntries(place.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tenant create a --name Short", "A company's address is 2 to 40 letters, digits and inner hyphens, such as lakeside-homes.")]
    [InlineData("tenant create admin --name Admin", "The address admin is reserved; choose another one.")]
    [InlineData("tenant suspend Nowhere", "There is no company at nowhere. kbm tenant list shows those there are.")]
    [InlineData("user create Nowhere --name Dee --email dee@nowhere.example", "There is no company at nowhere. kbm tenant list shows those there are.")]
    [InlineData("serve --urls http://203.0.113.1:5999", "KBM cannot listen on http://203.0.113.1:5999: ")]
    public async Task A_refusal_is_one_sentence(string command, string sentence)
    {
        await using var place = await TestDatabase.Create();

        ShouldSay(await KbmProcess.Run(place, command.Split(' ')), sentence);
    }

    [Fact]
    public async Task A_catalog_of_a_newer_build_is_refused()
    {
        await using var place = await TestDatabase.Create();
        await using (var app = await TestApp.Start(new TestAppOptions(Database: place)))
            await app.Catalog.Write(db => db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0')"""));

        foreach (var command in new[] { "serve --urls http://127.0.0.1:0", "tenant list" })
            ShouldSay(await KbmProcess.Run(place, command.Split(' ')), "The database is at version 99990101000000_Later, which this build of KBM does not know");
    }

    [Theory]
    [InlineData("master-key", "")]
    [InlineData("master-key", "c2hvcnQ=")]
    [InlineData("pin-pepper", "not base64!")]
    public async Task A_damaged_secret_is_named(string secret, string content)
    {
        await using var place = await TestDatabase.Create();
        var path = Path.Combine(place.Folder, "secrets", secret);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content);

        ShouldSay(await KbmProcess.Run(place, "tenant", "list"), $"The secret {path} is empty or damaged; put back the one that this catalog was made with.");
    }

    [Fact]
    public async Task A_secret_that_was_being_written_when_the_power_failed_is_made_anew()
    {
        await using var place = await TestDatabase.Create();
        Directory.CreateDirectory(Path.Combine(place.Folder, "secrets"));
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "secrets", "master-key.0123456789abcdef"), "cut of");

        (await KbmProcess.Run(place, "tenant", "list")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("Kbm:Database:Provider", "Oracle", "The configuration is wrong: ")]
    [InlineData("Kbm:Database:OpenTenants", "0", "The configuration is wrong: ")]
    [InlineData("Kbm:Accounts:MasterKey", "short", "Kbm:Accounts:MasterKey must be base64 of 32 bytes or more.")]
    public async Task A_wrong_setting_is_named(string name, string value, string sentence)
    {
        await using var place = await TestDatabase.Create();

        ShouldSay(await KbmProcess.Run(place.Folder, new(place.Settings) { [name] = value }, "tenant", "list"), sentence);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await using var place = await TestDatabase.Create();
        var file = Path.Combine(place.Folder, "file");
        await File.WriteAllTextAsync(file, "");

        ShouldSay(await KbmProcess.Run(file, place.Settings, "tenant", "list"), TestDatabase.IsPostgres ? "The secret " : $"The data folder {file} cannot be written: ");
    }

    [Fact]
    public async Task A_company_whose_database_cannot_be_made_is_not_called_made()
    {
        if (TestDatabase.IsPostgres) return;
        await using var place = await TestDatabase.Create();
        Directory.CreateSymbolicLink(Path.Combine(place.Folder, "tenants"), "/proc");

        var created = await KbmProcess.Run(place, "tenant", "create", "lakeside", "--name", "Lakeside Homes");

        ShouldSay(created, "The database of lakeside cannot be made, and the next start tries again: ");
        File.Delete(Path.Combine(place.Folder, "tenants"));
        (await KbmProcess.Run(place, "tenant", "list")).Output.ShouldContain(" in service ");
    }

    [Fact]
    public async Task A_login_that_may_not_make_schemas_is_told_so()
    {
        if (!TestDatabase.IsPostgres) return;
        await using var place = await TestDatabase.Create();
        var login = $"kbm_test_login_{Guid.NewGuid():N}";
        await Execute(place, $"CREATE ROLE {login} LOGIN");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Username = login }.ConnectionString;
            var settings = new Dictionary<string, string?>(place.Settings) { ["Kbm:Database:ConnectionString"] = connection };

            ShouldSay(await KbmProcess.Run(place.Folder, settings, "tenant", "list"), "The PostgreSQL login may not create schemas and roles, which KBM needs: ");
        }
        finally
        {
            await Execute(place, $"DROP ROLE {login}");
        }
    }

    private static void ShouldSay((int Code, string Output, string Errors) answer, string sentence)
    {
        answer.Code.ShouldBe(1, answer.Errors);
        answer.Output.ShouldBeEmpty();
        answer.Errors.ShouldStartWith(sentence);
        answer.Errors.TrimEnd('\n').ShouldNotContain("\n");
    }

    private static async Task Execute(TestDatabase place, string sql)
    {
        await using var source = NpgsqlDataSource.Create(place.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"\d{8}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pin();

    [Fact]
    public async Task A_sheet_is_taken_into_a_company_and_what_is_wrong_with_it_is_said()
    {
        await using var place = await TestDatabase.Create();
        var file = Path.Combine(Path.GetTempPath(), $"kbm-{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, "Property,Key,Copies\nElm Court,Roof,2\nElm Court,Attic,many\n");
        try
        {
            await using (var app = await TestApp.Start(new TestAppOptions(Database: place)))
                Company.Expect(await app.Services.GetRequiredService<CreateTenant>().Run("lakeside", "Lakeside Homes"));

            var dry = await KbmProcess.Run(place, "import", file, "--tenant", "lakeside", "--create-places", "--dry-run");
            var refused = await KbmProcess.Run(place, "import", file, "--tenant", "lakeside", "--create-places");
            var done = await KbmProcess.Run(place, "import", file, "--tenant", "lakeside", "--create-places", "--good-rows");
            var nobody = await KbmProcess.Run(place, "import", file, "--tenant", "nobody");
            var nothing = await KbmProcess.Run(place, "import", file + "x", "--tenant", "lakeside");

            dry.Output.ShouldContain("1 new and 1 with a problem.");
            (refused.Code, refused.Errors).ShouldBe((1, "1 row has a problem. Put it right, leave it out, or take in the good rows only.\n"));
            done.Code.ShouldBe(0, done.Errors);
            done.Output.ShouldContain("row 3: Copies: Copies is a number from 1 to 500.");
            done.Output.ShouldEndWith("Taken in: 1 done.\n");
            (nobody.Code, nothing.Code).ShouldBe((1, 1));
            nothing.Errors.ShouldStartWith("There is no file ");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
