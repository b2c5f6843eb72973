using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Kbm.Tests.Support;

/// <summary>A page as a browser without scripts has it: its markup, its links and its forms.</summary>
public sealed class Page
{
    private const int MostRedirects = 10;
    private readonly HttpClient _client;

    private Page(HttpClient client, HttpResponseMessage response, string text, Uri url)
    {
        (_client, Response, Html, Url) = (client, response, text, url);
        Document = new HtmlParser().ParseDocument(text);
    }

    public HttpResponseMessage Response { get; }
    public HttpStatusCode Status => Response.StatusCode;
    public string Html { get; }
    public IHtmlDocument Document { get; }

    /// <summary>Where the redirects have led.</summary>
    public Uri Url { get; }

    /// <summary>What can be read on it, with single spaces.</summary>
    public string Text => string.Join(' ', (Document.Body?.TextContent ?? Html).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text of each element that the selector finds.</summary>
    public IReadOnlyList<string> Texts(string selector) =>
        [.. Document.QuerySelectorAll(selector).Select(e => string.Join(' ', e.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>Sends a form with what is in its fields and these values over them, as its button would.</summary>
    public Task<Page> Submit(string form, params (string Name, string? Value)[] values)
    {
        var found = Document.QuerySelectorAll<IHtmlFormElement>(form).FirstOrDefault()
            ?? throw new InvalidOperationException($"There is no form {form} at {Url}: {Text}");
        var fields = found.Elements.SelectMany(Fields).Where(f => values.All(v => v.Name != f.Key))
            .Concat(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Name, v.Value!))).ToList();
        var target = new Uri(Url, found.GetAttribute("action") is { Length: > 0 } action ? action : Url.PathAndQuery);
        if (found.Method == "post") return Send(_client, new(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) });
        var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
        return Send(_client, new(HttpMethod.Get, new UriBuilder(target) { Query = query }.Uri));
    }

    internal static async Task<Page> Send(HttpClient client, HttpRequestMessage request)
    {
        var url = new Uri(client.BaseAddress!, request.RequestUri!);
        for (var redirects = 0; ; redirects++)
        {
            var response = await client.SendAsync(request);
            var isRedirect = response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.MovedPermanently;
            if (!isRedirect || redirects == MostRedirects || response.Headers.Location is null)
                return new(client, response, await response.Content.ReadAsStringAsync(), url);
            url = new Uri(url, response.Headers.Location);
            request = new(HttpMethod.Get, url);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IElement element)
    {
        if (element.HasAttribute("disabled") || element.GetAttribute("name") is not { Length: > 0 } name) return [];
        return element switch
        {
            IHtmlInputElement { Type: "submit" or "button" or "file" or "image" } => [],
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
            IHtmlInputElement input => [new(name, input.Value)],
            IHtmlSelectElement select => select.SelectedOptions.Select(o => KeyValuePair.Create(name, o.Value)),
            IHtmlTextAreaElement area => [new(name, area.Value)],
            _ => [],
        };
    }
}
