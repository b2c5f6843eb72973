using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Imports;

/// <summary>What a sheet can say of a thing besides its own cells: further addresses, the lockbox a key is in, the notes of a unit, that it is retired.</summary>
public sealed class WholeSheetsTests(TestApp app)
{
    [Theory]
    [InlineData("Property,Street,City,State,ZIP\nElm Court,2 Elm St,Chicago,IL,60608\nElm Court,4 Elm St,Cicero,IL,60804\nElm Court,6 Elm St,,,\n")]
    [InlineData("Property,Street,City,State,ZIP,More addresses\nElm Court,2 Elm St,Chicago,IL,60608,\"4 Elm St, Cicero, IL 60804; 6 Elm St\"\n")]
    [InlineData("Property,Street,City,State,ZIP,More addresses\nElm Court,2 Elm St,Chicago,IL,60608,\nElm Court,2 Elm Street,,,,\"4 Elm St, Cicero, IL, 60804; 6 Elm St\"\n")]
    public async Task A_property_has_its_addresses_from_rows_of_their_own_or_from_one_cell(string sheet)
    {
        var company = await app.NewCompany();

        await company.RunImport(await company.SendSheet(sheet));
        var again = await company.SendSheet(sheet);

        var elm = await company.Read(db => db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).SingleAsync());
        elm.Addresses.Select(a => a.ToString()).ShouldBe(["2 Elm St, Chicago, IL 60608", "4 Elm St, Cicero, IL 60804", "6 Elm St"]);
        (Count(again, "new"), Count(again, "change"), Count(again, "wrong")).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Further_addresses_of_a_property_that_is_there_are_added_where_that_is_wanted_and_taken_back_with_the_import()
    {
        var company = await app.NewCompany();
        await company.AddProperty("Elm Court", "2 Elm St");
        var import = await company.SendSheet("Property,Street,More addresses\nElm Court,2 Elm Street,\"4 Elm St; \"\"6 Elm St, rear\"\"\"\nElm Court,2 Elm St,\"\"\"8 Elm\"\n");

        Count(import, "same").ShouldBe(1);
        (await Sentences(company, import, "Wrong")).ShouldBe(["Write the addresses with a semicolon between them, and each with commas: street, city, state, ZIP code."]);
        var update = await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });
        (await Sentences(company, update, "Change")).ShouldBe(["the address 4 Elm St too", "the address 6 Elm St, rear too"]);
        await company.RunImport(update, goodRows: true);
        (await company.Read(db => db.Set<PropertyAddress>().OrderBy(a => a.Id).Select(a => a.Street).ToListAsync())).ShouldBe(["2 Elm St", "4 Elm St", "6 Elm St, rear"]);
        await company.RunImport(update, act: "undo");
        (await company.Read(db => db.Set<PropertyAddress>().Select(a => a.Street).ToListAsync())).ShouldBe(["2 Elm St"]);
    }

    [Fact]
    public async Task What_is_put_right_in_an_exported_address_is_changed_where_that_is_wanted_and_taken_back()
    {
        var company = await app.NewCompany();
        await company.RunImport(await company.SendSheet("Property,Street,City,ZIP,More addresses\nElm Court,2 Elm St,Chicago,60608,\"2 Elm St, Cicero, IL; 4 Elm St\"\n"));
        var sheet = await company.Staff.GetStringAsync("/exports/properties?format=csv", TestContext.Current.CancellationToken);

        var import = await company.SendSheet(sheet.Replace("60608", "60609", StringComparison.Ordinal).Replace("4 Elm St", "4 Elm St, Berwyn", StringComparison.Ordinal), "properties.csv");
        var update = await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });
        (await Sentences(company, update, "Change")).ShouldBe(["the address 2 Elm St, Chicago, 60608 to 2 Elm St, Chicago, 60609", "the address 4 Elm St to 4 Elm St, Berwyn"]);
        await company.RunImport(update);
        (await Addresses(company)).ShouldBe(["2 Elm St, Chicago, 60609", "2 Elm St, Cicero, IL", "4 Elm St, Berwyn"]);
        await company.RunImport(update, act: "undo");
        (await Addresses(company)).ShouldBe(["2 Elm St, Chicago, 60608", "2 Elm St, Cicero, IL", "4 Elm St"]);
    }

    [Fact]
    public async Task Several_rows_that_change_one_property_all_count_and_are_all_taken_back()
    {
        var company = await app.NewCompany();
        await company.AddProperty("Elm Court", "2 Elm St");
        var import = await company.SendSheet("Property,Street,Property type,Phone\nElm Court,2 Elm St,Senior,\nElm Court,4 Elm St,,555-0100\nElm Court,6 Elm St,,\n");
        var update = await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });

        await company.RunImport(update);
        var elm = await company.Read(db => db.Properties.Include(p => p.Addresses).SingleAsync());
        (elm.Type, elm.Phone, elm.Addresses.Count).ShouldBe(("Senior", "555-0100", 3));
        await company.RunImport(update, act: "undo");
        elm = await company.Read(db => db.Properties.Include(p => p.Addresses).SingleAsync());
        (elm.Type, elm.Phone, elm.Addresses.Count).ShouldBe((null, null, 1));
    }

    [Fact]
    public async Task Keys_come_into_lockboxes_that_are_there_or_that_the_sheet_makes_whatever_the_order_of_rows()
    {
        var company = await app.NewCompany();
        var there = await company.AddLockbox();
        var import = await company.SendSheet($"Type,Code,Label,Inside,Master key\nKey,KA001,Door,LBA009,KA002\nKey,KA002,Floor,LBA009,\nKey,KA003,Roof,{there.Code},\nLockbox,LBA009,Gate,,\n");

        await company.RunImport(import);

        var keys = await company.Read(db => db.Keys.Include(k => k.InLockbox).Include(k => k.MasterKey).OrderBy(k => k.Code).ToListAsync());
        keys.Select(k => (k.Code, k.InLockbox?.Code, k.MasterKey?.Code)).ShouldBe([("KA001", "LBA009", "KA002"), ("KA002", "LBA009", null), ("KA003", there.Code, null)]);
        (await company.Staff.Page("/lockboxes/LBA009")).Text.ShouldContain("KA001");
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.PutInside && a.ItemId == there.Id).Select(a => a.Sentence).SingleAsync())).ShouldBe($"Put KA003 Roof into {there.Code} North gate box.");
        (await company.RunImport(import, act: "undo")).GetProperty("changed").GetInt32().ShouldBe(4);
        (await company.Read(db => db.Items.Select(i => i.Code).ToListAsync())).ShouldBe([there.Code]);
    }

    [Fact]
    public async Task A_key_is_not_put_where_nobody_could_put_it_and_one_that_is_there_is_not_moved()
    {
        var company = await app.NewCompany();
        var (gone, outside, free, key) = (await company.AddLockbox("Old box"), await company.AddLockbox("Out"), await company.AddLockbox("Free"), await company.AddKey());
        await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, gone.Code));
        await company.CheckOut("Ana Ruiz", outside);
        var import = await company.SendSheet($"Code,Key,Inside\n,A,{gone.Code}\n,B,{outside.Code}\n,C,LBA077\n,D,KA001\n{key.Code},{key.Label},{free.Code}\n");

        (await Sentences(company, import, "Wrong")).ShouldBe(
        [
            $"{gone.Code} is retired; nothing can be put into it.", $"{outside.Code} is with somebody, and what is inside is with it. Take it back first.",
            "There is no lockbox LBA077, and no row of this sheet makes one.", "KA001 is no code of a lockbox, such as LBA014.",
        ]);
        Count(import, "same").ShouldBe(1);
    }

    [Fact]
    public async Task A_lockbox_that_goes_out_between_the_review_and_the_run_gets_no_key()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox();
        var import = await company.SendSheet($"Key,Inside\nDoor,{box.Code}\n");

        await company.CheckOut("Ana Ruiz", box);
        var run = await company.RunImport(import);

        run.GetProperty("changed").GetInt32().ShouldBe(0);
        (await company.Read(db => db.Keys.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Notes_of_units_are_taken_in_and_changed_where_that_is_wanted_and_taken_back()
    {
        var company = await app.NewCompany();
        var elm = await company.AddProperty("Elm Court", "2 Elm St", "4 Elm St");
        await company.AddUnit(elm);
        var import = await company.SendSheet("Property,Unit,Street,Unit notes\nElm Court,2A,4 Elm St,Dog\nElm Court,Apt 2B,,Cat\nElm Court,#2A,,Bird\n", kind: "Units");
        var update = await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });

        (Count(import, "new"), Count(import, "same")).ShouldBe((1, 2));
        (Count(update, "new"), Count(update, "change"), Count(update, "duplicate")).ShouldBe((1, 1, 1));
        (await Sentences(company, update, "Change")).ShouldBe(["address to 4 Elm St", "notes"]);
        await company.RunImport(update);
        (await Units(company)).ShouldBe([("2A", "Dog", "4 Elm St"), ("2B", "Cat", null)]);
        await company.RunImport(update, act: "undo");
        (await Units(company)).ShouldBe([("2A", null, null)]);
    }

    [Fact]
    public async Task What_the_sheet_says_is_retired_comes_in_so_and_nothing_in_use_is_retired_by_a_sheet()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        var import = await company.SendSheet($"Code,Key,Retired\nKA007,Lost one,2024-02-29\n{key.Code},{key.Label},2024-02-29\n,Odd,2024-02-30\n,Early,2099-01-01\n");
        var update = await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });
        await company.RunImport(update, goodRows: true);

        (Count(update, "new"), Count(update, "same")).ShouldBe((1, 1));
        (await Sentences(company, update, "Wrong")).ShouldBe(["Write the day on which it was retired as 2026-11-27.", "This day has not come yet; nothing is retired in advance."]);
        (await company.Read(db => db.Keys.OrderBy(k => k.Code).Select(k => k.RetiredAt != null).ToListAsync())).ShouldBe([false, true]);
        (await company.Staff.GetStringAsync("/exports/keys?state=retired&format=csv", TestContext.Current.CancellationToken)).ShouldContain("2024-02-29");
        (await company.Staff.Page("/keys")).Text.ShouldNotContain("KA007");
        (await company.Staff.Page("/keys/KA007")).Text.ShouldContain("Retired KA007.");
    }

    [Fact]
    public async Task Rows_with_problems_of_a_sheet_of_KBM_s_own_are_still_its_own_when_they_are_sent_again()
    {
        var company = await app.NewCompany();
        var elm = await company.AddProperty("Elm Court");
        await company.AddUnit(elm, "Suite 100");
        var sheet = await company.Staff.GetStringAsync("/exports/units?format=csv", TestContext.Current.CancellationToken);
        var other = await app.NewCompany();
        var import = await other.SendSheet(sheet.Replace("Suite 100", $"Suite {new string('9', 50)}", StringComparison.Ordinal), "units.csv");

        Count(import, "wrong").ShouldBe(1);
        var mended = (await other.Admin.GetStringAsync($"/imports/{import["id"]}/problems", TestContext.Current.CancellationToken)).Replace($"Suite {new string('9', 50)}", "Suite 100", StringComparison.Ordinal);
        await other.RunImport(await other.SendSheet(mended, "rows-with-problems.csv"));

        (await other.Read(db => db.Units.Select(u => u.Label).SingleAsync())).ShouldBe("Suite 100");
        (await other.Staff.Page($"/imports/{(await other.SendSheet(sheet, "units.csv"))["id"]}/columns")).Text.ShouldContain("KBM has exported this sheet");
    }

    private static Task<List<string>> Addresses(Company company) => company.Read(async db =>
        (await db.Set<PropertyAddress>().OrderBy(a => a.Id).ToListAsync()).ConvertAll(a => a.ToString()));

    private static Task<List<(string, string?, string?)>> Units(Company company) => company.Read(async db =>
        (await db.Units.Include(u => u.Address).OrderBy(u => u.SortKey).ToListAsync()).ConvertAll(u => (u.Label, u.Notes, u.Address?.Street)));

    private static int Count(ApiAnswer import, string verdict) => import.Json.GetProperty("review").GetProperty(verdict).GetInt32();

    private static async Task<List<string?>> Sentences(Company company, ApiAnswer import, string verdict) =>
    [
        .. (await company.Api.Get($"/api/v1/imports/{import["id"]}/rows?verdict={verdict}")).Json.GetProperty("rows").EnumerateArray()
            .SelectMany(r => r.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("sentence").GetString()).Concat(r.GetProperty("makes").EnumerateArray().Select(m => m.GetString()))),
    ];
}
