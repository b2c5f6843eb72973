using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kbm.Features.Accounts;

namespace Kbm.Features.Api;

/// <summary>How an act asked for through the API is known again.</summary>
internal static class ActKey
{
    /// <summary>One user's key is no other user's, and the same key with another request is another act.</summary>
    public static string Of<T>(HttpContext context, string? key, T request) => string.IsNullOrWhiteSpace(key)
        ? Guid.NewGuid().ToString("N")
        : $"api:{context.User.Id()}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{JsonSerializer.Serialize(request)}")))}";
}
