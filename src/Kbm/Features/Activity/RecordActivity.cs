using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;

namespace Kbm.Features.Activity;

/// <summary>What an entry is about; each thing's page lists the entries that name it.</summary>
internal readonly record struct About(long? Item = null, long? Contact = null, long? Property = null, long? Unit = null, long? Receipt = null);

internal static class RecordActivity
{
    /// <summary>Adds the entry of a change to the write that makes it.</summary>
    public static void Record(this TenantDb db, Actor by, DateTime at, ActivityVerb verb, string sentence, About about = default, long? deed = null) =>
        db.Activity.Add(Entry(by, at, verb, sentence, about, deed));

    /// <summary>The entry of a change, for whoever inserts many.</summary>
    public static ActivityEntry Entry(Actor by, DateTime at, ActivityVerb verb, string sentence, About about = default, long? deed = null) => new()
    {
        At = at,
        UserId = by.UserId,
        UserName = by.Name,
        Verb = verb,
        Sentence = Word.Cut(Word.Stop(sentence), ActivityEntry.SentenceLength),
        ItemId = about.Item,
        ContactId = about.Contact,
        PropertyId = about.Property,
        UnitId = about.Unit,
        ReceiptId = about.Receipt,
        RunId = by.RunId,
        DeedId = deed,
    };
}
