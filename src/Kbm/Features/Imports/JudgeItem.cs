using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Signs;

namespace Kbm.Features.Imports;

/// <summary>Judges what a row says of an item: whether it is there, what would change, and what is wrong.</summary>
internal sealed class JudgeItem(ImportMap map, ImportKnown known, SheetCodes codes, CodeReach? reach)
{
    private readonly Dictionary<string, int> _codes = [];
    private readonly Dictionary<string, (int Row, int Says)> _natures = [];

    /// <summary>What the row says it is; without a word about it, what its code is of.</summary>
    public ItemType? TypeOf(RowText row) => map.OneType
        ?? (row[Field.Type] is { } type ? CellLook.ItemTypeOf(type) : row[Field.Code] is { } code ? ItemKind.OfCode(ItemCode.Read(code))?.Type : null);

    public bool IsSign(RowText row) => map.Kind == ImportKind.Items && TypeOf(row) == ItemType.AssembledSign;

    /// <summary>Signs are not taken in: one is there, or it has to be built.</summary>
    public void JudgeSign(RowWork work)
    {
        var code = work.Text[Field.Code] is { } typed ? ItemCode.Read(typed) : null;
        if (code is not null && known.ByCode.GetValueOrDefault(code)?.Type == ItemType.AssembledSign) work.Verdict = Verdict.Same;
        else work.Problem(code is null ? Field.Type : Field.Code, "sign", $"There is no {(code is null ? "such sign" : $"sign {Word.Cut(code, 13)}")} yet. Signs are built from their pieces on their own page; an import takes in the pieces.");
    }

    /// <summary>By what the row's item is told from others; null where that is not known.</summary>
    public ItemNature? NatureOf(RowText row, Properties.Property? property, Properties.Unit? unit) =>
        TypeOf(row) is { } type && LabelOf(row, property?.Name ?? row[Field.Property], unit?.Label ?? UnitOf(row)) is { } label
            ? ItemNature.Of(type, Checks.Line(label), row[Field.Hook] is { } hook ? Checks.Line(hook) : null, property, unit) : null;

    public async Task Judge(RowWork work)
    {
        var row = work.Text;
        if (TypeOf(row) is not { } type)
        {
            work.Problem(Field.Type, "item_type", row[Field.Type] is null ? "Say what it is: key, lockbox, sign piece or smart lock." : "This is no type of item: write key, lockbox, sign piece or smart lock.");
            return;
        }
        (work.Type, work.Code) = (type, CodeOf(work, type));
        var nature = NatureOf(row, work.Place?.Property, work.Place?.Unit);
        work.Before = work.Code is { } code ? known.ByCode.GetValueOrDefault(code) : nature is null ? null : known.ByNature[nature.Key].FirstOrDefault();
        if (work.Problems.Count == 0 && IsSecond(work, nature)) return;
        if (work.Before is null && work.Code is { } fresh && reach is not null && await reach.Beyond(ItemKind.Of(type), fresh) is { } highest) work.Problem(Field.Code, "code_far", TooFar(fresh, highest));
        if (work.Before is { RetiredAt: not null } && row[Field.Retired] is not null)
        {
            work.Verdict = Verdict.Same;
            return;
        }
        if (work.Before is { RetiredAt: not null } retired) work.Problem(Field.Code, "retired", $"{retired.Code} is retired; an admin can bring it back.");
        await Draft(work, type);
    }

    /// <summary>After a row has been found good: later rows may not say the same.</summary>
    public void Keep(RowWork work)
    {
        if (work.Code is { } code) _codes[code] = work.Row;
        if (work.Draft is { } draft) _natures.TryAdd(ItemNature.Of(work.Type!.Value, draft.Item.Label, draft.Item.Hook, draft.Item.Property, draft.Item.Unit).Key, (work.Row, work.Text.OfItem()));
    }

    private async Task Draft(RowWork work, ItemType type)
    {
        var (row, before) = (work.Text, work.Before);
        var checks = new Checks();
        var label = before is null ? LabelOf(row, work.Place?.Property.Name, work.Place?.Unit?.Label) : row[Field.Label];
        var draft = await ItemDraft.Read(known.Db, type, row, label, before, checks);
        work.Problem(checks, f => EnumWord.Of<Field>(f));
        var master = await MasterOf(work, type);
        work.Box = BoxOf(work, type);
        if (work.Problems.Count > 0) return;
        var property = work.Place?.Property ?? before?.Property;
        work.Draft = draft.At(property, work.Place is { } place ? place.Unit ?? (before?.PropertyId == place.Property.Id ? before?.Unit : null) : before?.Unit, master);
        if (before is null) return;
        CheckEdit(work, before);
        work.Makes.AddRange(work.Draft.ChangesOf(before));
        work.Verdict = work.Makes.Count > 0 && map.Mode == ImportMode.CreateAndUpdate ? Verdict.Change : Verdict.Same;
        if (map.Mode == ImportMode.CreateAndUpdate) work.Makes.AddRange(CodesOf(row, type).Select(c => $"its {c} is not taken in: change it on the page of {before.Code}"));
    }

    /// <summary>What the sheet says of codes that are kept secret. Whether they differ from those that there are, it is not told.</summary>
    private static IEnumerable<string> CodesOf(RowText row, ItemType type) =>
        ItemKind.Of(type).Secrets.Where(s => EnumWord.Of<Field>(s.ToString()) is { } field && row[field] is not null).Select(SecretName.Of);

    private static string TooFar(string code, string highest) =>
        $"{code} is far beyond {(highest.Length == 0 ? "the first codes" : highest)}, and every code between would be lost. Without one KBM gives the next that is free; a number on an old tag can be its hook.";

    private void CheckEdit(RowWork work, Item before)
    {
        if (map.Mode == ImportMode.CreateOnly) return;
        if (known.Out.GetValueOrDefault(before.Id) is var gone && work.Draft!.Item.Copies < gone)
            work.Problem(Field.Copies, "copies_out", $"{Word.Count(gone, "copy", "copies")} of {before.Code} {(gone == 1 ? "is" : "are")} out; copies cannot be fewer.");
        if (before is SignPiece piece && work.Text[Field.PieceType] is { } typed && !CellLook.Joined(typed).Equals(piece.PieceType.ToString(), StringComparison.OrdinalIgnoreCase))
            work.Problem(Field.PieceType, "piece_type", $"{before.Code} is a {PieceWords.Of(piece.PieceType)}; that is changed on its own page.");
    }

    /// <summary>The sheet says the same item twice: the second row is left out, or is wrong when it says something else under one code.</summary>
    private bool IsSecond(RowWork work, ItemNature? nature)
    {
        var isCode = work.Code is not null;
        var like = nature is null ? default : _natures.GetValueOrDefault(nature.Key);
        var first = isCode ? _codes.GetValueOrDefault(work.Code!) : like.Row;
        if (first == 0) return false;
        if (isCode && like.Row != first)
        {
            work.Problem(Field.Code, "code_twice", $"{work.Code} stands in row {first} too, for something else.");
            return true;
        }
        if (like.Says != work.Text.OfItem())
        {
            work.Problem(isCode ? Field.Code : Field.Label, "says_otherwise", $"Row {first} is the same {ItemKind.Of(work.Type!.Value).One} and says something else of it. If they are two, give this one a {(isCode ? "code" : "label or a hook")} of its own; if not, leave one of them out.");
            return true;
        }
        work.Verdict = Verdict.Duplicate;
        work.Makes.Add($"the same as row {first}");
        return true;
    }

    private static string? CodeOf(RowWork work, ItemType type)
    {
        if (work.Text[Field.Code] is not { } typed) return null;
        var (code, kind) = (ItemCode.Read(typed), ItemKind.Of(type));
        // Three letters would leave next to no codes to give out.
        if (ItemKind.OfCode(code) == kind && code.Length <= kind.Prefix.Length + 5) return code;
        work.Problem(Field.Code, "code_form", $"{Word.Cut(code, 20)} is no code of a {kind.One}, such as {kind.Prefix}A014. Without one KBM gives the next that is free; a number on an old tag can be its hook.");
        return null;
    }

    private async Task<Key?> MasterOf(RowWork work, ItemType type)
    {
        var before = work.Before as Key;
        if (type != ItemType.Key || work.Text[Field.MasterKey] is not { } typed) return before?.MasterKey;
        var code = ItemCode.Read(typed);
        work.Master = code;
        var master = known.ByCode.GetValueOrDefault(code) as Key;
        if (master is null && !codes.IsInSheet(code)) work.Problem(Field.MasterKey, "not_found", $"There is no key {Word.Cut(code, 13)}, and no row of this sheet makes one.");
        else if (master is { RetiredAt: not null } && master.Id != before?.MasterKeyId && !map.IsOwn) work.Problem(Field.MasterKey, "retired", $"{master.Code} is retired; choose another master.");
        else if ((work.Code ?? before?.Code) is { } own && await codes.LeadsBack(known.Db, own, code, master)) work.Problem(Field.MasterKey, "master_loop", $"{code} cannot be the master of {own}: it is {(own == code ? "the key itself" : "below it")}.");
        work.Depth = codes.DepthBelow(code);
        return master;
    }

    /// <summary>The lockbox that a new key is in. A key that is there is put in and taken out by hand.</summary>
    private Lockbox? BoxOf(RowWork work, ItemType type)
    {
        if (type != ItemType.Key || work.Before is not null || work.RetiredAt is not null || work.Text[Field.Inside] is not { } typed) return null;
        var code = ItemCode.Read(typed);
        var box = known.ByCode.GetValueOrDefault(code) as Lockbox;
        if (ItemKind.OfCode(code) != ItemKind.Lockbox) work.Problem(Field.Inside, "code_form", $"{Word.Cut(code, 20)} is no code of a lockbox, such as {ItemKind.Lockbox.Prefix}A014.");
        else if (box is null && !codes.IsInSheet(code)) work.Problem(Field.Inside, "not_found", $"There is no lockbox {Word.Cut(code, 13)}, and no row of this sheet makes one.");
        else if (box is { RetiredAt: not null }) work.Problem(Field.Inside, "retired", $"{box.Code} is retired; nothing can be put into it.");
        else if (box is { CopiesOut: > 0 }) work.Problem(Field.Inside, "lockbox_out", $"{box.Code} is with somebody, and what is inside is with it. Take it back first.");
        work.Depth = Math.Max(work.Depth, codes.DepthIn(code));
        return box;
    }

    private static string? UnitOf(RowText row) => row[Field.Unit] is { } unit ? CellLook.UnitLabel(unit) : null;

    private static string? LabelOf(RowText row, string? property, string? unit) =>
        row[Field.Label] ?? row[Field.RiderText] ?? (unit is { Length: > 0 } ? $"Unit {unit}" : property is null ? null : Word.Cut(property, Item.LabelLength));
}
