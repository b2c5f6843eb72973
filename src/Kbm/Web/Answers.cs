using System.Net;
using Kbm.Data;
using Kbm.Features.Tenancy;

namespace Kbm.Web;

/// <summary>The ways to say no: problem details for programs, a plain page for people, the same sentence in both.</summary>
internal static class Answers
{
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/openapi");

    public static Task NoCompany(HttpContext context, bool isRoot) => Say(context, 404, "no_such_page",
        isRoot ? "There is no such page." : "There is no company at this address.",
        isRoot ? "KBM is used on a company's own address." : "Check the address for a typing mistake, or ask whoever gave it to you.");

    public static Task Say(HttpContext context, int status, string code, string title, string more) => IsApi(context)
        ? Problem(context, status, code, title)
        : Page(context, status, title, more);

    public static Task Problem(HttpContext context, int status, string code, string sentence) =>
        ProblemResult(status, new Refusal(code, sentence)).ExecuteAsync(context);

    public static IResult Problem(IReadOnlyList<Refusal> refusals) => ProblemResult(refusals[0].Status, [.. refusals]);

    private static IResult ProblemResult(int status, params Refusal[] refusals)
    {
        var fields = refusals.Where(r => r.Field is not null).GroupBy(r => r.Field!).ToDictionary(g => g.Key, g => g.Select(r => r.Sentence).ToArray());
        var extensions = new Dictionary<string, object?> { ["code"] = refusals[0].Code };
        if (refusals[0].Detail is var (name, value)) extensions[name] = value;
        if (fields.Count > 0) extensions["errors"] = fields;
        return Results.Problem(statusCode: status, title: refusals[0].Sentence, type: "about:blank", extensions: extensions);
    }

    private static string WayOn(HttpContext context) => context.RequestServices.GetRequiredService<CurrentTenant>().IsSet
        ? "<p class=\"actions\"><a class=\"btn\" href=\"/desk\">Go to the desk</a></p>" : "";

    private static Task Page(HttpContext context, int status, string title, string more)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{WebUtility.HtmlEncode(title)}</title>
            <script src="/theme.js"></script><link rel="stylesheet" href="/app.css"></head>
            <body class="plain"><main class="plain-card"><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(more)}</p>{WayOn(context)}</main></body>
            </html>
            """);
    }
}
