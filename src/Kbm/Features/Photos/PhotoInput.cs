namespace Kbm.Features.Photos;

/// <summary>A photo that somebody adds.</summary>
/// <param name="Open">Opens the file.</param>
/// <param name="Caption">What it shows, in their words.</param>
public sealed record PhotoInput(Func<Stream> Open, string? Caption = null)
{
    /// <summary>What a form calls the file.</summary>
    public const string Field = "photo";
}
