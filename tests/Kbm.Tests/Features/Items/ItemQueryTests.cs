using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Signs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Items;

public sealed class ItemQueryTests(TestApp app)
{
    [Fact]
    public async Task Each_state_finds_what_is_in_it_and_without_one_the_retired_are_left_out()
    {
        var company = await app.NewCompany();
        await Stock(company);

        (await Find(company, new())).ShouldBe(["KA001", "KA002", "KA003", "KA004"]);
        (await Find(company, new() { State = ItemState.Available })).ShouldBe(["KA001"]);
        (await Find(company, new() { State = ItemState.PartlyOut })).ShouldBe(["KA002"]);
        (await Find(company, new() { State = ItemState.Out })).ShouldBe(["KA003"]);
        (await Find(company, new() { State = ItemState.Assigned })).ShouldBe(["KA004"]);
        (await Find(company, new() { State = ItemState.Retired })).ShouldBe(["KA005"]);
        (await Find(company, new() { Out = true })).ShouldBe(["KA002", "KA003", "KA004"]);
    }

    [Fact]
    public async Task The_filter_by_state_agrees_with_the_state_that_is_shown()
    {
        var company = await app.NewCompany();
        await Stock(company);

        foreach (var state in Enum.GetValues<ItemState>())
            (await Rows(company, new() { State = state })).ShouldAllBe(row => row.Stock.State == state);
    }

    [Fact]
    public async Task A_piece_in_a_sign_is_in_a_state_of_its_own_and_with_nobody()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign("Ana Ruiz");
        await company.AddPiece(PieceType.Post);

        (await Find(company, new() { State = ItemState.InSign })).ShouldBe(["SA001", "SA002", "SA003"]);
        (await Find(company, new() { State = ItemState.Available })).ShouldBe(["SA004", sign.Code]);
        (await Find(company, new() { Piece = PieceType.NameRider })).ShouldBe(["SA003"]);
        await company.CheckOut("Bo Lund", sign);
        (await Find(company, new() { Out = true })).ShouldBe([sign.Code]);
    }

    [Fact]
    public async Task Low_on_copies_is_a_key_of_several_with_one_in_and_never_a_single_key()
    {
        var company = await app.NewCompany();
        await company.AddKey("Single");
        var pair = await company.AddKey("Pair", copies: 2);
        var single = await company.AddKey("Single out");
        await company.CheckOut("Ana Ruiz", pair, single);

        (await Find(company, new() { LowCopies = true })).ShouldBe(["KA002"]);
    }

    [Fact]
    public async Task Hooks_sort_as_people_count_and_keys_without_one_come_last()
    {
        var company = await app.NewCompany();
        foreach (var hook in new[] { "A-12", null, "208", "12", "A-2", "4" }) await company.AddKey(hook: hook);

        (await Rows(company, new() { Sort = ItemSort.Hook })).Select(r => r.Hook).ShouldBe(["4", "12", "208", "A-2", "A-12", null]);
        (await Rows(company, new() { Sort = ItemSort.Hook, Descending = true })).Select(r => r.Hook).ShouldBe(["A-12", "A-2", "208", "12", "4", null]);
    }

    [Fact]
    public async Task What_is_due_first_comes_first_and_what_moved_last_when_that_is_asked()
    {
        var company = await app.NewCompany();
        var (first, second, still) = (await company.AddKey(), await company.AddKey(), await company.AddKey());
        var soon = await company.CheckOut("Ana Ruiz", Day(9), first);
        await company.CheckOut("Marco Silva", Day(2), second);
        await company.CheckIn([.. soon.Out!.Checkouts]);
        await company.CheckOut("Ana Ruiz", Day(5), first);

        (await Find(company, new() { Sort = ItemSort.Due })).ShouldBe([second.Code, first.Code, still.Code]);
        (await Find(company, new() { Sort = ItemSort.Last, Descending = true })).ShouldBe([first.Code, second.Code, still.Code]);
    }

    [Theory]
    [InlineData(ItemSort.Code)]
    [InlineData(ItemSort.Label)]
    [InlineData(ItemSort.Property)]
    [InlineData(ItemSort.Hook)]
    [InlineData(ItemSort.Due)]
    [InlineData(ItemSort.Last)]
    public async Task Every_order_shows_every_key_once_across_its_pages(ItemSort sort)
    {
        var company = await app.NewCompany();
        for (var i = 0; i < 7; i++) await company.AddKey("Same");

        var pages = new List<string>();
        for (var page = 1; page <= 3; page++) pages.AddRange(await Find(company, new() { Sort = sort, Page = page, PageSize = 3 }));

        pages.Order().ShouldBe(["KA001", "KA002", "KA003", "KA004", "KA005", "KA006", "KA007"]);
    }

    [Fact]
    public async Task Words_property_unit_and_holder_narrow_the_list()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Winthrop Apts.", "6214 N. Winthrop Ave.");
        var unit = await company.AddUnit(property, "4B");
        var inUnit = await company.AddKey("Front door", property: property, unit: unit);
        var ofBuilding = await company.AddKey("Roof", property: property);
        await company.AddKey("Boiler room");
        var given = await company.CheckOut("Ana Ruiz", ofBuilding);

        (await Find(company, new() { Q = "winthrop 4b" })).ShouldBe([inUnit.Code]);
        (await Find(company, new() { Q = "6214" })).ShouldBe([inUnit.Code, ofBuilding.Code]);
        (await Find(company, new() { Q = "%" })).ShouldBeEmpty();
        (await Find(company, new() { PropertyId = property.Id })).ShouldBe([inUnit.Code, ofBuilding.Code]);
        (await Find(company, new() { UnitId = unit.Id })).ShouldBe([inUnit.Code]);
        (await Find(company, new() { HolderId = given.Out!.HolderId })).ShouldBe([ofBuilding.Code]);
    }

    private static string Day(int days) => TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task Stock(Company company)
    {
        await company.AddKey("In");
        var partly = await company.AddKey("Partly", copies: 2);
        var gone = await company.AddKey("Out", copies: 2);
        var assigned = await company.AddKey("Assigned");
        var retired = await company.AddKey("Retired");
        await company.CheckOut("Ana Ruiz", partly, gone);
        Company.Expect(await company.AtTheDesk(new() { Holder = new(Name: "Lena Park"), Out = [new(gone.Code)], Kind = nameof(CheckoutKind.Assignment), Due = null }));
        Company.Expect(await company.AtTheDesk(new() { Holder = new(Name: "Lena Park"), Out = [new(assigned.Code)], Kind = nameof(CheckoutKind.Assignment) }));
        Company.Expect(await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, retired.Code)));
    }

    private static async Task<IReadOnlyList<string>> Find(Company company, ItemQuery query) => [.. (await Rows(company, query)).Select(r => r.Code)];

    private static Task<IReadOnlyList<ItemRow>> Rows(Company company, ItemQuery query) => company.Do(async (Store<TenantDb> store) =>
    {
        await using var db = store.OpenReader();
        var settings = await db.Settings.SingleAsync();
        return (await query.Run(store, db, settings, new CompanyTime(settings, TimeProvider.System.GetUtcNow().UtcDateTime))).Rows;
    });
}
