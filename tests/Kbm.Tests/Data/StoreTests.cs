using System.Globalization;
using Kbm.Data;
using Kbm.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Data;

public sealed class StoreTests : IAsyncLifetime
{
    private TestPlaces _places = null!;
    private Store<TenantDb> _store = null!;

    public async ValueTask InitializeAsync()
    {
        _places = await TestPlaces.Create();
        _store = _places.Databases.OpenTenant(await _places.NewTenant("Lakeside Homes"));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.Close();
        await _places.DisposeAsync();
    }

    [Fact]
    public async Task What_throws_or_is_refused_leaves_nothing_while_its_neighbours_in_the_group_commit()
    {
        var gate = new TaskCompletionSource();
        var first = _store.Write(db => gate.Task);

        var acts = Enumerable.Range(0, 150).Select(n => _store.Write(db => Act(db, n))).ToList();
        gate.SetResult();
        await first;
        await Task.WhenAll(acts).ContinueWith(_ => { }, TaskScheduler.Default);

        acts.Where((_, n) => n % 3 == 0).ShouldAllBe(a => a.IsCompletedSuccessfully && !a.Result.IsRefused);
        acts.Where((_, n) => n % 3 == 1).ShouldAllBe(a => a.IsCompletedSuccessfully && a.Result.IsRefused);
        acts.Where((_, n) => n % 3 == 2).ShouldAllBe(a => a.IsFaulted && a.Exception!.InnerException is InvalidDataException);
        (await _store.Read(TestPlaces.Names)).ShouldBe(Enumerable.Range(0, 150).Where(n => n % 3 == 0).Select(Name));
    }

    [Fact]
    public async Task A_change_that_the_database_refuses_leaves_the_store_in_order()
    {
        await Should.ThrowAsync<DbUpdateException>(_store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody(null!)); }));
        await _store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody("Ana")); });

        (await _store.Read(TestPlaces.Names)).ShouldBe(["Ana"]);
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_to_everybody_in_it_and_the_next_one_is_done()
    {
        if (TestDatabase.IsPostgres) return;
        var gate = new TaskCompletionSource();
        var first = _store.Write(db => gate.Task);
        var innocent = _store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody("Ana")); });
        var culprit = _store.Write(db => db.Database.ExecuteSqlRawAsync(
            """PRAGMA defer_foreign_keys = ON; INSERT INTO "PropertyAddresses" ("PropertyId", "Street") VALUES (999, 'Nowhere')"""));

        gate.SetResult();

        foreach (var act in new[] { first, innocent, culprit }) await Should.ThrowAsync<Exception>(act);
        (await _store.Read(TestPlaces.Names)).ShouldBeEmpty();
        await _store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody("Ana")); });
        (await _store.Read(TestPlaces.Names)).ShouldBe(["Ana"]);
    }

    [Fact]
    public async Task A_write_that_cannot_begin_is_told_so_and_the_next_one_is_done()
    {
        if (TestDatabase.IsPostgres) return;
        await _store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody("Ana")); });
        await using var other = SqliteFile.Open(Directory.GetFiles(Path.Combine(_places.Folder, "tenants"), "*.db").Single(), SqliteOpenMode.ReadWrite);
        SqliteFile.Execute(other, "BEGIN IMMEDIATE");

        await Should.ThrowAsync<SqliteException>(_store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody("Ben")); }));
        SqliteFile.Execute(other, "ROLLBACK");
        await _store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody("Cy")); });

        (await _store.Read(TestPlaces.Names)).ShouldBe(["Ana", "Cy"]);
    }

    [Fact]
    public async Task What_is_acknowledged_can_be_read_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(client => Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++)
            {
                var name = Name((client * 100) + n);
                await _store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody(name)); });
                (await _store.Read(db => db.Contacts.AnyAsync(c => c.Name == name))).ShouldBeTrue();
            }
        })));
    }

    [Fact]
    public async Task Commits_of_a_file_reach_the_disk_before_they_are_acknowledged()
    {
        if (TestDatabase.IsPostgres) return;
        const int full = 2;

        (await _store.Write(db => db.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync())).ShouldBe(full);
        (await _store.Write(db => db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync())).ShouldBe("wal");
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using var db = _store.OpenReader();

        await Should.ThrowAsync<Exception>(db.Database.ExecuteSqlRawAsync("""UPDATE "Settings" SET "Name" = 'Changed'"""));
        db.Contacts.Add(TestPlaces.Somebody("Ana"));
        await Should.ThrowAsync<Exception>(db.SaveChangesAsync());

        (await _store.Read(d => d.Settings.SingleAsync())).Name.ShouldBe("Lakeside Homes");
        (await _store.Read(TestPlaces.Names)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_comes_back_from_the_pool_without_what_the_last_one_had()
    {
        await using (var db = _store.OpenReader())
        {
            await db.Settings.AsTracking().SingleAsync();
            db.Contacts.Add(TestPlaces.Somebody("Ana"));
        }
        await using var next = _store.OpenReader();

        next.ChangeTracker.Entries().ShouldBeEmpty();
        next.ChangeTracker.QueryTrackingBehavior.ShouldBe(QueryTrackingBehavior.NoTracking);
    }

    [Fact]
    public async Task A_remembered_answer_is_never_older_than_the_last_acknowledged_write()
    {
        await _store.Write(db => db.Settings.ExecuteUpdateAsync(set => set.SetProperty(s => s.LoanDays, 0)));
        var acknowledged = 0;
        var writer = Task.Run(async () =>
        {
            for (var n = 1; n <= 400; n++)
            {
                await _store.Write(db => db.Settings.ExecuteUpdateAsync(set => set.SetProperty(s => s.LoanDays, n)));
                Volatile.Write(ref acknowledged, n);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!writer.IsCompleted)
            {
                var least = Volatile.Read(ref acknowledged);
                (await _store.Remember("loan days", db => db.Settings.Select(s => s.LoanDays).SingleAsync())).ShouldBeGreaterThanOrEqualTo(least);
            }
        })));
        await writer;
    }

    [Fact]
    public async Task Closing_answers_what_is_queued_and_nothing_after_it()
    {
        var queued = Enumerable.Range(0, 50).Select(n => _store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody(Name(n))); })).ToList();
        if (TestDatabase.IsPostgres) await Task.WhenAll(queued);
        await _store.Close();

        if (!TestDatabase.IsPostgres) await Should.ThrowAsync<ObjectDisposedException>(async () => await _store.Write(_ => Task.CompletedTask));
        queued.ShouldAllBe(q => q.IsCompletedSuccessfully);
    }

    private static async Task<Outcome<string>> Act(TenantDb db, int n)
    {
        db.Contacts.Add(TestPlaces.Somebody(Name(n)));
        if (n % 2 == 0) await db.SaveChangesAsync();
        return (n % 3) switch
        {
            0 => Name(n),
            1 => Refusal.Conflict("not_now", "Not now."),
            _ => throw new InvalidDataException("Broken."),
        };
    }

    private static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"Somebody {n:0000}");
}
