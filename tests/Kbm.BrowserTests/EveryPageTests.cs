using Kbm.BrowserTests.Support;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kbm.BrowserTests;

/// <summary>Anyone can use it: axe finds nothing on any page, both themes, at a desk and on a phone.</summary>
public sealed class EveryPageTests(TestApp app, Chromium chromium)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Axe_finds_nothing_on_any_page(int width)
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Casa Tabasco", "1604 S. Loomis St.", "1721 S. Throop St.");
        var unit = await company.AddUnit(property, "2A");
        var key = await company.AddKey("2A · Front door", copies: 3, property: property, unit: unit, hook: "12");
        var sign = await company.AddSign("Ana Ruiz", property);
        var up = await company.AddSign("Bo Lund", property);
        await company.CheckOut("Bo Lund", up);
        var given = await company.CheckOut("Ana Ruiz", key);
        var holder = await company.Read(db => db.Contacts.SingleAsync(c => c.Name == "Ana Ruiz"));
        var lockbox = await company.AddLockbox("North gate box", "4711", property, "Left rail");
        await company.PutInside(lockbox, await company.AddKey("2A · Mailbox", property: property));
        var lent = await company.AddLockbox("Back door box", "0815", property);
        await company.CheckIn([.. (await company.CheckOut("Ana Ruiz", lent)).Out!.Checkouts]);
        var smartLock = await company.AddSmartLock("2A front door", "2468", property);
        await company.AddPhoto(new(Item: key.Code), "The tag");
        await company.AddPhoto(new(Property: property.Id));
        var master = await company.AddKey("Building master", property: property);
        foreach (var under in new[] { key.Code, "KA002" }) await company.Do((SaveKey act) => act.Move(company.Dee.Actor, under, master.Code));
        await company.Do((BulkItems act) => act.Start(company.Dee.Actor, BulkDeed.Retire, new(), [key.Code, "KA002", "KA003"], "a run with refusals"));
        var audit = await company.StartAudit();
        await company.Count(audit, "12", key.Code, 1);
        await company.Count(audit, "12", "KA777", 1);
        var over = await company.StartAudit(new() { Scope = "Property", PropertyId = property.Id });
        await company.Count(over, "14", key.Code, 3);
        await company.Count(over, "12", key.Code, 0);
        await company.Step(over, AuditStepKind.Finished);
        Company.Expect(await company.Do((PlanAudit act) => act.Run(company.Dee.Actor, new() { Day = "2030-02-01" })));
        var open = await company.SendSheet("Property,Unit,Key,Copies,Cut code\nCasa Tabasco,9Z,Front,many,1\nNowhere Court,,Gate,1,2\nCasa Tabasco,2A,Mailbox,1,3\n");
        var taken = await company.SendSheet("Name,Phone\nCy Bell,555-1234567\n", kind: "Contacts");
        await company.RunImport(taken);
        await using var visit = await chromium.Visit(company, new(width, ColorScheme.Light));
        await visit.SignIn(company.Dee);
        string[] addresses =
        [
            "/desk", "/dashboard", "/keys", $"/keys/{key.Code}", "/keys/new", $"/keys/{key.Code}/edit", $"/keys/{master.Code}", $"/keys/{master.Code}/tree", $"/keys/{key.Code}/tree", "/keys?q=nothing-is-called-this",
            "/signs", $"/signs/{sign.Code}", $"/signs/{up.Code}", "/signs/new", $"/signs/{sign.Code}/edit", $"/signs/{sign.Code}/swap?out=SA003", "/signs/out",
            "/signs/pieces", "/signs/pieces/SA003", "/signs/pieces/new", "/signs/pieces/SA003/edit", $"/desk?add={sign.Code}",
            "/properties", "/properties/new", $"/properties/{property.Id}", $"/properties/{property.Id}?tab=keys", $"/properties/{property.Id}?tab=doors", $"/properties/{property.Id}/edit",
            $"/properties/{property.Id}/units/new", $"/units/{unit.Id}", $"/units/{unit.Id}/edit",
            "/contacts", "/contacts/new", $"/contacts/{holder.Id}", $"/contacts/{holder.Id}/edit",
            "/lockboxes", "/lockboxes/new", $"/lockboxes/{lockbox.Code}", $"/lockboxes/{lockbox.Code}/edit", $"/items/{lockbox.Code}/code", "/codes",
            "/smart-locks", "/smart-locks/new", $"/smart-locks/{smartLock.Code}", $"/smart-locks/{smartLock.Code}/edit", $"/items/{smartLock.Code}/code?field=BackupCode",
            $"/items/{smartLock.Code}/codes",
            $"/items/{lent.Code}/codes", "/keys/KA002", "/keys?state=inLockbox", "/desk?done=R-000003", "/desk?add=KA002",
            $"/items/{key.Code}/photos", $"/properties/{property.Id}/photos", $"/units/{unit.Id}/photos", "/help/photos",
            "/receipts", $"/receipts/{given.Out!.Number}", "/activity", "/search?q=casa", "/users", "/users/new", $"/users/{company.Sam.Id}",
            "/labels", $"/labels?code={key.Code}", $"/labels?code={key.Code}&stock=roll", "/labels?code=KA777", "/bulk?do=labels&code=KA777",
            $"/bulk/change?do=move&code={key.Code}", $"/bulk/change?do=location&code={key.Code}", $"/bulk/change?do=retire&code={key.Code}", "/runs", "/runs/1",
            "/exports/keys", "/exports/lockboxes", "/exports/report-overdue", "/reports", .. Kbm.Features.Reports.Report.All.Select(r => $"/reports/{r.Name}"), "/reports/overdue?holder=nobody",
            $"/checkouts/{given.Out!.Checkouts[0].Id}/extend", "/help/exports", "/help/reports",
            "/audits", "/audits/new", $"/audits/{audit.Id}", $"/audits/{audit.Id}?show=all", $"/audits/{audit.Id}/walk?hook=12", $"/audits/{audit.Id}/walk?hook=", $"/audits/{audit.Id}/differences",
            $"/audits/{over.Id}", $"/audits/{over.Id}/walk?hook=12", $"/audits/{over.Id}/differences", "/hooks", "/help/audits",
            "/imports", "/imports/new", "/imports/new?kind=Keys", $"/imports/{open["id"]}/columns", $"/imports/{open["id"]}", $"/imports/{open["id"]}?show=all", $"/imports/{open["id"]}/rows/2",
            $"/imports/{taken["id"]}", "/help/import",
            "/profile", "/settings", "/help", "/help/desk", "/help/signs", "/help/labels", "/items/KA999",
        ];
        var wrong = new List<string>();
        foreach (var address in addresses)
        {
            var answer = await visit.Page.GotoAsync(address);
            answer!.Status.ShouldBe(address switch { "/items/KA999" => 404, _ when address.EndsWith("KA777", StringComparison.Ordinal) => 400, _ => 200 }, address);
            if (await Record.ExceptionAsync(visit.Check) is { } found) wrong.Add($"{address}: {found.Message}");
            if (await Record.ExceptionAsync(() => visit.CheckColoursIn(ColorScheme.Dark)) is { } dark) wrong.Add($"{address}, dark: {dark.Message}");
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }
        wrong.ShouldBeEmpty();
    }
}
