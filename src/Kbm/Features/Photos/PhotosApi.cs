using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Web;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Photos;

/// <summary>A photo as the API shows it; its picture is at <c>/api/v1/photos/{id}/picture</c>.</summary>
public sealed record PhotoAnswer(Guid Id, string Hash, int Width, int Height, int Size, string? Caption, DateTime AddedAt, string AddedBy)
{
    internal static PhotoAnswer Of(PhotoRow p) => new(p.Id, p.Hash, p.Width, p.Height, p.Size, p.Caption, p.AddedAt, p.AddedBy);
}

/// <summary>The photos of one thing, the first first.</summary>
public sealed record PhotoList(IReadOnlyList<PhotoAnswer> Photos);

internal static class PhotosApi
{
    public static void MapPhotos(this IEndpointRouteBuilder api)
    {
        var limit = PhotosSetup.FileLimit(api.ServiceProvider.GetRequiredService<IOptions<PhotoOptions>>().Value);
        Map(api, "/items/{code}", "Item", limit,
            (string code, TenantDb db) => List(db, new(Item: code)),
            (string code, string? caption, SavePhoto act, HttpContext context) => Add(new(Item: code), caption, act, context));
        Map(api, "/properties/{id}", "Property", limit,
            (long id, TenantDb db) => List(db, new(Property: id)),
            (long id, string? caption, SavePhoto act, HttpContext context) => Add(new(Property: id), caption, act, context));
        Map(api, "/units/{id}", "Unit", limit,
            (long id, TenantDb db) => List(db, new(Unit: id)),
            (long id, string? caption, SavePhoto act, HttpContext context) => Add(new(Unit: id), caption, act, context));
        api.MapGet("/photos/{photo}/picture", Picture).For(Permissions.See).WithTags("Photos").WithName("GetPicture")
            .WithSummary("The picture of a photo, or with size=thumb its thumbnail.").Produces(200, contentType: "image/jpeg", additionalContentTypes: "image/webp").Produces(304).ProducesProblem(401).ProducesProblem(404);
        api.MapDelete("/photos/{photo}", Remove).For(Permissions.EditInventory).WithTags("Photos").WithName("RemovePhoto")
            .WithSummary("Removes a photo.").Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
    }

    private static void Map(IEndpointRouteBuilder api, string thing, string name, BodyLimit limit, Delegate list, Delegate add)
    {
        api.MapGet($"{thing}/photos", list).For(Permissions.See).WithTags("Photos").WithName($"List{name}Photos")
            .WithSummary("Lists the photos of one thing, the first first.").Produces<PhotoList>().ProducesProblem(401).ProducesProblem(404);
        api.MapPost($"{thing}/photos", add).For(Permissions.EditInventory).WithMetadata(limit).WithTags("Photos").WithName($"Add{name}Photo")
            .WithSummary("Adds a photo: the body is the file, a JPEG, PNG or WebP. The same picture sent again is answered with the photo that is there.")
            .Produces<PhotoAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413);
    }

    private static async Task<IResult> List(TenantDb db, PhotoOf of) => await PhotoThing.Find(db, of) is { } thing
        ? Results.Ok(new PhotoList([.. (await PhotoRow.Load(thing.Photos(db))).Select(PhotoAnswer.Of)]))
        : Answers.Problem([Refusal.NotFound("There is nothing of that code or id to have photos.")]);

    private static async Task<IResult> Add(PhotoOf of, string? caption, SavePhoto act, HttpContext context) =>
        (await act.Add(context.User.Actor(), of, new(() => context.Request.Body, caption), context.RequestAborted))
            .Answer(photo => Results.Created($"/api/v1/photos/{photo.Id}/picture", PhotoAnswer.Of(PhotoRow.Of(photo))));

    private static async Task<IResult> Picture(string photo, string? size, TenantDb db, HttpResponse response) =>
        await PhotoFile.Of(db, response, photo, size) ?? Answers.Problem([Refusal.NotFound("There is no such photo.")]);

    private static async Task<IResult> Remove(string photo, SavePhoto act, HttpContext context) =>
        (await act.Remove(context.User.Actor(), photo)).Answer(_ => Results.NoContent());
}
