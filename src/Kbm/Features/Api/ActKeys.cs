using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kbm.Features.Accounts;

namespace Kbm.Features.Api;

/// <summary>By what a second sending of the same request is told from another act.</summary>
internal static class ActKeys
{
    /// <summary>The same key with another request is another act; without a key every request is.</summary>
    public static string Of(HttpContext context, string? key, string request) => string.IsNullOrWhiteSpace(key)
        ? Guid.NewGuid().ToString("N")
        : $"api:{context.User.Id()}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{request}")))}";
}
