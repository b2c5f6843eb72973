using System.Net;
using System.Text;
using System.Text.Json;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Imports;

public sealed class ImportsApiTests(TestApp app)
{
    private const string Keys = """
        Property,Unit,Key,Hook,Copies,Bitting,Notes
        Winthrop Apts.,2A,Front door,12,3,A4471,Sticks
        winthrop apartments,2B,Front door,13,1,,
        4 Elm St,,Boiler room,14,,,
        """;

    [Fact]
    public async Task A_sheet_of_keys_is_understood_judged_and_taken_in()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        await company.AddUnit(property);
        await company.AddUnit(property, "2B");

        var import = await company.SendSheet(Keys, "Keys 2016.csv");
        var before = await company.Read(db => db.Keys.CountAsync());
        var run = await company.RunImport(import);

        import["kind"].ShouldBe("Keys");
        import.Json.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("field").GetString())
            .ShouldBe(["Property", "Unit", "Label", "Hook", "Copies", "CutCode", "Notes"]);
        import.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(3);
        before.ShouldBe(0);
        run.GetProperty("changed").GetInt32().ShouldBe(3);
        var keys = await company.Read(db => db.Keys.Include(k => k.Unit).OrderBy(k => k.Id).ToListAsync());
        keys.Select(k => (k.Code, k.Label, k.Copies, k.Hook, Unit: k.Unit?.Label, k.PropertyId)).ShouldBe(
            [("KA001", "Front door", 3, "12", "2A", property.Id), ("KA002", "Front door", 1, "13", "2B", property.Id), ("KA003", "Boiler room", 1, "14", null, property.Id)]);
        (await company.Read(db => db.Secrets.Select(s => s.Field).ToListAsync())).ShouldBe([SecretField.CutCode]);
        (await company.Read(db => db.Activity.CountAsync(a => a.Verb == ActivityVerb.Added && a.RunId != null))).ShouldBe(3);
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.Imported).Select(a => a.Sentence).ToListAsync())).ShouldBe(["Started the import of 3 rows of Keys 2016.csv."]);
        (await company.Api.Get("/api/v1/items?q=boiler")).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_sheet_that_is_discarded_while_it_is_judged_is_not_said_to_be_there()
    {
        var company = await app.NewCompany();
        var sending = company.SendFile(Encoding.UTF8.GetBytes("Property,Key\n" + string.Join('\n', Enumerable.Range(1, 6_000).Select(n => $"House {n % 9},Door {n}"))), "long.csv");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        JsonElement list;
        while ((list = (await company.Api.Get("/api/v1/imports")).Json).GetProperty("total").GetInt32() == 0) patience.Token.ThrowIfCancellationRequested();

        var gone = await company.Api.Ask(HttpMethod.Delete, $"/api/v1/imports/{list.GetProperty("imports")[0].GetProperty("id").GetInt64()}");
        var sent = await sending;

        gone.Status.ShouldBe(HttpStatusCode.NoContent);
        if (sent.Status != HttpStatusCode.NotFound) sent.Json.GetProperty("fileName").GetString().ShouldBe("long.csv");
        (await company.Read(db => db.Imports.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Running_twice_imports_nothing_twice_and_the_same_sheet_again_finds_everything_there()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var import = await company.SendSheet("Property,Key\nWinthrop Apts.,Roof\nWinthrop Apts.,Attic\n");

        var first = await company.RunImport(import);
        var second = await company.RunImport(import);
        var again = await company.SendSheet("Property,Key\nWinthrop Apts.,Roof\nWinthrop Apts.,Attic\n");

        second.GetProperty("id").GetInt64().ShouldBe(first.GetProperty("id").GetInt64());
        (await company.Read(db => db.Keys.CountAsync())).ShouldBe(2);
        again.Json.GetProperty("review").GetProperty("same").GetInt32().ShouldBe(2);
        (await company.Api.Post($"/api/v1/imports/{again["id"]}/run", new { }))["code"].ShouldBe("nothing_to_do");
    }

    [Fact]
    public async Task An_address_in_one_cell_is_parted()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Winthrop Apts.", "6214 N. Winthrop Ave.");
        await company.AddUnit(property, "3A");
        var import = await company.SendSheet("""
            Address,Unit,Key
            "6214 North Winthrop Avenue, Chicago, IL 60660",3A,Front
            "927 W. Irving Park Rd., Chicago, IL 60613-1234",,Gate
            "Elm Court, back, of 2 houses",,Shed
            """, kind: "Keys");

        var made = await company.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { makeProperties = true });
        await company.RunImport(import);

        import.Json.GetProperty("review").GetProperty("unknownProperties").EnumerateArray().Select(u => u.GetProperty("name").GetString())
            .ShouldBe(["927 W. Irving Park Rd.", "Elm Court, back, of 2 houses"], ignoreOrder: true);
        made.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(3);
        (await company.Read(db => db.Keys.Where(k => k.PropertyId == property.Id).Select(k => k.Unit!.Label).ToListAsync())).ShouldBe(["3A"]);
        (await company.Read(db => db.Properties.Include(p => p.Addresses).Where(p => p.Id != property.Id).OrderBy(p => p.Name).ToListAsync()))
            .Select(p => (p.Name, Address: p.Addresses[0].ToString())).ShouldBe(
                [("927 W. Irving Park Rd.", "927 W. Irving Park Rd., Chicago, IL 60613-1234"), ("Elm Court, back, of 2 houses", "Elm Court, back, of 2 houses")]);
    }

    [Fact]
    public async Task Another_name_at_an_address_that_is_there_is_asked_about()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Harbor Tower", "55 Lake St.");
        var import = await company.SendSheet("Property,Address,Key\nHarbor Towr,55 Lake Street,Front\nElm Court,1 Elm Street,Gate\n");

        var made = await company.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { name = "Harbor Towr", propertyId = property.Id });
        await company.RunImport(import);

        import.Json.GetProperty("review").GetProperty("unknownProperties")[0].GetProperty("suggestions")[0].GetProperty("name").GetString().ShouldBe("Harbor Tower");
        import.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(1);
        made.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(2);
        (await company.Read(db => db.Properties.Select(p => p.Name).ToListAsync())).ShouldBe(["Harbor Tower", "Elm Court"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_unknown_property_is_asked_about_with_suggestions_and_one_answer_does_for_all_its_rows()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Resurrection Homes", "1910 S. Albany Ave.");
        var import = await company.SendSheet("Property,Key\nResurection Home,Roof\nResurection Home,Attic\n1910 S Albany,Gate\nElm Court,Gate\n");

        var unknown = import.Json.GetProperty("review").GetProperty("unknownProperties").EnumerateArray().ToList();
        var asked = await company.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { name = "Resurection Home", propertyId = property.Id });
        var made = await company.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { makeProperties = true });
        await company.RunImport(import);

        unknown.Select(u => (u.GetProperty("name").GetString(), u.GetProperty("rows").GetInt32())).ShouldBe([("Resurection Home", 2), ("Elm Court", 1)]);
        unknown[0].GetProperty("suggestions")[0].GetProperty("name").GetString().ShouldBe("Resurrection Homes");
        asked.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(3);
        made.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(4);
        (await company.Read(db => db.Keys.CountAsync(k => k.PropertyId == property.Id))).ShouldBe(3);
        (await company.Read(db => db.Properties.Select(p => p.Name).ToListAsync())).ShouldBe(["Resurrection Homes", "Elm Court"], ignoreOrder: true);
    }

    [Fact]
    public async Task Wrong_rows_say_where_and_why_and_are_put_right_left_out_or_stay_behind()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var import = await company.SendSheet("Code,Property,Key,Copies\nKA001,Winthrop Apts.,Roof,many\nK-17,Winthrop Apts.,Attic,1\nKA001,Winthrop Apts.,Gate,1\nKA003,Winthrop Apts.,Cellar,2\n");
        var id = import["id"];

        var wrong = (await company.Api.Get($"/api/v1/imports/{id}/rows?verdict=Wrong")).Json.GetProperty("rows").EnumerateArray().ToList();
        var refused = await company.Api.Post($"/api/v1/imports/{id}/run", new { });
        await company.Api.Post($"/api/v1/imports/{id}/decisions", new { row = 2, values = new { copies = "4" } });
        await company.Api.Post($"/api/v1/imports/{id}/decisions", new { skip = new[] { 4 } });
        var run = await company.RunImport(import, goodRows: true);

        wrong.Select(w => (w.GetProperty("row").GetInt32(), w.GetProperty("problems")[0].GetProperty("field").GetString())).ShouldBe([(2, "Copies"), (3, "Code")]);
        refused["code"].ShouldBe("rows_with_problems");
        run.GetProperty("changed").GetInt32().ShouldBe(2);
        (await company.Read(db => db.Keys.OrderBy(k => k.Code).Select(k => new { k.Code, k.Copies }).ToListAsync())).Select(k => (k.Code, k.Copies)).ShouldBe([("KA001", 4), ("KA003", 2)]);
        (await company.AddKey("Next")).Code.ShouldBe("KA004");
    }

    [Fact]
    public async Task What_an_import_made_and_changed_is_taken_back_whole_but_not_once_it_is_used()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var old = await company.AddKey("Roof", copies: 2, property: property, hook: "7");
        var sheet = "Code,Property,Unit,Key,Copies,Hook,Cut code\nKA001,Winthrop Apts.,,Roof door,3,8,\n,Elm Court,1A,Front,1,9,99\n";
        var import = await company.SendSheet(sheet);
        await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });
        await company.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { makeProperties = true });
        await company.RunImport(import);
        var made = await company.Read(db => db.Keys.SingleAsync(k => k.Code == "KA002"));
        var given = await company.CheckOut("Ana Ruiz", made);
        var refused = await company.Api.Post($"/api/v1/imports/{import["id"]}/undo");

        refused["code"].ShouldBe("import_used");
        refused.Text.ShouldContain("Handed KA002 Front to Ana Ruiz (R-000001).");

        var second = await company.SendSheet("Property,Unit,Key\nElm Court,1B,Back\n");
        await company.Api.Post($"/api/v1/imports/{second["id"]}/decisions", new { makeUnits = true });
        await company.RunImport(second);
        (await company.Staff.Ask(HttpMethod.Post, $"/api/v1/imports/{second["id"]}/undo")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var undone = await company.RunImport(second, act: "undo");

        undone.GetProperty("changed").GetInt32().ShouldBe(2);
        (await company.Read(db => db.Keys.Select(k => k.Code).OrderBy(c => c).ToListAsync())).ShouldBe(["KA001", "KA002"]);
        (await company.Read(db => db.Units.Select(u => u.Label).ToListAsync())).ShouldBe(["1A"]);
        (await company.Api.Get("/api/v1/items?q=back")).Json.GetProperty("total").GetInt32().ShouldBe(0);
        given.ShouldNotBeNull();
        (await company.Read(db => db.Keys.SingleAsync(k => k.Id == old.Id))).Hook.ShouldBe("8");
    }

    [Fact]
    public async Task Taking_back_restores_what_was_changed()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        await company.AddKey("Roof", copies: 2, property: property, hook: "7");
        var import = await company.SendSheet("Code,Key,Copies,Hook,Property\nKA001,Roof door,3,8,Winthrop Apts.\n");
        await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });
        await company.RunImport(import);
        var changed = await company.Read(db => db.Keys.SingleAsync());
        await company.RunImport(import, act: "undo");

        (changed.Label, changed.Copies, changed.Hook).ShouldBe(("Roof door", 3, "8"));
        var key = await company.Read(db => db.Keys.SingleAsync());
        (key.Label, key.Copies, key.Hook, key.PropertyId).ShouldBe(("Roof", 2, "7", property.Id));
        (await company.Api.Get($"/api/v1/imports/{import["id"]}"))["stage"].ShouldBe("TakenBack");
    }
}
