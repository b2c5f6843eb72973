using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Kbm.Web;

/// <summary>
/// The one file that holds every icon. A list refers to it hundreds of times, so its address carries no more of the file's hash
/// than tells two builds apart, and each reference is made once.
/// </summary>
public sealed class IconSprite(IWebHostEnvironment environment)
{
    private const int VersionLength = 8;
    private readonly ConcurrentDictionary<string, IHtmlContent> _uses = new();
    private readonly Lazy<string> _address = new(() => AddressOf(environment));

    public IHtmlContent Use(string name) =>
        _uses.GetOrAdd(name, n => new HtmlString($"<use href=\"{_address.Value}#{HtmlEncoder.Default.Encode(n)}\"></use>"));

    private static string AddressOf(IWebHostEnvironment environment)
    {
        using var file = environment.WebRootFileProvider.GetFileInfo("icons.svg").CreateReadStream();
        return "/icons.svg?v=" + Convert.ToHexStringLower(SHA256.HashData(file))[..VersionLength];
    }
}
