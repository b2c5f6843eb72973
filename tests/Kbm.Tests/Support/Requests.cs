using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kbm.Tests.Support;

/// <summary>An answer of the API.</summary>
/// <param name="Response">The whole answer.</param>
/// <param name="Text">Its body as it came.</param>
public sealed record ApiAnswer(HttpResponseMessage Response, string Text)
{
    public HttpStatusCode Status => Response.StatusCode;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>A string of the body, such as <c>code</c> of a refusal; null if it has none of that name.</summary>
    public string? this[string name] => Json.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>What tests ask of a client, in one call each.</summary>
public static class Requests
{
    /// <summary>Gets a page and follows redirects.</summary>
    public static Task<Page> Page(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        Support.Page.Send(client, Request(HttpMethod.Get, path, headers));

    /// <summary>One request whose redirects are answers.</summary>
    public static async Task<ApiAnswer> Ask(this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, headers);
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body);
        var response = await client.SendAsync(request);
        return new(response, await response.Content.ReadAsStringAsync());
    }

    public static Task<ApiAnswer> Get(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.Ask(HttpMethod.Get, path, null, headers);

    public static Task<ApiAnswer> Post(this HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers) =>
        client.Ask(HttpMethod.Post, path, body, headers);

    private static HttpRequestMessage Request(HttpMethod method, string path, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
