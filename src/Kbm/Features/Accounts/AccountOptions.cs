using System.ComponentModel.DataAnnotations;

namespace Kbm.Features.Accounts;

/// <summary>Section <c>Kbm:Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>Sign-in tries that one address may make in a minute, on one node.</summary>
    [Range(1, 1_000_000)]
    public int TriesPerMinute { get; set; } = 20;

    /// <summary>PBKDF2 rounds of a PIN's hash.</summary>
    [Range(1, 10_000_000)]
    public int HashRounds { get; set; } = 100_000;

    /// <summary>How long a sign-in lasts without being used, in hours.</summary>
    [Range(1, 24 * 90)]
    public int SignedInHours { get; set; } = 24 * 14;

    /// <summary>The key that PINs are mixed with before hashing, base64 of 32 bytes or more; else it is kept in the data folder.</summary>
    public string? PinPepper { get; set; }

    /// <summary>The deployment's master key, base64 of 32 bytes; else it is kept in the data folder.</summary>
    public string? MasterKey { get; set; }

    /// <summary>Another master key that what is in the catalog may still be under, base64 of 32 bytes: the one before a change.</summary>
    public string? PreviousMasterKey { get; set; }
}
