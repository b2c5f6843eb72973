using System.Net;
using Kbm.Features.Activity;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Audits;

public sealed class NumberHooksTests(TestApp app)
{
    [Fact]
    public async Task The_keys_of_a_property_get_hooks_in_the_order_of_its_units_after_a_preview()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var (ten, two) = (await company.AddUnit(property, "10A"), await company.AddUnit(property, "2A"));
        await company.AddKey("Ten", property: property, unit: ten, hook: "7");
        await company.AddKey("Two", property: property, unit: two, hook: "B02");
        await company.AddKey("House", property: property);
        await company.AddKey("Elsewhere", hook: "B03");
        await company.PutInside(await company.AddLockbox(), await company.AddKey("Inside", property: property));
        var form = await company.Staff.Page($"/hooks?property={property.Id}");

        var preview = await form.Submit("#hooks-form", ("Input.Prefix", "B"), ("Input.Width", "2"));
        var before = await company.Read(db => db.Items.Where(i => i.Hook == "B01").CountAsync());
        var done = await preview.Submit("#hooks-apply");
        var again = await preview.Submit("#hooks-apply");

        preview.Texts("#preview").ShouldBe(["3 keys, 2 changes"]);
        preview.Texts("tbody tr td:last-child").ShouldBe(["B01", "B02", "B03"]);
        preview.Text.ShouldContain("1 other thing hangs on these hooks and would share them: KA004 on hook B03. From B4 on, all hooks are free.");
        before.ShouldBe(0);
        done.Text.ShouldContain("Number the hooks of Winthrop Apts. B01 to B03: 2 done, 1 was so already.");
        again.Text.ShouldContain("2 done, 1 was so already.");
        (await company.Read(db => db.Items.Where(i => i.PropertyId == property.Id).OrderBy(i => i.Id).Select(i => i.Hook).ToListAsync())).ShouldBe(["B03", "B02", "B01", null]);
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.Edited).OrderBy(a => a.Id).Select(a => a.Sentence).ToListAsync()))
            .ShouldBe(["Changed KA003: hook to B01.", "Changed KA001: hook from 7 to B03."], ignoreOrder: true);
        (await company.Staff.Page("/search?q=B03")).Text.ShouldContain("KA001");
    }

    [Fact]
    public async Task A_program_asks_first_what_each_key_would_get()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        for (var n = 0; n < 3; n++) await company.AddKey($"Door {n}", property: property);

        var preview = await company.Api.Post("/api/v1/hooks/number", new { propertyId = property.Id, first = 98, width = 3, preview = true });
        var done = await company.Api.Post("/api/v1/hooks/number", new { propertyId = property.Id, first = 98, width = 3 });

        preview.Json.GetProperty("hooks").EnumerateArray().Select(h => h.GetProperty("to").GetString()).ShouldBe(["098", "099", "100"]);
        done.Json.GetProperty("changed").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task What_cannot_be_numbered_is_refused_at_its_field()
    {
        var company = await app.NewCompany();
        var (empty, property) = (await company.AddProperty("Elm Court"), await company.AddProperty());
        for (var n = 0; n < 2; n++) await company.AddKey(property: property);
        var form = await company.Staff.Page("/hooks");

        (await form.Submit("#hooks-form")).Text.ShouldContain("Choose the property.");
        (await form.Submit("#hooks-form", ("Input.PropertyId", $"{empty.Id}"))).Text.ShouldContain("Elm Court has no keys in use that hang on a hook.");
        (await form.Submit("#hooks-form", ("Input.PropertyId", $"{property.Id}"), ("Input.First", "999999"))).Text.ShouldContain("With 2 keys the numbers go beyond 999999.");
        (await form.Submit("#hooks-form", ("Input.PropertyId", $"{property.Id}"), ("Input.Width", "9"))).Text.ShouldContain("The width is a number from 1 to 6.");
        (await form.Submit("#hooks-form", ("Input.PropertyId", $"{property.Id}"), ("Input.Prefix", new string('x', 20)))).Text.ShouldContain("Use at most 13 characters; this has 20.");
        (await form.Submit("#hooks-form", ("Input.PropertyId", $"{property.Id}"), ("Input.First", "one"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await company.UserClient.Get("/hooks")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
