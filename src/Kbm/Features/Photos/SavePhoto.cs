using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Photos;

/// <summary>Adds photos to things, describes, orders and removes them.</summary>
public sealed class SavePhoto(Store<TenantDb> store, Darkroom darkroom, TimeProvider clock)
{
    /// <summary>Adds a photo. The same picture of the same thing is there already and answered as it is, so that trying again is safe.</summary>
    public async Task<Outcome<Photo>> Add(Actor by, PhotoOf of, PhotoInput input, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var caption = checks.Optional("caption", input.Caption, Photo.CaptionLength);
        if (checks.Failed) return checks.Refusals;
        if (await store.Read(db => PhotoThing.Find(db, of)) is null) return NoSuchThing();
        await using var file = input.Open();
        var picture = await darkroom.Develop(file, cancel);
        return picture.IsRefused ? picture.Refusals.ToList() : await Keep(by, of, picture.Value, caption);
    }

    /// <param name="by">Who does it.</param>
    /// <param name="photo">Which photo.</param>
    /// <param name="caption">Its caption from now on; null for none.</param>
    public Task<Outcome<Photo>> Describe(Actor by, string? photo, string? caption)
    {
        var checks = new Checks();
        var line = checks.Optional("caption", caption, Photo.CaptionLength);
        return checks.Failed ? Task.FromResult<Outcome<Photo>>(checks.Refusals) : Change(photo, (db, its, thing) =>
        {
            if (its.Caption == line) return Task.CompletedTask;
            its.Describe(line);
            db.Record(by, Now, ActivityVerb.Edited, Sentences.PhotoDescribed(thing.Name, line), thing.About);
            return Task.CompletedTask;
        });
    }

    /// <summary>Puts a photo before the others of its thing.</summary>
    public Task<Outcome<Photo>> PutFirst(Actor by, string? photo) => Change(photo, async (db, its, thing) =>
    {
        var first = await thing.Photos(db).OrderBy(p => p.Position).ThenBy(p => p.Id).FirstAsync();
        if (first.Id == its.Id) return;
        its.MoveTo(first.Position - 1);
        db.Record(by, Now, ActivityVerb.Edited, Sentences.PhotoFirst(thing.Name), thing.About);
    });

    /// <summary>Removes a photo, and its picture if no other photo shows it.</summary>
    public Task<Outcome<Photo>> Remove(Actor by, string? photo) => Change(photo, async (db, its, thing) =>
    {
        db.Photos.Remove(its);
        db.Record(by, Now, ActivityVerb.PhotoRemoved, Sentences.PhotoRemoved(thing.Name, its.Caption), thing.About);
        await db.SaveChangesAsync();
        var hash = its.Hash;
        // The first statement waits for whoever is adding the same picture, the second sees what they added.
        await db.PhotoContents.Where(c => c.Hash == hash).ExecuteUpdateAsync(set => set.SetProperty(c => c.Type, c => c.Type));
        await db.PhotoContents.Where(c => c.Hash == hash && !db.Photos.Any(p => p.Hash == hash)).ExecuteDeleteAsync();
    });

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private Task<Outcome<Photo>> Keep(Actor by, PhotoOf of, CleanPicture picture, string? caption) => store.Write<Outcome<Photo>>(async db =>
    {
        if (await PhotoThing.Find(db, of) is not { } thing) return NoSuchThing();
        // Locks the picture's row, be it new or there already, so that nobody removes it meanwhile.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "PhotoContents" ("Hash", "Type", "Picture", "Thumbnail") VALUES ({picture.Hash}, {picture.Type}, {picture.Picture}, {picture.Thumbnail})
            ON CONFLICT ("Hash") DO UPDATE SET "Type" = excluded."Type"
            """);
        var others = await thing.Photos(db).ToListAsync();
        if (others.Find(p => p.Hash == picture.Hash) is { } known) return known;
        if (others.Count >= darkroom.Limits.MaxPerThing)
            return Refusal.Conflict("too_many_photos", $"{Word.Heading(thing.Name)} has {others.Count} photos, which is as many as it may have. Remove one first.", PhotoInput.Field);
        var photo = new Photo(thing, picture, caption, others.Count == 0 ? 0 : others.Max(p => p.Position) + 1, by, Now);
        db.Photos.Add(photo);
        db.Record(by, Now, ActivityVerb.PhotoAdded, Sentences.PhotoAdded(thing.Name, caption), thing.About);
        return photo;
    });

    private Task<Outcome<Photo>> Change(string? id, Func<TenantDb, Photo, PhotoThing, Task> run) => store.Write<Outcome<Photo>>(async db =>
    {
        // Changing nothing locks the row: of two who change it, the second sees what the first left.
        if (!Guid.TryParse(id, out var wanted)
            || await db.Photos.Where(p => p.Id == wanted).ExecuteUpdateAsync(set => set.SetProperty(p => p.Position, p => p.Position)) == 0
            || await db.Photos.FirstOrDefaultAsync(p => p.Id == wanted) is not { } photo)
            return Refusal.NotFound("There is no such photo; it may have been removed.");
        await run(db, photo, (await PhotoThing.Of(db, photo))!);
        return photo;
    });

    private static Refusal NoSuchThing() => Refusal.NotFound("There is nothing of that code or id to have photos.");
}
