using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Kbm.Features.Audits;
using Kbm.Tests.Support;

namespace Kbm.Tests.Promises;

/// <summary>Hostile input is harmless: through every page, form and endpoint it is plain text or a clear error, never a 500.</summary>
public sealed class HostileInputTests(TestApp app)
{
    private static readonly string[] s_names =
    [
        "q", "about", "page", "pageSize", "sort", "state", "type", "kind", "property", "unit", "holder", "contactId", "code", "open", "person", "verb",
        "from", "to", "before", "line", "name", "why", "due", "key", "add", "back", "receipt", "done", "tab", "choose", "retired", "size", "returnUrl",
        "hook", "location", "like", "show", "all", "format",
    ];

    private static readonly string[] s_bodies =
    [
        "", "null", "[]", "1", "\"x\"", "{", "{]", "[[[[", "{}x", "// c\n{}", "{\"type\":\"Key\",\"type\":\"Key\"}", "{\"label\":\"\\ud800\",\"lines\":[{\"code\":\"\\udc00\"}],\"name\":\"\\ud83d\"}",
        "{\"copies\":1e400,\"lines\":[{\"quantity\":1e400}]}", $"{new string('[', 2000)}", $"{{\"type\":\"Key\",\"copies\":{new string('9', 400)}}}",
    ];

    [Fact]
    public async Task Whatever_stands_in_an_address_is_answered()
    {
        var company = await Company();
        var wrong = new List<string>();
        foreach (var route in AppRoute.Of(app).Where(r => r.Method == HttpMethod.Get && r.Handler is null))
        {
            var client = route.IsApi ? company.Api : company.Admin;
            foreach (var (name, text) in HostileTexts.Few.Append(new("nul", "a\0b")).Append(new("blanks", " \u3000")))
            {
                var cut = Uri.EscapeDataString(text.Length > 12 ? text[..12] : text);
                Note(wrong, $"{route} with {name} everywhere", await client.Get($"{route.Path(Value)}?{string.Join('&', s_names.Select(n => $"{n}={cut}"))}"));
                if (route.With(_ => cut) is { } path && cut.Length > 0 && name != "nul") Note(wrong, $"{route} at {name}", await client.Get(path));
            }
        }
        foreach (var path in new[] { "/keys?q=", "/contacts?q=", "/properties?q=", "/users?q=", "/search?q=", "/search/suggest?q=", "/desk/suggest?q=", "/desk?name=", "/activity?about=", "/receipts?q=", "/sign-in?returnUrl=" })
            foreach (var (name, text) in HostileTexts.Here)
                Note(wrong, $"{path} {name}", await company.Admin.Get(path + Uri.EscapeDataString(text)));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_is_sent_with_a_form_is_answered()
    {
        var company = await Company();
        var wrong = new List<string>();
        foreach (var path in AppRoute.Of(app).Where(r => r.IsPage && r.Method == HttpMethod.Get).Select(r => r.Path(Value)).Append("/desk?line=KA001*1&name=Zed").Except(["/sign-in", "/sign-out", "/"]))
        {
            var page = await company.Admin.Page(path);
            foreach (var form in page.Document.QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>().Where(f => f.GetAttribute("action")?.Replace("-", "", StringComparison.Ordinal).Contains("signout", StringComparison.OrdinalIgnoreCase) != true))
                foreach (var (name, text) in HostileTexts.Here) await Send(company, wrong, $"{path} {form.GetAttribute("action")} {name}", form, page.Url, text);
        }
        wrong.ShouldBeEmpty();
        (await company.Admin.Get("/users")).Status.ShouldBe(HttpStatusCode.OK, "Nothing of this signs the admin out, so every form was reached.");
    }

    [Fact]
    public async Task Whatever_is_sent_to_the_API_is_answered_in_its_one_shape()
    {
        var company = await Company();
        var wrong = new List<string>();
        foreach (var (path, whole) in Bodies())
        {
            foreach (var body in s_bodies) await Post(company, wrong, path, body);
            foreach (var place in Places(whole, []))
                foreach (var value in (place is [.., string] ? HostileTexts.Here : HostileTexts.Few).Values.Append("a\0b").Select(t => (JsonNode?)t).Concat([null, 0, -1, 1.5, long.MaxValue, true, new JsonArray(), new JsonArray([null]), new JsonObject()]))
                    await Post(company, wrong, path, Put(whole, place, value?.DeepClone()).ToJsonString());
        }
        wrong.ShouldBeEmpty();
    }

    private async Task<Company> Company()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        await company.AddUnit(property);
        await company.CheckOut("Ana Ruiz", await company.AddKey("Roof", copies: 3, property, hook: "12"));
        await company.Count(await company.StartAudit(), "12", "KA001", 1);
        Support.Company.Expect(await company.Do((PlanAudit act) => act.Run(company.Dee.Actor, new() { Day = "2030-02-01" })));
        await company.SendSheet("Property,Unit,Key,Copies\nNowhere,1,Roof,many\nWinthrop Apts.,2A,Attic,1\n");
        return company;
    }

    private static string Value(string name) => name switch { "code" => "KA001", "number" => "R-000001", "documentName" => "v1", _ => "1" };

    /// <summary>Once with the text in every field that takes text, then, if it is one of the worst, once in each number or choice.</summary>
    private static async Task Send(Company company, List<string> wrong, string what, IHtmlFormElement form, Uri at, string text)
    {
        var fields = form.Elements.OfType<IHtmlElement>().Where(e => e.GetAttribute("name") is { Length: > 0 } and not "__RequestVerificationToken")
            .Select(e => (Name: e.GetAttribute("name")!, Value: e is IHtmlSelectElement s ? s.Value ?? "" : e is IHtmlTextAreaElement t ? t.Value : e.GetAttribute("value") ?? "", IsText: e is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" or "search" or "email" or "tel" or "password" }))
            .ToList();
        var target = new Uri(at, form.GetAttribute("action") is { Length: > 0 } action ? action : at.PathAndQuery);
        var token = form.Elements.OfType<IHtmlInputElement>().First(i => i.Name == "__RequestVerificationToken").Value;
        await Try("in its texts", f => f.IsText);
        foreach (var field in fields.Where(f => !f.IsText && HostileTexts.Few.Values.Contains(text))) await Try("as " + field.Name, f => f.Name == field.Name);

        async Task Try(string where, Func<(string Name, string Value, bool IsText), bool> isHostile)
        {
            var answer = await company.Admin.Post(target.PathAndQuery, new FormUrlEncodedContent(
                [.. fields.Select(f => KeyValuePair.Create(f.Name, isHostile(f) ? text : f.Value)), new("__RequestVerificationToken", token)]));
            Note(wrong, $"{what} {where}", answer);
            if (text == HostileTexts.Markup && answer.Response.Headers.Location is { } next) Note(wrong, $"{what} {where}, then {next}", await company.Admin.Get(next.OriginalString));
        }
    }

    private static IEnumerable<(string Path, JsonObject Body)> Bodies() =>
    [
        ("/api/v1/items", new JsonObject { ["type"] = "Key", ["label"] = "Attic", ["copies"] = 2, ["hook"] = "1", ["location"] = "Office", ["notes"] = "n", ["masterKey"] = null, ["propertyId"] = 1, ["unitId"] = 1 }),
        ("/api/v1/checkouts", new JsonObject { ["holder"] = new JsonObject { ["name"] = "Zed", ["contactId"] = null }, ["lines"] = new JsonArray(new JsonObject { ["code"] = "KA001", ["quantity"] = 1 }), ["purpose"] = "p", ["due"] = null, ["kind"] = null }),
        ("/api/v1/checkins", new JsonObject { ["lines"] = new JsonArray(new JsonObject { ["checkoutId"] = 1, ["quantity"] = 1, ["condition"] = "Good", ["note"] = "n" }), ["broughtBy"] = new JsonObject { ["name"] = "Zed" } }),
        ("/api/v1/audits", new JsonObject { ["scope"] = "Hooks", ["propertyId"] = 1, ["fromHook"] = "1", ["toHook"] = "20" }),
        ("/api/v1/audits/1/counts", new JsonObject { ["hook"] = "12", ["location"] = null, ["lines"] = new JsonArray(new JsonObject { ["code"] = "KA001", ["quantity"] = 1 }), ["rest"] = new JsonArray("KA001"), ["countedAt"] = null, ["done"] = false }),
        ("/api/v1/audits/1/step", new JsonObject { ["step"] = "resume" }),
        ("/api/v1/audits/1/apply", new JsonObject { ["codes"] = new JsonArray("KA001") }),
        ("/api/v1/audits/planned", new JsonObject { ["day"] = "2030-02-01", ["scope"] = "Property", ["propertyId"] = 1, ["fromHook"] = null, ["toHook"] = null }),
        ("/api/v1/hooks/number", new JsonObject { ["propertyId"] = 1, ["prefix"] = "A", ["first"] = 1, ["width"] = 3, ["preview"] = true }),
        ("/api/v1/imports/1/columns", new JsonObject { ["sheet"] = 0, ["headerRow"] = 1, ["kind"] = "Keys", ["mode"] = "CreateOnly", ["columns"] = new JsonObject { ["0"] = "Property", ["2"] = "Label" } }),
        ("/api/v1/imports/1/decisions", new JsonObject { ["row"] = 2, ["values"] = new JsonObject { ["Copies"] = "2" } }),
        ("/api/v1/imports/1/decisions", new JsonObject { ["name"] = "Nowhere", ["propertyId"] = 1 }),
        ("/api/v1/tokens", new JsonObject { ["email"] = "nobody@lakeside.example", ["pin"] = "123987", ["name"] = "Tests" }),
    ];

    private static async Task Post(Company company, List<string> wrong, string path, string body)
    {
        var answer = await company.Api.Post(path, new StringContent(body, Encoding.UTF8, "application/json"));
        var what = $"{path} {(body.Length > 120 ? body[..120] : body)}";
        Note(wrong, what, answer);
        if ((int)answer.Status >= 400 && (answer["code"] is null || string.IsNullOrEmpty(answer["title"]))) wrong.Add($"{what}: {answer.Text} is no problem with a code");
    }

    private static IEnumerable<object[]> Places(JsonNode? node, object[] at) => node switch
    {
        JsonObject o => o.SelectMany(p => Places(p.Value, [.. at, p.Key])).Append(at),
        JsonArray a => a.SelectMany((n, i) => Places(n, [.. at, i])).Append(at),
        _ => [at],
    };

    private static JsonNode Put(JsonObject whole, object[] place, JsonNode? value)
    {
        if (place.Length == 0) return value ?? new JsonObject();
        var copy = whole.DeepClone();
        var parent = place[..^1].Aggregate(copy, (node, step) => step is string name ? node[name]! : node[(int)step]!);
        if (place[^1] is string last) parent[last] = value;
        else parent[(int)place[^1]] = value;
        return copy;
    }

    private static void Note(List<string> wrong, string what, ApiAnswer answer)
    {
        if ((int)answer.Status >= 500) wrong.Add($"{what} answered {(int)answer.Status}");
        if ((int)answer.Status >= 400 && answer.Text.Length == 0) wrong.Add($"{what} answered {(int)answer.Status} without a word");
        if (answer.Response.Headers.Contains("Set-Cookie") && answer.Response.Headers.GetValues("Set-Cookie").Any(c => c.StartsWith("x=", StringComparison.Ordinal))) wrong.Add($"{what} set a cookie");
        if (answer.Response.Content.Headers.ContentType?.MediaType == "text/html" && IsScripted(answer.Text)) wrong.Add($"{what} became markup");
    }

    private static bool IsScripted(string html) => html.Contains("alert(1)", StringComparison.Ordinal) && new HtmlParser().ParseDocument(html).All
        .Any(e => e is IHtmlScriptElement { Source: null } || e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
}
