using Kbm.Data;
using Kbm.Features.Platform.Demo;
using Kbm.Features.Search;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Platform;

/// <summary>The demo companies, made once on a server of their own.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private TestApp? _app;
    private TenantLease? _lease;

    public Store<TenantDb> Lakeside => _lease!.Store;

    internal MakeDemo Demo => _app!.Services.GetRequiredService<MakeDemo>();

    internal TestApp App => _app!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.Start();
        foreach (var company in DemoCompany.All) await Demo.Run(company);
        var tenant = await _app.Catalog.Read(db => db.Tenants.SingleAsync(t => t.Slug == "demo"));
        _lease = await _app.Services.GetRequiredService<TenantStores>().Open(tenant.Id);
    }

    public async ValueTask DisposeAsync()
    {
        _lease?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }
}

public sealed class DemoTests(DemoServer server) : IClassFixture<DemoServer>
{
    [Fact]
    public async Task Rows_of_one_property_are_its_addresses()
    {
        var tabasco = await server.Lakeside.Read(db => db.Properties.Include(p => p.Addresses).SingleAsync(p => p.Name == "Casa Tabasco"));
        Assert.Equal(["3515-17 W. 23rd St.", "2014 S. Racine Ave."], tabasco.Addresses.Select(a => a.Street));
        var street = await server.Lakeside.Read(db => db.Properties.Include(p => p.Addresses).SingleAsync(p => p.Name == "65th Street Apts."));
        Assert.Equal(5, street.Addresses.Count);
    }

    [Fact]
    public async Task Units_are_counted_in_the_list_at_their_addresses()
    {
        var units = await server.Lakeside.Read(db => db.Units.Where(u => u.Property!.Name == "Casa Tabasco").Include(u => u.Address).ToListAsync());
        Assert.Equal(8, units.Count(u => u.Address!.Street == "3515-17 W. 23rd St."));
        Assert.Equal(45, units.Count(u => u.Address!.Street == "2014 S. Racine Ave."));
    }

    [Fact]
    public async Task No_two_units_of_a_property_have_one_label()
    {
        var units = await server.Lakeside.Read(db => db.Units.Select(u => new { u.PropertyId, u.Label }).ToListAsync());
        Assert.Equal(units.Count, units.Distinct().Count());
        Assert.Contains(units, u => u.Label == "2014-1A");
    }

    [Fact]
    public async Task Masters_of_buildings_are_under_the_master_of_their_property()
    {
        var keys = await server.Lakeside.Read(db => db.Keys.Include(k => k.MasterKey).Where(k => k.Property!.Name == "La Estancia").ToListAsync());
        var masters = keys.Where(k => k.MasterKey?.Label == "Master").ToList();
        Assert.Equal(3, masters.Count);
        var entrances = keys.Where(k => k.Label.StartsWith("Entrance", StringComparison.Ordinal)).ToList();
        Assert.Equal(masters.Select(m => m.Id).Order(), entrances.Select(e => e.MasterKeyId!.Value).Order());
    }

    [Fact]
    public async Task A_company_that_was_cut_short_is_made_again()
    {
        await using var app = await TestApp.Start();
        var harbor = DemoCompany.All.Single(c => c.Slug == "harbor");
        await app.Services.GetRequiredService<CreateTenant>().Run(harbor.Slug, harbor.Name);
        var demo = app.Services.GetRequiredService<MakeDemo>();
        Assert.True(await demo.IsMissing(harbor));
        await demo.Run(harbor);
        Assert.False(await demo.IsMissing(harbor));
    }

    [Fact]
    public async Task No_copy_is_out_twice()
    {
        var over = await server.Lakeside.Read(db => db.Items.CountAsync(i => i.Checkouts.Sum(c => c.Outstanding) > i.Copies));
        Assert.Equal(0, over);
    }

    [Fact]
    public async Task Every_key_is_under_a_master_of_its_own_property_and_owners_of_many_properties_have_a_grand_master()
    {
        var keys = await server.Lakeside.Read(db => db.Keys.Include(k => k.MasterKey).ToListAsync());
        Assert.InRange(keys.Count, 3000, 6000);
        var grand = keys.Where(k => k.PropertyId is null).ToList();
        Assert.InRange(grand.Count, 3, 40);
        Assert.All(grand, g => Assert.True(g.MasterKey is null && keys.Count(k => k.MasterKeyId == g.Id) >= 4));
        Assert.All(keys.Except(grand), k => Assert.True(k.MasterKey is null || k.MasterKey.PropertyId is null ? k.Label == "Master" : k.MasterKey.PropertyId == k.PropertyId));
    }

    [Fact]
    public async Task Some_loans_are_out_some_overdue_some_back()
    {
        var now = server.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var loans = await server.Lakeside.Read(db => db.Checkouts.ToListAsync());
        Assert.Contains(loans, c => c.Outstanding > 0 && c.DueAt < now);
        Assert.Contains(loans, c => c.Outstanding > 0 && c.DueAt > now);
        Assert.Contains(loans, c => c.Outstanding > 0 && c.DueAt is null);
        Assert.Contains(loans, c => c.Outstanding == 0);
        Assert.All(loans, c => Assert.True(c.At < now));
    }

    [Fact]
    public async Task Search_finds_a_property()
    {
        var found = await server.Lakeside.Read(db => db.SearchFor(["casa", "tabasco"]).ToListAsync());
        Assert.Contains(found, e => e.Kind == SearchKind.Property && e.Title == "Casa Tabasco");
    }

    [Fact]
    public async Task What_is_complete_is_not_made_again()
    {
        foreach (var company in DemoCompany.All) Assert.False(await server.Demo.IsMissing(company));
    }
}

public sealed class PortfolioTests
{
    private readonly IReadOnlyList<DemoProperty> _all = Portfolio.Of(RentalFile.Read());

    [Fact]
    public void Types_and_words_are_put_right()
    {
        Assert.DoesNotContain(_all, p => p.Type is "Mutifamily" or "Multigfamily" or "Multfamily" or "Seniors");
        Assert.Equal("Multifamily", _all.Single(p => p.Name == "Park Boulevard IIB").Type);
        Assert.Contains(_all.Single(p => p.Name == "Park Douglas").Buildings, b => b.Street == "1345 S. Fairfield Ave.");
    }

    [Fact]
    public void Two_spellings_of_a_company_are_one() =>
        Assert.Equal("Bickerdike Apts.", _all.Single(p => p.Name == "Zapata Apts.").Manager);

    [Fact]
    public void A_company_s_other_name_is_no_other_company() =>
        Assert.Equal(3, Assert.Single(_all, p => p.Name == "La Estancia").Buildings.Count);

    [Fact]
    public void Two_house_numbers_in_one_row_are_two_buildings() =>
        Assert.Equal(["6602 W. Diversey Ave.", "6614 W. Diversey Ave."],
            _all.Single(p => p.Name.StartsWith("6602", StringComparison.Ordinal)).Buildings.Select(b => b.Street));

    [Fact]
    public void An_address_that_is_there_twice_is_one_building() =>
        Assert.Equal(48, Assert.Single(_all.Single(p => p.Name == "Dicksons Estates Apts.").Buildings).Units);

    [Theory]
    [InlineData(3, "1A 2A 3A")]
    [InlineData(7, "1A 1B 1C 2A 2B 2C 3A")]
    public void Units_are_labelled_floor_by_floor(int units, string labels) => Assert.Equal(labels, string.Join(' ', Floors.UnitLabels(units)));

    [Fact]
    public void No_unit_label_looks_like_a_number() =>
        Assert.DoesNotContain(Floors.UnitLabels(600), l => l.EndsWith('I') || l.EndsWith('O'));
}
