using Kbm.Data;
using Kbm.Features.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Support;

/// <summary>The databases without a server around them, each tenant with its settings.</summary>
internal sealed class TestPlaces : IAsyncDisposable
{
    private readonly TestDatabase _place;

    private TestPlaces(TestDatabase place, Databases databases) => (_place, Databases) = (place, databases);

    public Databases Databases { get; }

    public string Folder => _place.Folder;

    /// <param name="connections">How many connections PostgreSQL's pool has.</param>
    public static async Task<TestPlaces> Create(int connections = 20)
    {
        var place = await TestDatabase.Create();
        Databases databases = TestDatabase.IsPostgres
            ? new PostgresDatabases($"{place.ConnectionString};Maximum Pool Size={connections}")
            : new SqliteDatabases(place.Folder);
        await databases.PrepareCatalog();
        return new(place, databases);
    }

    public async Task<Guid> NewTenant(string name)
    {
        var id = Guid.NewGuid();
        await Databases.PrepareTenant(id);
        var store = Databases.OpenTenant(id);
        await store.Write(async db => await db.Settings.AddAsync(new() { Name = name }));
        await store.Close();
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        await _place.DisposeAsync();
    }

    public static Contact Somebody(string name) => new(new(ContactKind.Other, name));

    public static Task<List<string>> Names(TenantDb db) => db.Contacts.OrderBy(c => c.Name).Select(c => c.Name).ToListAsync();
}
