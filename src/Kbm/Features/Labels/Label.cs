namespace Kbm.Features.Labels;

/// <summary>What stands on one label.</summary>
/// <param name="Code">The item's code: as text, and as Code 128.</param>
/// <param name="Text">What the item is called, and where it belongs.</param>
/// <param name="Place">The property and unit it belongs to.</param>
/// <param name="Address">The absolute address that the QR symbol holds.</param>
internal sealed record Label(string Code, string Text, string? Place, string Address);

/// <summary>How labels are printed.</summary>
/// <param name="Stock">What they are printed on.</param>
internal sealed record LabelSheet(LabelStock Stock)
{
    /// <summary>The place of the first label on the first sheet, from 1.</summary>
    public int Start { get; init; } = 1;

    /// <summary>The company's name, printed on each label; null leaves it out.</summary>
    public string? Company { get; init; }
}
