using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Photos;

/// <summary>A photo as pages and the API show it, without its picture.</summary>
public sealed record PhotoRow(Guid Id, string Hash, int Width, int Height, int Size, string? Caption, DateTime AddedAt, string AddedBy)
{
    /// <summary>Where a browser gets the picture.</summary>
    public string Href => $"/photos/{Hash}";

    public string Thumbnail => $"/photos/{Hash}?size=thumb";

    internal static PhotoRow Of(Photo p) => new(p.Id, p.Hash, p.Width, p.Height, p.Size, p.Caption, p.AddedAt, p.AddedBy);

    internal static Task<List<PhotoRow>> Load(IQueryable<Photo> photos) => photos.OrderBy(p => p.Position).ThenBy(p => p.Id)
        .Select(p => new PhotoRow(p.Id, p.Hash, p.Width, p.Height, p.Size, p.Caption, p.AddedAt, p.AddedBy)).ToListAsync();
}

/// <summary>The photos on the page of a thing.</summary>
/// <param name="Name">The thing, as a sentence names it.</param>
/// <param name="Address">The page where they are added and changed.</param>
/// <param name="Photos">The first first.</param>
/// <param name="MayEdit">Whether who is there may change them.</param>
internal sealed record PhotoSection(string Name, string Address, IReadOnlyList<PhotoRow> Photos, bool MayEdit);
