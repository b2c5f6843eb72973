using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Kbm.Features.Photos;

/// <summary>Answers with a picture, which never changes under its hash.</summary>
internal static class PhotoFile
{
    /// <summary>
    /// A browser keeps it for a year. It is private: a cache that several people share would hand it to who is not signed in, or is
    /// signed in to another company under the same address.
    /// </summary>
    private const string ForAYear = "private, max-age=31536000, immutable";

    /// <summary>The same, of the photo with this id.</summary>
    public static async Task<IResult?> Of(TenantDb db, HttpResponse response, string photo, string? size) => Guid.TryParse(photo, out var id)
        && await db.Photos.Where(p => p.Id == id).Select(p => p.Hash).FirstOrDefaultAsync() is { } hash
            ? await Answer(db, response, hash, size)
            : null;

    /// <returns>The picture, or null if no photo of this company shows it.</returns>
    public static async Task<IResult?> Answer(TenantDb db, HttpResponse response, string hash, string? size)
    {
        var isSmall = size == "thumb";
        var found = await db.PhotoContents.Where(c => c.Hash == hash)
            .Select(c => new { c.Type, Bytes = isSmall ? c.Thumbnail : c.Picture }).FirstOrDefaultAsync();
        // Whatever else a database was filled with is not sent as a page of the company.
        if (found is null || !PictureKind.Types.Contains(found.Type)) return null;
        response.Headers.CacheControl = ForAYear;
        response.Headers.ContentDisposition = "inline";
        return Results.Bytes(found.Bytes, found.Type, entityTag: new EntityTagHeaderValue($"\"{hash}{(isSmall ? "-thumb" : "")}\""));
    }
}
