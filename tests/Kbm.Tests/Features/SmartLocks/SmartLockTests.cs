using System.Net;
using Kbm.Features.Items;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.SmartLocks;

public sealed class SmartLockTests(TestApp app)
{
    private static readonly string[] s_codes = ["zq-open", "zq-backup", "zq-pair", "zq-qr-text"];

    [Fact]
    public async Task A_smart_lock_is_added_edited_found_and_listed_without_its_codes()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Winthrop Apts.", "6214 N. Winthrop Ave.");

        var saved = await (await company.Staff.Page($"/smart-locks/new?property={property.Id}")).Submit("form.form",
            ("Input.Label", "4B front door"), ("Input.Provider", "Schlage"), ("Input.Model", "Encode"), ("Input.Serial", "SN-77"), ("Input.Instructions", "Press the logo.\nThen the code."),
            ("Input.LockCode", s_codes[0]), ("Input.BackupCode", s_codes[1]), ("Input.PairingCode", s_codes[2]), ("Input.PairingQr", s_codes[3]));
        await (await company.Staff.Page("/smart-locks/LKA001/edit")).Submit("form.form", ("Input.Model", "Encode Plus"));

        saved.Url.AbsolutePath.ShouldBe("/smart-locks/LKA001");
        saved.Texts(".facts dt").ShouldBe(["On a door of", "Lock code", "Backup code", "Pairing code", "Pairing QR text", "Provider", "Model", "Serial"]);
        saved.Texts("aside p").ShouldContain(p => p.Contains("Press the logo.") && p.Contains("Then the code."));
        var pages = new List<Page> { saved };
        foreach (var path in new[] { "/smart-locks?q=sn-77", "/smart-locks/LKA001", "/smart-locks/LKA001/edit", "/items/LKA001/codes", "/search?q=encode+plus", $"/properties/{property.Id}", "/activity", "/desk?add=LKA001" })
            pages.Add(await company.Admin.Page(path));
        pages.ShouldAllBe(p => p.Status == HttpStatusCode.OK && !s_codes.Any(c => p.Html.Contains(c)));
        pages[1].Texts("tbody a.code").ShouldBe(["LKA001"]);
        pages[2].Texts(".facts dd").ShouldContain("Encode Plus");
        pages[5].Text.ShouldContain("LKA001");
        pages[6].Texts("aside a.code").ShouldBe(["LKA001"]);
        (await company.Api.Get("/api/v1/items/LKA001")).Text.ShouldNotContain("zq-");
    }

    [Fact]
    public async Task Each_of_its_codes_is_shown_and_changed_by_itself_and_keeps_its_history()
    {
        var company = await app.NewCompany();
        await company.AddSmartLock(code: "2468");

        var page = await (await company.Staff.Page("/items/LKA001/code?field=BackupCode")).Submit("form.form", ("Input.NewCode", "new-backup"), ("Input.Reason", "Moved out"));
        var api = await company.Api.Post("/api/v1/smart-locks/lka001/code", new { field = "PairingCode", newCode = "pair", reason = "New hub" });

        page.Text.ShouldContain("LKA001 has a new backup code.");
        api.Text.ShouldBe("""{"code":"LKA001"}""");
        (await Reveal(company, "LockCode")).ShouldBe("2468");
        (await Reveal(company, null)).ShouldBe("2468");
        (await Reveal(company, "BackupCode")).ShouldBe("new-backup");
        (await Reveal(company, "PairingCode")).ShouldBe("pair");
        (await company.Staff.Page("/items/LKA001/codes")).Texts("section h2").Count.ShouldBe(4);
        (await company.Read(db => db.Secrets.CountAsync(s => s.ReplacedAt != null))).ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v1/smart-locks/LKA001/code", "CutCode", "field", 400)]
    [InlineData("/api/v1/smart-locks/LKA001/code", "Pin", "field", 400)]
    [InlineData("/api/v1/smart-locks/LKA777/code", null, null, 404)]
    [InlineData("/api/v1/lockboxes/LKA001/code", null, null, 404)]
    public async Task A_code_that_it_cannot_have_is_refused(string path, string? field, string? at, int status)
    {
        var company = await app.NewCompany();
        await company.AddSmartLock();

        var answer = await company.Api.Post(path, new { field, newCode = "1", reason = "Because" });

        ((int)answer.Status).ShouldBe(status);
        if (at is not null) answer.Json.GetProperty("errors").TryGetProperty(at, out _).ShouldBeTrue();
        (await company.Staff.Get("/items/LKA001/code?field=CutCode")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_is_installed_and_is_never_lent()
    {
        var company = await app.NewCompany();
        await company.AddSmartLock();

        var desk = await company.Staff.Page("/desk?add=LKA001");
        var api = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana Ruiz" }, lines = new[] { new { code = "LKA001" } } });

        desk.Text.ShouldContain("LKA001 is a smart lock: it stays where it is installed and is not lent.");
        (api.Status, api["code"]).ShouldBe((HttpStatusCode.Conflict, "not_lent"));
        (await company.Api.Get("/api/v1/items/LKA001"))["state"].ShouldBe("installed");
        (await company.Staff.Page("/smart-locks/LKA001")).Text.ShouldNotContain("Hand over");
        (await company.Staff.Page("/smart-locks?state=installed")).Texts("tbody a.code").ShouldBe(["LKA001"]);
        (await company.Staff.Page("/smart-locks")).Text.ShouldNotContain("Hand over");
    }

    [Fact]
    public async Task It_is_retired_and_brought_back()
    {
        var company = await app.NewCompany();
        var smartLock = await company.AddSmartLock();

        await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, smartLock.Code));

        (await company.Staff.Page("/smart-locks")).Texts("tbody a.code").ShouldBeEmpty();
        (await company.Api.Get("/api/v1/items/LKA001"))["state"].ShouldBe("retired");
        var change = await company.Api.Post("/api/v1/smart-locks/LKA001/code", new { newCode = "1", reason = "Because" });
        (change.Status, change["code"]).ShouldBe((HttpStatusCode.Conflict, "retired"));
    }

    [Theory]
    [InlineData("Label", "", "Enter a label")]
    [InlineData("Serial", "1234567890123456789012345678901234567890123456789012345678901", "Use at most 60 characters; this has 61.")]
    [InlineData("PropertyId", "424242", "There is no such property.")]
    public async Task Bad_input_is_refused_at_its_field(string field, string value, string sentence)
    {
        var company = await app.NewCompany();
        var typed = new Dictionary<string, string?> { ["Label"] = "Gate", [field] = value };

        var page = await (await company.Staff.Page("/smart-locks/new")).Submit("form.form", [.. typed.Select(t => ("Input." + t.Key, t.Value))]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".field.invalid .error").ShouldHaveSingleItem().ShouldContain(sentence);
    }

    [Fact]
    public async Task The_api_adds_one_and_answers_what_it_is()
    {
        var company = await app.NewCompany();

        var added = await company.Api.Post("/api/v1/items", new { type = "SmartLock", label = "Package room", provider = "Latch", model = "M2", serial = "L-1", lockCode = "9753", pairingQr = "latch://pair/1" });

        added.Status.ShouldBe(HttpStatusCode.Created);
        (added["code"], added["type"], added["state"], added["provider"], added["serial"]).ShouldBe(("LKA001", "SmartLock", "installed", "Latch", "L-1"));
        (await Reveal(company, "PairingQr")).ShouldBe("latch://pair/1");
    }

    private static async Task<string?> Reveal(Company company, string? field) => (await company.Api.Post("/api/v1/items/LKA001/reveal", new { field }))["value"];
}
