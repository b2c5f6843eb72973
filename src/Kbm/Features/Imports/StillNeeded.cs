using System.Globalization;
using System.Text;
using Kbm.Data;
using Kbm.Features.Audits;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Something that refers to what an import made.</summary>
/// <param name="Of">The id of what the import made.</param>
/// <param name="By">What refers to it, if an import can have made that too.</param>
/// <param name="ById">Which.</param>
/// <param name="Name">What refers to it is called, or is about, this.</param>
internal sealed record Need(long Of, MadeKind? By, long ById, string Name);

/// <summary>
/// What of that which an import made is referred to by the other tables, whatever the activity record says of it: it cannot be removed
/// before them. One question for each foreign key of the model that leads to what imports make.
/// </summary>
internal sealed class StillNeeded
{
    private static readonly StillNeeded[] s_all =
    [
        new(MadeKind.Item, "It was counted in {0}.", (db, ids) => db.AuditCounts.Where(c => ids.Contains(c.ItemId)).Join(db.Audits, c => c.AuditId, a => a.Id, (c, a) => new Need(c.ItemId!.Value, null, 0, "audit " + a.Id + ", " + a.Title))),
        // An audit that is open or cancelled lets go of what nobody has counted; the report of one that is finished stays as it is.
        new(MadeKind.Item, "The report of {0} is about it.", (db, ids) => db.AuditItems.Where(i => ids.Contains(i.ItemId)).Join(db.Audits.Where(a => a.State == AuditState.Finished), i => i.AuditId, a => a.Id, (i, a) => new Need(i.ItemId, null, 0, "audit " + a.Id + ", " + a.Title))),
        new(MadeKind.Item, "It was corrected by {0}.", (db, ids) => db.AuditFixes.Where(f => ids.Contains(f.ItemId)).Join(db.Audits, f => f.AuditId, a => a.Id, (f, a) => new Need(f.ItemId, null, 0, "audit " + a.Id + ", " + a.Title))),
        new(MadeKind.Item, "It has a photo.", (db, ids) => db.Photos.Where(p => ids.Contains(p.ItemId)).Select(p => new Need(p.ItemId!.Value, null, 0, ""))),
        new(MadeKind.Item, "It was handed to {0}.", (db, ids) => db.Checkouts.Where(c => ids.Contains(c.ItemId)).Select(c => new Need(c.ItemId, null, 0, c.Holder.Name))),
        new(MadeKind.Item, "{0} was put into it.", (db, ids) => db.Mountings.Where(m => ids.Contains(m.SignId)).Select(m => new Need(m.SignId, null, 0, m.Piece.Code))),
        new(MadeKind.Item, "It was put into {0}.", (db, ids) => db.Mountings.Where(m => ids.Contains(m.PieceId)).Select(m => new Need(m.PieceId, null, 0, m.Sign.Code))),
        new(MadeKind.Item, "{0} is in it.", (db, ids) => db.Items.Where(i => ids.Contains(i.InLockboxId)).Select(i => new Need(i.InLockboxId!.Value, MadeKind.Item, i.Id, i.Code))),
        new(MadeKind.Item, "{0} is under it.", (db, ids) => db.Keys.Where(k => ids.Contains(k.MasterKeyId)).Select(k => new Need(k.MasterKeyId!.Value, MadeKind.Item, k.Id, k.Code))),
        new(MadeKind.Unit, "{0} belongs to it.", (db, ids) => db.Items.Where(i => ids.Contains(i.UnitId)).Select(i => new Need(i.UnitId!.Value, MadeKind.Item, i.Id, i.Code))),
        new(MadeKind.Unit, "It has a photo.", (db, ids) => db.Photos.Where(p => ids.Contains(p.UnitId)).Select(p => new Need(p.UnitId!.Value, null, 0, ""))),
        new(MadeKind.Address, "Unit {0} is there.", (db, ids) => db.Units.Where(u => ids.Contains(u.AddressId)).Select(u => new Need(u.AddressId!.Value, MadeKind.Unit, u.Id, u.Label))),
        new(MadeKind.Property, "Unit {0} is in it.", (db, ids) => db.Units.Where(u => ids.Contains(u.PropertyId)).Select(u => new Need(u.PropertyId, MadeKind.Unit, u.Id, u.Label))),
        new(MadeKind.Property, "{0} belongs there.", (db, ids) => db.Items.Where(i => ids.Contains(i.PropertyId)).Select(i => new Need(i.PropertyId!.Value, MadeKind.Item, i.Id, i.Code))),
        new(MadeKind.Property, "{0} was put up there.", (db, ids) => db.Checkouts.Where(c => ids.Contains(c.PropertyId)).Select(c => new Need(c.PropertyId!.Value, null, 0, c.Item.Code))),
        new(MadeKind.Property, "It has a photo.", (db, ids) => db.Photos.Where(p => ids.Contains(p.PropertyId)).Select(p => new Need(p.PropertyId!.Value, null, 0, ""))),
        new(MadeKind.Property, "Audit {0} is of it.", (db, ids) => db.Audits.Where(a => ids.Contains(a.PropertyId)).Select(a => new Need(a.PropertyId!.Value, null, 0, "" + a.Id))),
        new(MadeKind.Property, "An audit of it is planned.", (db, ids) => db.PlannedAudits.Where(a => ids.Contains(a.PropertyId)).Select(a => new Need(a.PropertyId!.Value, null, 0, ""))),
        new(MadeKind.Contact, "{0} belongs to them.", (db, ids) => db.Properties.Where(p => ids.Contains(p.OwnerId)).Select(p => new Need(p.OwnerId!.Value, MadeKind.Property, p.Id, p.Name))),
        new(MadeKind.Contact, "{0} was handed to them.", (db, ids) => db.Checkouts.Where(c => ids.Contains(c.HolderId)).Select(c => new Need(c.HolderId, null, 0, c.Item.Code))),
        new(MadeKind.Contact, "They are on receipt {0}.", (db, ids) => db.Receipts.Where(r => ids.Contains(r.HolderId)).Select(r => new Need(r.HolderId!.Value, null, 0, "" + r.Sequence))),
    ];

    private readonly MadeKind _kind;
    private readonly CompositeFormat _sentence;
    private readonly Func<TenantDb, long?[], IQueryable<Need>> _ask;

    private StillNeeded(MadeKind kind, string sentence, Func<TenantDb, long?[], IQueryable<Need>> ask) => (_kind, _sentence, _ask) = (kind, CompositeFormat.Parse(sentence), ask);

    /// <param name="db">The write in which they are to be removed.</param>
    /// <param name="things">What an import made.</param>
    /// <param name="goes">Whether something that refers to them goes too, so that it does not count.</param>
    /// <returns>Those that are needed, and by what.</returns>
    public static async Task<List<UsedThing>> Of(TenantDb db, IReadOnlyCollection<MadeThing> things, Func<(MadeKind Kind, long Id), bool> goes)
    {
        var needed = new Dictionary<(MadeKind, long), string>();
        foreach (var some in things.Where(t => t.Before is null).GroupBy(t => t.Kind))
        {
            foreach (var part in some.Select(t => (long?)t.Id).Chunk(UsedSince.AtOnce))
            {
                foreach (var question in s_all.Where(q => q._kind == some.Key))
                    foreach (var need in (await question._ask(db, part).ToListAsync()).Where(n => n.By is not { } by || !goes((by, n.ById))))
                        needed.TryAdd((some.Key, need.Of), question.Sentence(need));
            }
        }
        return [.. things.Where(t => t.Before is null && needed.ContainsKey((t.Kind, t.Id))).Select(t => new UsedThing(t, needed[(t.Kind, t.Id)]))];
    }

    private string Sentence(Need need) => Word.Stop(Word.Heading(string.Format(CultureInfo.InvariantCulture, _sentence, need.Name)));
}
