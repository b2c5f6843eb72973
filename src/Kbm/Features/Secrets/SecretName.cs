namespace Kbm.Features.Secrets;

internal static class SecretName
{
    /// <summary>What a code is called in the middle of a sentence.</summary>
    public static string Of(SecretField field) => field switch
    {
        SecretField.LockCode => "lock code",
        SecretField.BackupCode => "backup code",
        SecretField.PairingCode => "pairing code",
        SecretField.PairingQr => "pairing QR text",
        SecretField.CutCode => "cut code",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "This code has no name."),
    };
}
