using System.ComponentModel.DataAnnotations;

namespace Kbm.Features.Photos;

/// <summary>Section <c>Kbm:Photos</c>.</summary>
public sealed class PhotoOptions
{
    /// <summary>How large a file may be that somebody adds, in megabytes of 1,048,576 bytes.</summary>
    [Range(1, 100)]
    public int MaxMegabytes { get; set; } = 15;

    /// <summary>How many pixels it may have, in millions. One takes four bytes of memory while it is read.</summary>
    [Range(1, 200)]
    public int MaxMegapixels { get; set; } = 50;

    /// <summary>How many pixels wide or high it may be.</summary>
    [Range(1000, 60_000)]
    public int MaxSide { get; set; } = 12_000;

    /// <summary>How many files one form may bring.</summary>
    [Range(1, 20)]
    public int MaxAtOnce { get; set; } = 5;

    /// <summary>How many photos one thing may have.</summary>
    [Range(1, 200)]
    public int MaxPerThing { get; set; } = 20;

    /// <summary>How many are decoded at the same time, on one node; the others wait.</summary>
    [Range(1, 64)]
    public int DecodesAtOnce { get; set; } = 2;

    public int MaxBytes => MaxMegabytes * 1024 * 1024;
}
