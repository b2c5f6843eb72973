using System.Data;
using System.Net;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Exports;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Exports;

public sealed class ExportTests(TestApp app)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_list_is_a_file_of_each_kind_that_opens()
    {
        var company = await Furnished();
        foreach (var list in ListExport.All)
        {
            var form = await company.Staff.Page($"/exports/{list.Name}");
            var sheet = Workbook.Sheets(await company.Staff.GetByteArrayAsync($"/exports/{list.Name}?format=xlsx", Cancellation))[0];
            var csv = await company.Staff.GetStringAsync($"/exports/{list.Name}?format=csv", Cancellation);
            var pdf = await Decoder.Text(await company.Staff.GetByteArrayAsync($"/exports/{list.Name}?format=pdf", Cancellation), Cancellation);

            form.Status.ShouldBe(HttpStatusCode.OK, list.Name);
            sheet.Rows[0].ItemArray.ShouldBe(list.Columns.Select(c => (object)c.Head));
            csv.TrimStart('\uFEFF').ShouldStartWith(string.Join(',', list.Columns.Select(c => c.Head)) + "\r\n");
            pdf.ShouldContain(list.Title);
            pdf.ShouldContain(sheet.Rows.Count == 2 ? "1 row" : $"{sheet.Rows.Count - 1} rows");
        }
    }

    [Fact]
    public async Task LibreOffice_opens_every_list_and_saves_the_same()
    {
        var company = await Furnished();
        var books = new Dictionary<string, byte[]>();
        foreach (var list in ListExport.All) books[list.Name] = await company.Staff.GetByteArrayAsync($"/exports/{list.Name}?format=xlsx", Cancellation);

        var saved = await LibreOffice.Save(books, Cancellation);

        foreach (var (name, book) in books) Cells(saved[name]).ShouldBe(Cells(book), name);
        Cells(saved["keys"]).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lists_of_places_and_people_carry_what_an_import_needs()
    {
        var company = await Furnished();

        (await Lines(company, "properties")).ShouldBe(["Property,Property type,Street,City,State,Postal code,More addresses,Owner,Phone,Units,Keys,Out now,Overdue,Notes,Retired", "Elm Court,,1 Elm Street,,,,2 Elm Street,,,1,1,2,0,,"]);
        (await Lines(company, "units")).ShouldBe(["Property,Unit,Street,Keys,Out now,Notes,Retired", "Elm Court,2A,,1,1,,"]);
        (await Lines(company, "contacts?kind=vendor")).ShouldBe(["Name,Kind,Company,Phone,Email,Holds now,Overdue,Notes,Retired", "Ana Ruiz,Vendor,,555-0100,,1,0,,"]);
        (await Lines(company, "what-opens-what")).ShouldBe(["Property,Unit,Code,Label,Masters,Called", "Elm Court,2A,KA001,Front door,,"]);
        (await Lines(company, "sign-pieces"))[1].ShouldStartWith("SA001,");
    }

    [Fact]
    public async Task The_columns_that_somebody_chose_are_theirs_the_next_time()
    {
        var company = await Furnished();
        var form = await company.Staff.Page("/exports/keys?q=front");

        var file = await Post(company.Staff, form, ("format", "csv"), ("columns", "code"), ("columns", "hook"));

        file.ShouldBe("Code,Hook\r\nKA001,7\r\n");
        (await company.Staff.GetStringAsync("/exports/keys?format=csv", Cancellation)).TrimStart('\uFEFF').ShouldBe("Code,Hook\r\nKA001,7\r\n");
        (await company.Staff.Page("/exports/keys")).Document.QuerySelectorAll("input[name=columns][checked]").Length.ShouldBe(2);
        (await company.Admin.GetStringAsync("/exports/keys?format=csv", Cancellation)).ShouldContain("Label");
        (await form.Submit("main form", [.. ListExport.Of("keys")!.Columns.Select(_ => ("columns", (string?)null))])).Text.ShouldContain("Choose at least one column.");
    }

    [Fact]
    public async Task Codes_are_exported_on_purpose_only_and_each_is_recorded()
    {
        var company = await Furnished();
        var form = await company.Staff.Page("/exports/lockboxes");

        var without = (await form.Submit("main form", ("format", "csv"))).Html;
        var none = await company.Read(db => db.SecretViews.CountAsync());
        var with = (await form.Submit("main form", ("format", "csv"), ("secrets", "true"))).Html;
        var url = await company.Staff.GetStringAsync("/exports/lockboxes?format=csv&secrets=true", Cancellation);

        without.ShouldNotContain("4711");
        none.ShouldBe(0);
        with.ShouldContain(",Lock code\r\n");
        with.ShouldContain(",4711\r\n");
        url.ShouldNotContain("4711");
        (await company.Read(db => db.SecretViews.Select(v => v.UserName).ToListAsync())).ShouldBe(["Sam Lindt"]);
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.CodeShown).Select(a => a.Sentence).ToListAsync())).ShouldBe(["Exported the lock code of LBA001 in a sheet."]);
        (await company.Staff.Page("/items/LBA001/codes")).Text.ShouldContain("Sam Lindt");
    }

    [Fact]
    public async Task A_user_exports_nothing_and_sees_no_button_for_it()
    {
        var company = await Furnished();
        var api = await company.ApiAs(company.Uma);

        (await company.UserClient.Page("/keys")).Document.QuerySelector("#export-menu").ShouldBeNull();
        (await company.UserClient.Get("/exports/keys?format=csv")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.UserClient.Get("/reports")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await api.Get("/api/v1/exports/keys")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await api.Post("/api/v1/exports/lockboxes", new { secrets = true })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await api.Get("/api/v1/reports/overdue")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Programs_say_by_their_address_or_by_what_they_accept_what_they_want()
    {
        var company = await Furnished();
        var api = await company.ApiAs(company.Sam);

        (await api.Get("/api/v1/exports/keys?format=pdf")).Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await api.Get("/api/v1/exports/keys", ("Accept", TableFormat.Xlsx.MediaType))).Response.Content.Headers.ContentType!.MediaType.ShouldBe(TableFormat.Xlsx.MediaType);
        (await api.Get("/api/v1/exports/keys?columns=code,label")).Text.TrimStart('\uFEFF').ShouldBe("Code,Label\r\nKA001,Front door\r\n");
        (await api.Post("/api/v1/exports/lockboxes", new { format = "csv", columns = new[] { "code" }, secrets = true })).Text.TrimStart('\uFEFF').ShouldBe("Code,Lock code\r\nLBA001,4711\r\n");
        (await api.Get("/api/v1/exports/keys?columns=colour")).Json.GetProperty("errors").GetProperty("columns")[0].GetString()!.ShouldStartWith("Keys have no column colour.");
        (await api.Get("/api/v1/exports/keys?format=docx")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await api.Get("/api/v1/exports/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await api.Get("/api/v1/exports")).Json.EnumerateArray().Select(l => l.GetProperty("name").GetString()).ShouldContain("smart-locks");
        (await company.Read(db => db.SecretViews.CountAsync())).ShouldBe(1);
    }

    private static async Task<string> Post(HttpClient client, Page form, params (string Name, string Value)[] fields)
    {
        var token = form.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync(form.Url.PathAndQuery, content, Cancellation);
        return (await answer.Content.ReadAsStringAsync(Cancellation)).TrimStart('\uFEFF');
    }

    private static async Task<IReadOnlyList<string>> Lines(Company company, string list)
    {
        var text = await company.Staff.GetStringAsync($"/exports/{list}{(list.Contains('?') ? '&' : '?')}format=csv", Cancellation);
        return text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What stands in a workbook's first sheet, each cell as the kind of thing that it is.</summary>
    private static IReadOnlyList<string> Cells(byte[] book) =>
        [.. Workbook.Sheets(book)[0].Rows.Cast<DataRow>().Select(r => string.Join('|', r.ItemArray.Select(c => c is null or DBNull ? "" : $"{c.GetType().Name} {c}")).TrimEnd('|'))];

    private async Task<Company> Furnished()
    {
        var company = await app.NewCompany();
        var elm = await company.AddProperty("Elm Court", "1 Elm Street", "2 Elm Street");
        var unit = await company.AddUnit(elm, "2A");
        await company.AddContact("Ana Ruiz", ContactKind.Vendor, "555-0100");
        await company.CheckOut("Ana Ruiz", await company.AddKey("Front door", property: elm, unit: unit, hook: "7"));
        await company.AddLockbox("North gate box", "4711", elm);
        await company.AddSmartLock();
        await company.CheckOut("Bo Lund", await company.AddSign("For sale", elm));
        return company;
    }
}
