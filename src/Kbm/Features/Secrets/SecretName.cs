namespace Kbm.Features.Secrets;

internal static class SecretName
{
    /// <summary>What a code is called in the middle of a sentence.</summary>
    public static string Of(SecretField field) => field switch
    {
        SecretField.LockCode => "lock code",
        SecretField.CutCode => "cut code",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "This code has no name."),
    };
}
