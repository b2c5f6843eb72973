using System.Security.Cryptography;
using System.Text;
using Kbm.Features.Secrets;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>How the codes in a file are sealed: AES-256-GCM under a key made of a passphrase with PBKDF2 (SHA-256).</summary>
/// <param name="Salt">Base64.</param>
/// <param name="Iterations">Of PBKDF2.</param>
/// <param name="Check">A known text, sealed, by which a wrong passphrase is told at once.</param>
internal sealed record CompanySeal(string Salt, int Iterations, string Check)
{
    public const int ShortestPassphrase = 12;
    private const int MostIterations = 10_000_000;
    private const int Usual = 600_000;
    private const int KeyBytes = 32;
    private const string Known = "kbm-company";

    public static (CompanySeal Seal, byte[] Key) Make(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var key = Derive(passphrase, salt, Usual);
        return (new(Convert.ToBase64String(salt), Usual, Sealing.Seal(key, Encoding.UTF8.GetBytes(Known), Known)), key);
    }

    /// <summary>The key, or null if the passphrase is another one.</summary>
    public byte[]? Open(string passphrase)
    {
        try
        {
            if (Iterations is < 1 or > MostIterations) return null;
            var key = Derive(passphrase, Convert.FromBase64String(Salt), Iterations);
            Sealing.Open(key, Check, Known);
            return key;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What a code is bound to: its row in this file.</summary>
    public static string Place(Guid id, long item, SecretField field) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Known}/{item}/{field}/{id:N}");

    private static byte[] Derive(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(), salt, iterations, HashAlgorithmName.SHA256, KeyBytes);
}
