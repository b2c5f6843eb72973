using System.Net;
using Kbm.Features.Settings;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Settings;

public sealed class SettingsTests(TestApp app)
{
    [Fact]
    public async Task Saved_settings_show_everywhere_at_once()
    {
        var company = await app.NewCompany();

        var page = await (await company.Admin.Page("/settings")).Submit("form[data-draft]", ("Input.Name", "Winthrop & Sons"),
            ("Input.AccentColour", "#7C3AED"), ("Input.TimeZone", "America/Denver"), ("Input.DateStyle", "Iso"), ("Input.LoanDays", "14"));

        page.Text.ShouldContain("Saved the settings.");
        var signIn = await company.Anonymous.Page("/sign-in");
        signIn.Texts("h1").ShouldBe(["Sign in to Winthrop & Sons"]);
        signIn.Html.ShouldContain("/company.css?v=7c3aed");
        var css = await company.Anonymous.Get("/company.css?v=7c3aed");
        css.Text.ShouldContain("--accent: light-dark(#7c3aed,");
        css.Response.Headers.CacheControl!.MaxAge.ShouldNotBeNull();
        (await company.Admin.Page("/activity")).Text
            .ShouldContain("Changed the company's settings: name from Lakeside Homes to Winthrop & Sons, colour to #7c3aed");
    }

    [Fact]
    public async Task The_usual_colour_needs_no_style_of_its_own()
    {
        var company = await app.NewCompany();

        await (await company.Admin.Page("/settings")).Submit("form[data-draft]");

        (await company.Anonymous.Page("/sign-in")).Html.ShouldNotContain("company.css");
        (await company.Anonymous.Get("/company.css")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Name", " \u0007 ", "Enter the company's name.")]
    [InlineData("AccentColour", "red", "Enter a colour such as #0b5f4d.")]
    [InlineData("AccentColour", "#12345g", "Enter a colour such as #0b5f4d.")]
    [InlineData("AccentColour", "#fff;}body{", "Enter a colour such as #0b5f4d.")]
    [InlineData("TimeZone", "../../etc/passwd", "Choose a time zone from the list.")]
    [InlineData("TimeZone", "Mars/Base", "Choose a time zone from the list.")]
    [InlineData("DateStyle", "7", "Choose one of: DayMonth, MonthDay, Iso.")]
    [InlineData("LoanDays", "0", "A loan's days is a number from 1 to 365.")]
    [InlineData("LoanDays", "366", "A loan's days is a number from 1 to 365.")]
    [InlineData("GraceDays", "-1", "Days of grace is a number from 0 to 60.")]
    [InlineData("LowCopies", "21", "Low copies is a number from 0 to 20.")]
    [InlineData("PinLength", "5", "A PIN's length is a number from 6 to 12.")]
    public async Task Bad_input_gets_a_sentence_at_its_field(string field, string value, string sentence)
    {
        var company = await app.NewCompany();

        var page = await (await company.Admin.Page("/settings")).Submit("form[data-draft]", ("Input." + field, value), ("Input.ReceiptFooter", "Bring it back."));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".error").ShouldBe([sentence]);
        page.Document.QuerySelector("#input-receiptfooter")!.TextContent.ShouldContain("Bring it back.");
    }

    [Theory]
    [InlineData("99999999999999")]
    [InlineData("three")]
    [InlineData("")]
    public async Task What_is_no_number_is_refused(string days)
    {
        var company = await app.NewCompany();

        var page = await (await company.Admin.Page("/settings")).Submit("form[data-draft]", ("Input.LoanDays", days));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".error").Single().ShouldContain("A loan's days is a number from 1 to 365.");
    }

    [Fact]
    public async Task A_longer_pin_is_asked_of_new_pins_only()
    {
        var company = await app.NewCompany();
        await (await company.Admin.Page("/settings")).Submit("form[data-draft]", ("Input.PinLength", "8"));

        var refused = await (await company.Admin.Page($"/users/{company.Sam.Id}")).Submit("form[action*='handler=Pin']", ("NewPin", "604815"));

        refused.Texts(".error").ShouldBe(["A PIN is 8 to 12 digits."]);
        (await company.SignIn(company.Sam)).ShouldNotBeNull();
    }
}

public sealed class AccentTests
{
    public static TheoryData<string> Colours()
    {
        var colours = new TheoryData<string>("#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#7f7f7f", "#0b5f4d", "#7c3aed", "#ffd8e4");
        foreach (var hue in Enumerable.Range(0, 24))
            foreach (var lightness in new[] { 0.15, 0.5, 0.9 })
                colours.Add(Colour.FromOklch(lightness, 0.2, hue * Math.PI / 12).ToString());
        return colours;
    }

    [Theory, MemberData(nameof(Colours))]
    public void Every_colour_becomes_one_that_can_be_read_in_both_themes(string chosen)
    {
        var (light, dark) = Accent.Of(Colour.Parse(chosen));

        foreach (var ground in Accent.LightGrounds.Append(light.Soft)) light.Base.ContrastWith(ground).ShouldBeGreaterThanOrEqualTo(4.5);
        foreach (var ground in Accent.DarkGrounds.Append(dark.Soft)) dark.Base.ContrastWith(ground).ShouldBeGreaterThanOrEqualTo(4.5);
        foreach (var theme in new[] { light, dark })
        {
            theme.On.ContrastWith(theme.Base).ShouldBeGreaterThanOrEqualTo(4.5);
            theme.On.ContrastWith(theme.Strong).ShouldBeGreaterThanOrEqualTo(4.5);
        }
    }

    [Fact]
    public void A_colour_that_can_be_read_stays_as_it_is() => Accent.Of(Colour.Parse("#7c3aed")).Light.Base.ToString().ShouldBe("#7c3aed");

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    public void Contrast_is_that_of_WCAG(string one, string other, double ratio) =>
        Colour.Parse(one).ContrastWith(Colour.Parse(other)).ShouldBe(ratio, 0.005);
}
