using System.Text.Json;
using System.Text.RegularExpressions;
using Kbm.Data;
using Microsoft.AspNetCore.Http.Features;

namespace Kbm.Web;

/// <summary>Turns an error without a body, and anything unforeseen, into the one shape that errors have here.</summary>
internal sealed partial class ErrorPages(RequestDelegate next, ILogger<ErrorPages> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        RequestChecks.Clean(context.Request);
        if (RequestChecks.Fault(context) is { } fault)
        {
            await Explain(context, fault);
            return;
        }
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }) await Explain(context, context.Response.StatusCode);
        }
        catch (BadHttpRequestException failure) when (!context.Response.HasStarted)
        {
            await (failure.StatusCode == 400 && Answers.IsApi(context)
                ? WrongInput(context, failure)
                : Explain(context, failure.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Features.Get<IHttpResponseFeature>()!.StatusCode = 499;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            log.LogError(failure, "Unforeseen failure at {Method} {Path}.", context.Request.Method, context.Request.Path);
            context.Response.Clear();
            SecurityHeaders.Protect(context);
            await Explain(context, 500);
        }
    }

    /// <summary>Names the field or the parameter that could not be read.</summary>
    private static Task WrongInput(HttpContext context, BadHttpRequestException failure)
    {
        var refusal = (failure.InnerException, ParameterPattern().Match(failure.Message)) switch
        {
            (JsonException { Path: { Length: > 2 } path }, _) => Refusal.Invalid(path[2..], $"The value of {path[2..]} is missing or of the wrong kind."),
            (null, { Success: true } wrong) => WrongParameter(wrong.Groups["type"].Value, wrong.Groups["name"].Value),
            _ => Refusal.Invalid("body", "The body is not the JSON that is expected here."),
        };
        return Answers.Problem([refusal]).ExecuteAsync(context);
    }

    private static Refusal WrongParameter(string type, string name) =>
        Refusal.Invalid(name, $"The value of {name} is {(type.Contains("bool", StringComparison.Ordinal) ? "true or false" : "a whole number")}.");

    // The framework says which parameter it was in the text of its message only: Failed to bind parameter "int? page" from "abc".
    [GeneratedRegex("""^Failed to bind parameter "(?<type>[^" ]+) (?<name>[^" ]+)" from """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterPattern();

    private static Task Explain(HttpContext context, int status)
    {
        var (code, title, more) = status switch
        {
            400 => ("bad_request", "That request could not be read.", "Go back, reload the page and try again."),
            401 => ("unauthorized", "Sign in first.", ""),
            403 => ("forbidden", "You may not do that.", "Ask an admin of your company if you need to."),
            404 => ("not_found", "There is no such page.", "It may have been moved, or the address has a typing mistake."),
            405 => ("method_not_allowed", "That is not how this address is used.", ""),
            413 => context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() is { } limit
                ? ("too_large", limit.Sentence, limit.More)
                : ("too_large", "That is too large.", "Send less at once."),
            415 => ("unsupported_media_type", Answers.IsApi(context) ? "Send JSON in UTF-8." : "That form cannot be read.", "Go back, reload the page and try again."),
            429 => ("too_many_tries", "Too many tries from this address.", "Wait a minute, then try again."),
            _ => ("failure", "Something went wrong on our side.", "Nothing was changed. Try again; if it stays so, tell whoever runs KBM for you."),
        };
        return Answers.Say(context, status, code, title, more);
    }
}
