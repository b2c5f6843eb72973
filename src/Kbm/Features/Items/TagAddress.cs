namespace Kbm.Features.Items;

/// <summary>What the QR symbol of a tag holds: the item's address, which a phone's camera opens and the desk reads as the code.</summary>
internal static class TagAddress
{
    private const string Items = "/items";

    /// <summary>On the host that was asked.</summary>
    public static string Of(HttpRequest request, string code) => $"{request.Scheme}://{request.Host}{Items}/{Uri.EscapeDataString(code)}";

    public static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The code that an address of this company ends in; null for an address of anything else, or of anybody else's item.</summary>
    /// <param name="text">What was scanned.</param>
    /// <param name="host">The company's own host. The port does not count: a tag outlives it.</param>
    public static string? CodeIn(string text, string host)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !address.Host.Equals(host, StringComparison.OrdinalIgnoreCase)) return null;
        var path = address.AbsolutePath.TrimEnd('/');
        var cut = path.LastIndexOf('/');
        var isItem = cut > 0 && (IsAt(path[..cut], Items) || ItemKind.All.Any(k => IsAt(path[..cut], k.Path)));
        return isItem ? ItemCode.Read(Uri.UnescapeDataString(path[(cut + 1)..])) : null;
    }

    private static bool IsAt(string folder, string path) => folder.Equals(path, StringComparison.OrdinalIgnoreCase);
}
