using System.Net;
using Kbm.Data;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Tenancy;

/// <summary>What a server finds when it starts.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_data_folder_that_is_being_served_is_refused_with_a_sentence()
    {
        if (TestDatabase.IsPostgres) return;
        await using var place = await TestDatabase.Create();
        await using var app = await TestApp.Start(new TestAppOptions(Database: place));

        var (code, output, errors) = await KbmProcess.Run(place, "tenant", "list");

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.Trim().ShouldBe($"The data folder {place.Folder} is being served by another process; stop that one first.");
    }

    [Theory]
    [InlineData("pin-pepper")]
    [InlineData("master-key")]
    public async Task A_secret_that_is_not_the_catalog_s_is_refused_with_a_sentence(string secret)
    {
        await using var place = await TestDatabase.Create();
        await using (await TestApp.Start(new TestAppOptions(Database: place))) { }
        File.Delete(Path.Combine(place.Folder, "secrets", secret));

        var refused = await Should.ThrowAsync<CannotStartException>(TestApp.Start(new TestAppOptions(Database: place)));

        refused.Message.ShouldContain("is not the one that this catalog was made with");
    }

    [Fact]
    public async Task Secrets_can_be_read_by_their_owner_only()
    {
        await using var place = await TestDatabase.Create();
        await using var app = await TestApp.Start(new TestAppOptions(Database: place));

        foreach (var file in Directory.GetFiles(Path.Combine(place.Folder, "secrets")))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_company_whose_database_cannot_be_brought_up_to_date_is_out_of_service_and_the_others_are_served()
    {
        await using var place = await TestDatabase.Create();
        string broken, sound;
        await using (var app = await TestApp.Start(new TestAppOptions(Database: place)))
        {
            var (first, second) = (await app.NewCompany(), await app.NewCompany());
            (broken, sound) = (first.Host, second.Host);
            await first.Write(db => db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0')"""));
            await Forget(app);
        }

        await using (var app = await TestApp.Start(new TestAppOptions(Database: place)))
        {
            (await app.Client(broken).Get("/sign-in")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await app.Client(sound).Get("/sign-in")).Status.ShouldBe(HttpStatusCode.OK);
            var fault = await app.Catalog.Read(db => db.Tenants.SingleAsync(t => t.Fault != null));
            fault.Fault!.ShouldContain("99990101000000_Later");
            using var lease = await app.Services.GetRequiredService<TenantStores>().Open(fault.Id);
            await lease.Store.Write(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "ProductVersion" = '99.0'"""));
        }

        await using (var app = await TestApp.Start(new TestAppOptions(Database: place)))
            (await app.Client(broken).Get("/sign-in")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_company_whose_creation_was_interrupted_is_finished_at_the_next_start()
    {
        await using var place = await TestDatabase.Create();
        await using (var app = await TestApp.Start(new TestAppOptions(Database: place)))
            await app.Catalog.Write(async db => { await db.Tenants.AddAsync(Tenant.Create("half-made", "Half Made", new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc)).Value!); });

        await using var next = await TestApp.Start(new TestAppOptions(Database: place));

        (await next.Client("half-made.localhost").Page("/sign-in")).Text.ShouldContain("Half Made");
    }

    // As if every company had been made by an older build.
    private static Task Forget(TestApp app) => app.Catalog.Write(db => db.Tenants.ExecuteUpdateAsync(s => s.SetProperty(t => t.SchemaVersion, "old")));
}
