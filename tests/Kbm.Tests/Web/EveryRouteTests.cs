using System.Net;
using Kbm.Features.Accounts;
using Kbm.Features.Help;
using Kbm.Tests.Promises;
using Kbm.Tests.Support;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kbm.Tests.Web;

/// <summary>What holds for every page and endpoint there is.</summary>
public sealed class EveryRouteTests(TestApp app)
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_may_what_the_table_says_and_is_refused_the_rest(Role role)
    {
        var company = await app.NewCompany();
        var person = role switch { Role.Admin => company.Dee, Role.Staff => company.Sam, _ => company.Uma };
        var (browser, program) = (await company.SignIn(person), await company.ApiAs(person));
        var wrong = new List<string>();
        foreach (var route in AppRoute.Of(app).Where(r => !r.IsOpen))
        {
            var body = route.Method == HttpMethod.Get ? null : route.IsApi ? new StringContent("{}", null, "application/json") : new FormUrlEncodedContent([]) as HttpContent;
            var answer = await (route.IsApi ? program : browser).Ask(route.Method, route.Path(_ => "9"), body);
            var may = Permissions.Allows(role, route.Policy!);
            var isRefused = answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;
            if (may == isRefused || (int)answer.Status >= 500) wrong.Add($"{route} for {role} answered {(int)answer.Status}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void What_changes_something_asks_for_the_permission_that_its_address_names()
    {
        var wrong = AppRoute.Of(app).Where(r => r.Method != HttpMethod.Get && r.Policy != Expected(r))
            .Select(r => $"{r} asks for {r.Policy ?? "nothing"}, not {Expected(r) ?? "nothing"}");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect_it()
    {
        var company = await app.NewCompany();
        using var unknown = app.Client("nobody.localhost");
        var answers = new List<ApiAnswer> { await unknown.Get("/desk"), await company.Admin.Get("/app.css"), await company.Admin.Post("/desk", "no form") };
        foreach (var route in AppRoute.Of(app).Where(r => r.Method == HttpMethod.Get))
        {
            answers.Add(await (route.IsApi ? company.Api : company.Admin).Get(route.Path(_ => "9")));
            answers.Add(await company.Anonymous.Get(route.Path(_ => "9")));
        }

        foreach (var answer in answers) ShouldBeProtected(answer);
    }

    [Fact]
    public async Task A_failure_of_ours_is_said_in_a_sentence_tells_nothing_and_carries_the_headers_too()
    {
        await using var failing = await TestApp.Start(new TestAppOptions(Configure: builder => builder.Services.Replace(
            ServiceDescriptor.Singleton<HelpPages>(_ => throw new InvalidOperationException("zqinside")))));
        var company = await failing.NewCompany();

        var answer = await company.Admin.Get("/help");

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Text.ShouldContain("Something went wrong on our side.");
        answer.Text.ShouldNotContain("zqinside");
        answer.Text.ShouldNotContain("Exception");
        ShouldBeProtected(answer);
    }

    [Fact]
    public async Task A_method_that_a_page_does_not_have_is_405()
    {
        var company = await app.NewCompany();
        var token = (await company.Admin.Page("/desk")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var pages = AppRoute.Of(app).Where(r => r.IsPage).ToLookup(r => r.Path(_ => "9").Split('?')[0], r => r.Method);
        var wrong = new List<string>();
        foreach (var page in pages)
        {
            foreach (var method in new[] { "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "POST", "FOO" }.Select(m => new HttpMethod(m)).Except(page))
            {
                var answer = await company.Admin.Ask(method, page.Key, null, ("RequestVerificationToken", token));
                if (answer.Status != HttpStatusCode.MethodNotAllowed || answer.Text.Length == 0) wrong.Add($"{method} {page.Key} answered {(int)answer.Status}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var company = await app.NewCompany();
        var wrong = new List<string>();
        foreach (var route in AppRoute.Of(app).Where(r => r.IsPage && r.Method == HttpMethod.Post))
        {
            var answer = await company.Admin.Post(route.Path(_ => "9"), new FormUrlEncodedContent(TwoCompanies.Fields));
            if (answer.Status != HttpStatusCode.BadRequest) wrong.Add($"{route} answered {(int)answer.Status}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_server_refuses_to_start_with_an_endpoint_that_names_no_permission()
    {
        var open = new Endpoint(null, new EndpointMetadataCollection(), "open");
        var signedInOnly = new Endpoint(null, new EndpointMetadataCollection(new AuthorizeAttribute()), "signed in only");
        var guarded = new Endpoint(null, new EndpointMetadataCollection(new AuthorizeAttribute(Permissions.See)), "guarded");

        Should.Throw<InvalidOperationException>(() => EveryEndpointHasAPolicy.Check([guarded, open])).Message.ShouldContain("open");
        Should.Throw<InvalidOperationException>(() => EveryEndpointHasAPolicy.Check([signedInOnly])).Message.ShouldContain("signed in only");
        EveryEndpointHasAPolicy.Check([guarded]);
    }

    private static string? Expected(AppRoute route) => route.Pattern.Split('/') switch
    {
        ["sign-in"] or ["sign-out"] or ["api", "v1", "tokens"] => null,
        ["desk", ..] or ["api", "v1", "checkouts" or "checkins"] => Permissions.Desk,
        ["checkouts", _, "extend"] or ["api", "v1", "checkouts", _, "extend"] => Permissions.Desk,
        ["exports", _] or ["api", "v1", "exports", _] => Permissions.Export,
        ["items", _, "reveal"] or ["api", "v1", "items", _, "reveal"] => Permissions.Reveal,
        ["api", "v1", "lockboxes", _, "keys", ..] => Permissions.Desk,
        ["items" or "api", .., "code"] => Permissions.EditInventory,
        ["codes"] or ["items", _, "codes"] => Permissions.RevealAny,
        ["items" or "properties" or "units", _, "photos"] or ["api", "v1", "items" or "properties" or "units", _, "photos"] => Permissions.EditInventory,
        ["api", "v1", "photos", _] => Permissions.EditInventory,
        ["api", "v1", "keys", _, "master"] => Permissions.EditInventory,
        // Everybody sees the tree; the page itself refuses the move.
        ["keys", _, "tree"] => Permissions.See,
        ["users", ..] => Permissions.ManageUsers,
        ["settings", ..] => Permissions.EditSettings,
        ["profile", ..] or ["api", "v1", "tokens", _] => Permissions.OwnAccount,
        ["keys" or "lockboxes" or "smart-locks" or "properties" or "units" or "contacts", .., "new" or "edit"] or ["api", "v1", "items"] => Permissions.EditInventory,
        ["keys" or "lockboxes" or "smart-locks" or "properties" or "units" or "contacts", _] => Permissions.See,
        ["bulk", "change"] or ["api", "v1", "items", "bulk"] => Permissions.EditInventory,
        // Whoever began a run may end it; of others' runs the act asks for EndRuns.
        ["runs", _] or ["api", "v1", "runs", _, "end"] => Permissions.EditInventory,
        ["audits", ..] => Permissions.RunAudits,
        ["api", "v1", "audits", _, "apply"] => Permissions.ApplyAudits,
        ["api", "v1", "audits", ..] => Permissions.RunAudits,
        ["hooks"] or ["api", "v1", "hooks", "number"] => Permissions.EditInventory,
        ["api", "v1", "imports", _, "undo"] => Permissions.UndoImport,
        ["imports", ..] or ["api", "v1", "imports", ..] => Permissions.Import,
        ["signs", .., "new" or "edit" or "swap"] or ["api", "v1", "signs", ..] => Permissions.EditInventory,
        ["signs", .., "{code}"] => Permissions.See,
        _ => "a rule in this test",
    };

    private static void ShouldBeProtected(ApiAnswer answer)
    {
        var about = $"{answer.Response.RequestMessage!.RequestUri} {(int)answer.Status}";
        var headers = answer.Response.Headers;
        var policy = string.Join(' ', headers.GetValues("Content-Security-Policy"));
        policy.ShouldContain("default-src 'none'", customMessage: about);
        policy.ShouldContain("frame-ancestors 'none'", customMessage: about);
        // The desk and the walk of an audit read barcodes by WebAssembly where the browser cannot; nothing else compiles any.
        if (answer.Response.RequestMessage.RequestUri!.AbsolutePath is "/desk" || answer.Response.RequestMessage.RequestUri.AbsolutePath.EndsWith("/walk", StringComparison.Ordinal)) policy = policy.Replace(" 'wasm-unsafe-eval'", "", StringComparison.Ordinal);
        policy.ShouldNotContain("unsafe", customMessage: about);
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], about);
        headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"], about);
        headers.Contains("Server").ShouldBeFalse(about);
        answer.Text.ShouldNotContain(" style=\"", customMessage: about);
        answer.Text.ShouldNotContain("<script>", customMessage: about);
    }
}
