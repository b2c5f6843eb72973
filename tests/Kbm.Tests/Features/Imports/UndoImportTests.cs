using System.Globalization;
using System.Net;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Audits;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Photos;
using Kbm.Features.Properties;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Signs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Imports;

/// <summary>An import is taken back whole or not at all, whatever has been done with what it made.</summary>
public sealed class UndoImportTests(TestApp app)
{
    private const string KeySheet = "Property,Address,Unit,Key,Hook,Owner\nElm Court,4 Elm St.,2A,Front door,12,Olga Owen\n";

    /// <summary>For each foreign key that leads to what imports make: how somebody comes to use it. Null where no import makes such a thing.</summary>
    private static readonly Dictionary<string, Func<Company, Task<ApiAnswer>>?> s_uses = new()
    {
        ["AuditCounts.ItemId"] = c => After(c, KeySheet, async () => await c.Count(await c.StartAudit(), "12", "KA001", 1)),
        ["AuditItems.ItemId"] = c => After(c, KeySheet, async () => await c.Step(await c.StartAudit(), AuditStepKind.Finished)),
        ["AuditFixes.ItemId"] = c => After(c, KeySheet, async () => await Correct(c)),
        ["Photos.ItemId"] = c => After(c, KeySheet, async () => await c.AddPhoto(new(Item: "KA001"))),
        ["Photos.UnitId"] = c => After(c, KeySheet, async () => await c.AddPhoto(new(Unit: (await Unit(c)).Id))),
        ["Photos.PropertyId"] = c => After(c, KeySheet, async () => await c.AddPhoto(new(Property: (await Property(c)).Id))),
        ["Secrets.ItemId"] = c => After(c, "Label,Lock code\nGate box,4711\n", async () => Company.Expect(await c.Do((ChangeCode act) => act.Run(c.Dee.Actor, "LBA001", new() { NewCode = "0815", Reason = "Left" }))), "Lockboxes"),
        ["Checkouts.ItemId"] = c => After(c, KeySheet, async () => await c.CheckOut("Ana Ruiz", await c.Read(db => db.Items.SingleAsync()))),
        ["Checkouts.PropertyId"] = c => After(c, KeySheet, () => PutUp(c)),
        ["Checkouts.HolderId"] = c => After(c, "Name,Kind\nAna Ruiz,Vendor\n", async () => await c.CheckOut("Ana Ruiz", await c.AddKey()), "Contacts"),
        ["Receipts.HolderId"] = c => After(c, "Name,Kind\nBo Lund,Vendor\n", () => BringBack(c, "Bo Lund"), "Contacts"),
        ["Mountings.SignId"] = null,
        ["Mountings.PieceId"] = c => After(c, "Piece,Label\nFrame,Frame 1\n", async () => Company.Expect(await c.Build(new() { Frame = await c.Read(db => db.SignPieces.Select(p => p.Code).SingleAsync()), Sign = (await c.AddPiece(PieceType.Sign)).Code })), "SignPieces"),
        ["Items.InLockboxId"] = c => After(c, "Label,Lock code\nGate box,4711\n", async () => await c.PutInside(await c.Read(db => db.Lockboxes.SingleAsync()), await c.AddKey()), "Lockboxes"),
        ["Items.MasterKeyId"] = c => After(c, KeySheet, async () => await c.PutUnder(await c.Read(db => db.Keys.SingleAsync(k => k.Code == "KA001")), await c.AddKey("Older"))),
        ["Items.PropertyId"] = c => After(c, KeySheet, async () => await Move(c, await c.AddKey("Older", property: await c.AddProperty("Old House", "1 Old St.")), new { act = "move", propertyId = (await Property(c)).Id })),
        ["Items.UnitId"] = c => After(c, KeySheet, async () => await Move(c, await c.AddKey("Older"), new { act = "move", propertyId = (await Property(c)).Id, unit = "2A" })),
        ["Units.PropertyId"] = c => After(c, KeySheet, async () => await c.AddUnit(await Property(c), "9")),
        ["Units.AddressId"] = MoveUnit,
        ["PropertyAddresses.PropertyId"] = c => After(c, KeySheet, async () => await Edit(c, await Property(c), i => i with { Addresses = [.. i.Addresses!, new() { Street = "6 Elm St." }] })),
        ["Properties.OwnerId"] = c => After(c, "Name,Kind\nAda Hill,Owner\n", async () => await Edit(c, await c.AddProperty(), i => i with { Owner = "Ada Hill" }), "Contacts"),
        ["Audits.PropertyId"] = c => After(c, KeySheet, async () => await c.StartAudit(new() { Scope = "Property", PropertyId = (await Property(c)).Id })),
        ["PlannedAudits.PropertyId"] = c => After(c, KeySheet, () => Plan(c)),
    };

    public static TheoryData<string> Uses => [.. s_uses.Where(u => u.Value is not null).Select(u => u.Key)];

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task What_is_used_keeps_its_import_from_being_taken_back(string use)
    {
        var company = await app.NewCompany();
        var import = await s_uses[use]!(company);
        var before = await Counts(company);

        var undo = await company.Api.Post($"/api/v1/imports/{import["id"]}/undo");
        var page = await (await company.Admin.Page($"/imports/{import["id"]}")).Submit("form[action$='handler=Undo']");

        undo.Status.ShouldBe(HttpStatusCode.Conflict, undo.Text);
        undo["code"].ShouldBe("import_used");
        var used = undo.Json.GetProperty("used").EnumerateArray().ToList();
        used.ShouldAllBe(u => u.GetProperty("how").GetString()!.EndsWith('.'));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Texts("#used li").Count.ShouldBe(used.Count);
        foreach (var link in page.Document.QuerySelectorAll("#used a")) (await company.Admin.Page(link.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.OK);
        (await Counts(company)).ShouldBe(before);
    }

    [Fact]
    public async Task Every_foreign_key_to_what_imports_make_is_tried()
    {
        Type[] made = [typeof(Item), typeof(Unit), typeof(PropertyAddress), typeof(Property), typeof(Kbm.Features.Contacts.Contact)];
        var company = await app.NewCompany();

        var keys = await company.Read(db => Task.FromResult(db.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys())
            .Where(f => made.Any(m => m.IsAssignableFrom(f.PrincipalEntityType.ClrType)))
            .Select(f => $"{f.DeclaringEntityType.GetTableName()}.{f.Properties[0].GetColumnName()}").Distinct().ToList()));

        keys.ShouldBe(s_uses.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task An_audit_that_has_not_counted_anything_of_it_lets_an_import_go()
    {
        var company = await app.NewCompany();
        await company.AddKey("Older", hook: "1");
        var import = await company.SendSheet(KeySheet);
        await company.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { makeUnits = true });
        await company.RunImport(import);
        var audit = await company.StartAudit();
        await company.Count(audit, "1", "KA001", 1);

        var undo = await company.RunImport(import, act: "undo");

        undo.GetProperty("refused").GetInt32().ShouldBe(0);
        (await Counts(company)).ShouldBe((1, 0, 0, 0, 0));
        (await company.Read(db => db.Audits.Select(a => a.ItemCount).SingleAsync())).ShouldBe(1);
        (await company.Staff.Page($"/audits/{audit.Id}")).Text.ShouldNotContain("KA002");
        await company.Step(audit, AuditStepKind.Finished);
    }

    [Fact]
    public async Task What_is_lent_while_an_import_is_taken_back_stays_with_its_place_and_owner_and_the_rest_goes()
    {
        await using var idle = await TestApp.Start(new TestAppOptions(Configure: TestApp.NoWorker));
        var company = await idle.NewCompany();
        var import = await company.SendSheet("Property,Address,Unit,Key,Hook,Owner\n" + string.Join('\n', Enumerable.Range(1, 1_200).Select(n => string.Create(CultureInfo.InvariantCulture, $"House {n % 40},{n % 40} Elm St.,{n},Door {n},{n},Owner {n % 40}"))));
        await company.Api.Post($"/api/v1/imports/{import["id"]}/run", new { });
        await WorkOn(company);
        await company.Api.Post($"/api/v1/imports/{import["id"]}/undo");
        await company.Do((WorkOnRuns act) => act.Next());
        var lent = await company.Read(db => db.Items.OrderBy(i => i.Id).FirstAsync());
        await company.CheckOut("Ana Ruiz", lent);
        await WorkOn(company);

        var page = await company.Admin.Page($"/imports/{import["id"]}");
        page.Text.ShouldContain("Taken back by Dee Okafor");
        page.Text.ShouldContain("4 refused");
        (await Counts(company)).ShouldBe((1, 1, 1, 1, 2));
        (await company.Admin.Page("/keys")).Text.ShouldContain("House 1");
    }

    [Fact]
    public async Task What_an_import_did_that_was_taken_back_is_no_use_of_another()
    {
        var company = await app.NewCompany();
        var first = await company.SendSheet("Property,Address\nElm Court,4 Elm St.\n", kind: "Properties");
        await company.RunImport(first);
        var second = await company.SendSheet("Property,Key,Hook\nElm Court,Roof,7\n");
        await company.RunImport(second);

        var locked = await company.Api.Post($"/api/v1/imports/{first["id"]}/undo");
        await company.RunImport(second, act: "undo");
        await company.RunImport(first, act: "undo");

        locked["code"].ShouldBe("import_used");
        (await Counts(company)).ShouldBe((0, 0, 0, 0, 0));
    }

    /// <summary>An import of this sheet that has been run, and then was used.</summary>
    private static async Task<ApiAnswer> After(Company company, string sheet, Func<Task> use, string? kind = null)
    {
        var import = await company.SendSheet(sheet, kind: kind);
        await company.RunImport(import);
        await use();
        return import;
    }

    private static Task<Property> Property(Company company) => company.Read(db => db.Properties.Include(p => p.Addresses).Include(p => p.Owner).SingleAsync(p => p.Name == "Elm Court"));

    private static Task<Unit> Unit(Company company) => company.Read(db => db.Units.SingleAsync(u => u.Label == "2A"));

    private static async Task Correct(Company company)
    {
        var audit = await company.StartAudit();
        await company.Count(audit, "12", "KA001", 2);
        await company.Step(audit, AuditStepKind.Finished);
        Company.Expect(await company.Apply(audit));
    }

    private static async Task Plan(Company company)
    {
        var input = new PlanInput { Scope = "Property", PropertyId = (await Property(company)).Id, Day = "2030-02-01" };
        Company.Expect(await company.Do((PlanAudit act) => act.Run(company.Dee.Actor, input)));
    }

    private static async Task PutUp(Company company)
    {
        var sign = await company.AddSign();
        var answer = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana Ruiz" }, lines = new[] { new { code = sign.Code } }, propertyId = (await Property(company)).Id });
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
    }

    private static async Task BringBack(Company company, string who)
    {
        var loan = (await company.CheckOut("Ana Ruiz", await company.AddKey())).Out!.Checkouts.Single();
        var id = await company.Read(db => db.Contacts.Where(c => c.Name == who).Select(c => c.Id).SingleAsync());
        Company.Expect(await company.AtTheDesk(new() { Holder = new(id), Back = [new(loan.Id)] }));
    }

    private static async Task Move(Company company, Item item, object to)
    {
        var body = JsonSerializer.SerializeToNode(to)!.AsObject();
        body["codes"] = new System.Text.Json.Nodes.JsonArray(item.Code);
        var moved = await company.Api.Post("/api/v1/items/bulk", body);
        moved.Json.GetProperty("changed").GetInt32().ShouldBe(1, moved.Text);
    }

    private static async Task Edit(Company company, Property property, Func<PropertyInput, PropertyInput> change) =>
        Company.Expect(await company.Do((SaveProperty act) => act.Edit(company.Dee.Actor, property.Id, change(PropertyInput.Of(property)))));

    /// <summary>A unit that was there is said to be at an address that an import added to its property.</summary>
    private static async Task<ApiAnswer> MoveUnit(Company company)
    {
        var unit = await company.AddUnit(await company.AddProperty("Elm Court", "4 Elm St."), "2A");
        var import = await company.SendSheet("Property,Address\nElm Court,9 Oak Ave.\n", kind: "Properties");
        await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });
        await company.RunImport(import);
        var address = (await Property(company)).Addresses.Single(a => a.Street.StartsWith('9'));
        Company.Expect(await company.Do((SaveUnit act) => act.Edit(company.Dee.Actor, unit.Id, UnitInput.Of(unit) with { AddressId = address.Id })));
        return import;
    }

    private static async Task WorkOn(Company company)
    {
        while (await company.Do((WorkOnRuns act) => act.Next())) { }
    }

    private static Task<(int Items, int Units, int Addresses, int Properties, int Contacts)> Counts(Company company) => company.Read(async db =>
        (await db.Items.CountAsync(), await db.Units.CountAsync(), await db.Set<PropertyAddress>().CountAsync(), await db.Properties.CountAsync(), await db.Contacts.CountAsync(c => c.UserId == null)));
}
