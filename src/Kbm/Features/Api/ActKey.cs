using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kbm.Features.Accounts;

namespace Kbm.Features.Api;

/// <summary>How an act asked for through the API is known again.</summary>
internal static class ActKey
{
    /// <summary>So many characters of a hash are as good as all of them.</summary>
    private const int HashLength = 22;

    /// <summary>For a file: the key as it is known again, and what all files of that key begin with, so that another under the same key is noticed.</summary>
    public static (string Key, string? Start) OfFile(HttpContext context, string? key, string file)
    {
        if (string.IsNullOrWhiteSpace(key)) return (Guid.NewGuid().ToString("N"), null);
        var start = $"api:{context.User.Id()}:{Hash(key)[..HashLength]}:";
        return (start + Hash(file)[..HashLength], start);
    }

    /// <summary>One user's key is no other user's, and the same key with another request is another act.</summary>
    public static string Of<T>(HttpContext context, string? key, T request) => string.IsNullOrWhiteSpace(key)
        ? Guid.NewGuid().ToString("N")
        : $"api:{context.User.Id()}:{Hash($"{key}\n{JsonSerializer.Serialize(request)}")}";

    private static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
