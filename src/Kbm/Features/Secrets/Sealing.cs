using System.Security.Cryptography;
using System.Text;

namespace Kbm.Features.Secrets;

/// <summary>AES-256-GCM: nonce, tag and ciphertext in one. It opens only with the key and for the place that it was sealed for.</summary>
internal static class Sealing
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = NonceBytes + TagBytes;

    public static string Seal(byte[] key, ReadOnlySpan<byte> plain, string place)
    {
        var whole = new byte[HeadBytes + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(whole.AsSpan(0, NonceBytes), plain, whole.AsSpan(HeadBytes), whole.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return Convert.ToBase64String(whole);
    }

    /// <exception cref="CryptographicException">It was sealed with another key or for another place, or has been changed.</exception>
    public static byte[] Open(byte[] key, string text, string place)
    {
        var whole = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, whole, out var length) || length < HeadBytes) throw new CryptographicException("This was never sealed.");
        var plain = new byte[length - HeadBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(whole.AsSpan(0, NonceBytes), whole.AsSpan(HeadBytes, plain.Length), whole.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }

    /// <summary>Opens with whichever of the keys fits.</summary>
    /// <exception cref="CryptographicException">None does.</exception>
    public static byte[] Open(IReadOnlyList<byte[]> keys, string text, string place)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return Open(keys[i], text, place);
            }
            catch (CryptographicException) when (i < keys.Count - 1)
            {
            }
        }
    }
}
