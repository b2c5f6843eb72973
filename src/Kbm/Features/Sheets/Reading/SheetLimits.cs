namespace Kbm.Features.Sheets.Reading;

/// <summary>How much of somebody's file is read.</summary>
internal sealed record SheetLimits
{
    public static readonly SheetLimits Default = new();

    /// <summary>Of the file as it came, in bytes.</summary>
    public long MaxBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>In one sheet, without the empty ones.</summary>
    public int MaxRows { get; init; } = 200_000;

    public int MaxColumns { get; init; } = 500;

    /// <summary>Of one row of a text file, the empty ones at its end included.</summary>
    public int MaxRecordColumns { get; init; } = 20_000;

    /// <summary>Of one cell, in characters. Excel's own limit.</summary>
    public int MaxCell { get; init; } = 32_767;

    /// <summary>Of one row of a text file, in bytes of UTF-8.</summary>
    public int MaxRecord { get; init; } = 2_000_000;

    /// <summary>Parts of an XLSX file.</summary>
    public int MaxParts { get; init; } = 5_000;

    /// <summary>Of an XLSX file's parts when inflated, in bytes; declared, and really inflated while they are read.</summary>
    public long MaxInflated { get; init; } = 1L << 30;

    /// <summary>Of all that is inflated while a file is read: a sheet's part is read up to three times, once to see whether cells are merged and once to see which.</summary>
    public long MaxInflatedAgain { get; init; } = 3L << 30;

    /// <summary>How many times larger than its packed form a part may become, once it is larger than <see cref="RatioFrom"/>.</summary>
    public int MaxRatio { get; init; } = 150;

    public long RatioFrom { get; init; } = 32L * 1024 * 1024;

    /// <summary>Of the texts that an XLSX file's cells refer to, in bytes of memory.</summary>
    public long MaxSharedText { get; init; } = 192L * 1024 * 1024;
}
