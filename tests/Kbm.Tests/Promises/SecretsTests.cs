using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kbm.Data;
using Kbm.Features.Secrets;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kbm.Tests.Promises;

/// <summary>Secrets stay secret.</summary>
public sealed class SecretsTests(TestApp app)
{
    [Fact]
    public async Task No_code_stands_in_clear_in_any_file_table_or_log_nor_in_any_answer_but_a_reveal()
    {
        var log = new Heard();
        await using var own = await TestApp.Start(new TestAppOptions(Configure: builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log).AddFilter<Heard>(null, LogLevel.Trace);
        }));
        var company = await own.NewCompany();
        string[] codes = ["zqcanaryone", "zqcanarytwo", "zqcanarycut", "zqcanaryapi", "zqcanarybackup", "zqcanaryqr"];
        var answers = await UseThem(company, codes);

        foreach (var code in codes)
        {
            answers.Where(a => a.Contains(code, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
            log.Lines.Where(l => l.Contains(code, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
            (await PlacesOf(own.Database, code)).ShouldBeEmpty();
        }
        (await PlacesOf(own.Database, "North gate box")).ShouldNotBeEmpty();
        log.Lines.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_ciphertext_moved_to_another_row_item_or_company_does_not_open()
    {
        var (company, other) = (await app.NewCompany(), await app.NewCompany());
        await company.AddLockbox("One", "one-code");
        await company.AddLockbox("Two", "two-code");
        await other.AddLockbox("Other", "other-code");
        var stolen = await company.Read(db => db.Secrets.SingleAsync(s => s.Item!.Code == "LBA001"));

        await company.Write(db => db.Secrets.Where(s => s.Item!.Code == "LBA002").ExecuteUpdateAsync(set => set.SetProperty(s => s.Sealed, stolen.Sealed)));
        await other.Write(db => db.Secrets.ExecuteUpdateAsync(set => set.SetProperty(s => s.Sealed, stolen.Sealed)));
        var (row, tenant) = (await Reveal(company, "LBA002"), await Reveal(other, "LBA001"));
        await company.Write(async db =>
        {
            var two = await db.Items.SingleAsync(i => i.Code == "LBA002");
            await db.Secrets.Where(s => s.ItemId == two.Id).ExecuteDeleteAsync();
            return await db.Secrets.Where(s => s.Id == stolen.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.ItemId, two.Id));
        });

        foreach (var answer in new[] { row, tenant, await Reveal(company, "LBA002") })
        {
            answer.Status.ShouldBe(HttpStatusCode.Conflict);
            answer["code"].ShouldBe("code_unreadable");
            answer.Text.ShouldNotContain("one-code");
        }
    }

    [Fact]
    public async Task Keys_rotate_under_load_and_every_code_can_be_read_all_the_time()
    {
        await using var own = await TestApp.Start();
        var company = await own.NewCompany();
        for (var n = 1; n <= 8; n++) await company.AddLockbox($"Box {n}", $"code-{n}-0");
        var rotate = own.Services.GetRequiredService<RotateKeys>();
        var wrappings = new HashSet<string>();

        var work = Enumerable.Range(1, 8).Select(n => Task.Run(async () =>
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"LBA{n:000}");
            for (var round = 1; round <= Trial.Rounds(10); round++)
            {
                var next = string.Create(CultureInfo.InvariantCulture, $"code-{n}-{round}");
                (await company.Api.Post($"/api/v1/lockboxes/{code}/code", new { newCode = next, reason = "Load" })).Status.ShouldBe(HttpStatusCode.OK);
                (await Reveal(company, code))["value"].ShouldBe(next);
            }
        })).ToList();
        do
        {
            await rotate.Run();
            wrappings.Add((await own.Catalog.Read(db => db.TenantKeys.SingleAsync())).Wrapped);
        }
        while (work.Exists(w => !w.IsCompleted));
        await Task.WhenAll(work);

        wrappings.Count.ShouldBeGreaterThan(1);
        await using var scope = own.Services.CreateAsyncScope();
        var fresh = await ActivatorUtilities.CreateInstance<Vaults>(scope.ServiceProvider).Of(company.Tenant.Id);
        var all = await company.Read(db => db.Secrets.ToListAsync());
        all.ShouldAllBe(s => fresh.Open(s) != null);
    }

    [Fact]
    public async Task With_another_master_key_and_the_previous_one_everything_opens_and_afterwards_without_the_previous_one()
    {
        await using var place = await TestDatabase.Create();
        var (first, second) = (Key(), Key());
        Company company;
        await using (var before = await TestApp.Start(With(place, first)))
        {
            company = await before.NewCompany();
            await company.AddLockbox(code: "kept-code");
        }

        await Should.ThrowAsync<CannotStartException>(TestApp.Start(With(place, second)));
        await using (var changed = await TestApp.Start(With(place, second, previous: first)))
            (await RevealAt(changed, company))["value"].ShouldBe("kept-code");
        await using (var after = await TestApp.Start(With(place, second)))
            (await RevealAt(after, company))["value"].ShouldBe("kept-code");
        await Should.ThrowAsync<CannotStartException>(TestApp.Start(With(place, first)));
    }

    [Fact]
    public async Task The_command_rotates_while_serving_on_postgres_and_is_refused_on_a_folder_that_is_served()
    {
        await using var own = await TestApp.Start();
        var company = await own.NewCompany();
        await company.AddLockbox(code: "kept-code");
        var before = await own.Catalog.Read(db => db.TenantKeys.SingleAsync());

        var (exit, output, errors) = await KbmProcess.Run(own.Database, "keys", "rotate");

        var after = await own.Catalog.Read(db => db.TenantKeys.SingleAsync());
        exit.ShouldBe(TestDatabase.IsPostgres ? 0 : 1);
        (TestDatabase.IsPostgres ? output : errors).ShouldContain(TestDatabase.IsPostgres ? "The data keys of 1 company are under the present master key." : "is being served by another process");
        (after.Wrapped != before.Wrapped).ShouldBe(TestDatabase.IsPostgres);
        (await Reveal(company, "LBA001"))["value"].ShouldBe("kept-code");
    }

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static TestAppOptions With(TestDatabase place, string master, string? previous = null) => new(Database: place, Settings: new()
    {
        ["Kbm:Accounts:MasterKey"] = master,
        ["Kbm:Accounts:PreviousMasterKey"] = previous,
    });

    private static Task<ApiAnswer> Reveal(Company company, string code) => company.Api.Post($"/api/v1/items/{code}/reveal", new { });

    private static async Task<ApiAnswer> RevealAt(TestApp app, Company company)
    {
        using var client = app.Client(company.Host);
        client.DefaultRequestHeaders.Authorization = company.Api.DefaultRequestHeaders.Authorization;
        return await client.Post("/api/v1/items/LBA001/reveal", new { });
    }

    /// <summary>Goes through pages, desk, search, receipts and API as people do, and hears every answer but those of reveals.</summary>
    private static async Task<List<string>> UseThem(Company company, string[] codes)
    {
        var heard = new List<string>();
        var staff = company.Staff;
        heard.Add((await (await staff.Page("/lockboxes/new")).Submit("form.form", ("Input.Label", ""), ("Input.LockCode", codes[0]))).Html);
        heard.Add((await (await staff.Page("/lockboxes/new")).Submit("form.form", ("Input.Label", "North gate box"), ("Input.LockCode", codes[0]))).Html);
        heard.Add((await (await staff.Page("/items/LBA001/code")).Submit("form.form", ("Input.NewCode", codes[1]))).Html);
        heard.Add((await (await staff.Page("/items/LBA001/code")).Submit("form.form", ("Input.NewCode", codes[1]), ("Input.Reason", "Yearly"))).Html);
        heard.Add((await (await staff.Page("/keys/new")).Submit("form.form", ("Input.Label", "Roof"), ("Input.CutCode", codes[2]))).Html);
        heard.Add((await company.Api.Post("/api/v1/items", new { type = "Lockbox", label = "By program", lockCode = codes[3] })).Text);
        heard.Add((await company.Api.Post("/api/v1/lockboxes/LBA002/code", new { newCode = codes[3], reason = "Same" })).Text);
        heard.Add((await (await staff.Page("/smart-locks/new")).Submit("form.form", ("Input.Label", "4B"), ("Input.LockCode", codes[0]), ("Input.BackupCode", codes[4]), ("Input.PairingQr", codes[5]))).Html);
        foreach (var item in new[] { "LBA001", "LBA002", "KA001", "LKA001" }) (await Reveal(company, item)).Status.ShouldBe(HttpStatusCode.OK);
        await (await staff.Page("/lockboxes/LBA001")).Submit("form[data-reveal]");
        await company.PutInside(await company.Read(db => db.Lockboxes.SingleAsync(l => l.Code == "LBA001")), await company.Read(db => db.Keys.SingleAsync()));
        var loan = await company.CheckOut("Ana Ruiz", await company.Read(db => db.Items.SingleAsync(i => i.Code == "LBA001")));
        await company.CheckIn([.. loan.Out!.Checkouts]);
        string[] paths =
        [
            "/lockboxes", "/lockboxes/LBA001", "/lockboxes/LBA001?tab=activity", "/lockboxes/LBA001/edit", "/items/LBA001/code?receipt=R-000002", "/codes",
            "/items/LBA001/codes", "/keys", "/keys/KA001", "/keys/KA001/edit", "/desk?add=LBA001", "/desk?done=R-000002", "/search?q=gate", "/receipts", "/receipts/R-000001",
            "/receipts/R-000001.pdf", "/smart-locks", "/smart-locks/LKA001", "/smart-locks/LKA001/edit", "/items/LKA001/codes", "/activity", "/dashboard", "/settings",
        ];
        foreach (var path in paths) heard.Add((await company.Admin.Page(path)).Html);
        foreach (var path in new[] { "items", "items/LBA001", "items/KA001", "items/LKA001", "checkouts", "receipts/R-000001" }) heard.Add((await company.Api.Get($"/api/v1/{path}")).Text);
        return heard;
    }

    /// <summary>Where a text stands in the databases: the files of the folder as they are while served, and every row of every schema.</summary>
    private static async Task<List<string>> PlacesOf(TestDatabase place, string text)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(place.Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "kbm.lock"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0) found.Add(file);
        }
        if (place.ConnectionString is null) return found;
        await using var source = NpgsqlDataSource.Create(place.ConnectionString);
        foreach (var table in await Strings(source, "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"))
            if ((await Strings(source, $"SELECT t::text FROM {table} AS t")).Exists(row => row.Contains(text, StringComparison.OrdinalIgnoreCase))) found.Add(table);
        return found;
    }

    private static async Task<List<string>> Strings(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>Everything that the server logs, however unimportant.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
