using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kbm.BrowserTests;

/// <summary>A company's own spreadsheet comes in, as it is, before lunch.</summary>
public sealed class ImportTests(TestApp app, Chromium chromium)
{
    private static string ChicagoSheet => Path.Combine(AppContext.BaseDirectory, "samples", "chicago-affordable-rental-housing.csv");

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task The_city_s_sheet_of_housing_comes_in_untouched_from_its_file_to_the_end(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        await using var visit = await chromium.Visit(company, new(width, theme));
        var page = visit.Page;
        await visit.SignIn(company.Dee);
        await page.GotoAsync("/properties");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import a sheet" }).ClickAsync();
        await page.GetByLabel("The file").SetInputFilesAsync(ChicagoSheet);
        await visit.Check();
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();

        await page.WaitForURLAsync("**/columns");
        await visit.Check();
        (await page.GetByLabel("Management Company").InputValueAsync()).ShouldBe("Owner");
        (await page.GetByLabel("Zip Codes").InputValueAsync()).ShouldBe("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the rows" }).ClickAsync();

        await Assertions.Expect(page.Locator(".review-act")).ToContainTextAsync("388 new and 1 twice in the sheet.");
        await visit.Check();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 388 rows" }).ClickAsync();

        await Assertions.Expect(page.Locator("#import").GetByRole(AriaRole.Status)).ToContainTextAsync("Imported: 306 properties, 82 addresses and 142 contacts.", new() { Timeout = 30_000 });
        await visit.Check();
        var (properties, addresses) = await company.Read(async db => (await db.Properties.CountAsync(), await db.Properties.SumAsync(p => p.Addresses.Count)));
        addresses.ShouldBe(388);
        properties.ShouldBe(await Distinct());
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#import").GetByRole(AriaRole.Status)).ToContainTextAsync("Taken back by Dee Okafor", new() { Timeout = 30_000 });
        (await company.Read(db => db.Properties.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_is_dropped_questions_are_answered_and_a_row_is_put_right()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Resurrection Homes", "1910 S. Albany Ave.");
        await company.AddUnit(property);
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        await page.GotoAsync("/imports/new");
        var dropped = await page.EvaluateHandleAsync("""
            () => {
              const data = new DataTransfer();
              data.items.add(new File(['Building,Apt #,Key,Qty\n1910 S Albany,2A,Front door,many\nResurection Home,,Roof,2\nResurection Home,,Attic,1\n'], 'keys.csv', { type: 'text/csv' }));
              return data;
            }
            """);
        await page.DispatchEventAsync("#send-sheet", "drop", new { dataTransfer = dropped });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the rows" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Apply to all 2 rows" }).ClickAsync();
        await Assertions.Expect(page.Locator(".review-act")).ToContainTextAsync("2 new and 1 with a problem.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Fix row 2" }).ClickAsync();
        await visit.Check();
        await page.GetByLabel("Copies").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save row" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 3 rows" }).ClickAsync();

        await Assertions.Expect(page.Locator("#import").GetByRole(AriaRole.Status)).ToContainTextAsync("Imported: 3 keys.");
        (await company.Read(db => db.Keys.CountAsync(k => k.PropertyId == property.Id))).ShouldBe(3);
    }

    /// <summary>How many names there are in the sheet, dots and case aside.</summary>
    private static async Task<int> Distinct()
    {
        var names = (await File.ReadAllLinesAsync(ChicagoSheet)).Skip(1).Select(l => l.Split(',')[3]);
        return names.Select(Kbm.Features.Imports.LooseName.Of).Distinct().Count();
    }
}
