using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Imports;

/// <summary>Which sheet is read, where its heads are, and what each of its columns means.</summary>
[Authorize(Permissions.Import)]
internal sealed class ImportColumnsPage(TenantDb db, CurrentVault vaults, DecideImport act) : KbmPage
{
    private const int RowsToChooseFrom = 20;

    public Import Import { get; private set; } = null!;

    public ImportMap Map { get; private set; } = null!;

    public IReadOnlyList<SheetHead> Heads { get; private set; } = [];

    public IReadOnlyList<FieldOption> HeaderRows { get; private set; } = [];

    public IReadOnlyList<FieldOption> Sheets => [.. Import.Sheets.Select((s, i) => new FieldOption(Number(i), s.Rows == 0 ? $"{s.Name} (empty)" : s.Name))];

    /// <summary>The kind as it is shown, so that it can be told whether somebody has chosen another; empty once it has been chosen.</summary>
    public string Shown => Map.IsKindChosen ? "" : Map.Kind.ToString();

    private bool IsSender => Import.IsFrom(Actor);

    public static IReadOnlyList<FieldOption> Kinds => [.. NewImportPage.Kinds.Skip(1)];

    public IReadOnlyList<FieldOption> Fields => [new("", "Leave out"), .. ImportField.For(Map.Kind).Select(f => new FieldOption(f.Field.ToString(), f.Text))];

    public async Task<IActionResult> OnGetAsync(long id, string? sheet, string? head, string? kind, string? from, string? shown)
    {
        if (await Load(id) is { } refused) return refused;
        await Look(sheet, head, kind, from, shown);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, [FromForm] string? sheet, [FromForm] string? head, [FromForm] string? kind, [FromForm] string? shown, [FromForm] string? mode)
    {
        if (await Load(id) is { } refused) return refused;
        await Look(sheet, head, kind, sheet, shown);
        var columns = new Dictionary<int, Field>();
        foreach (var column in Heads)
            if (EnumWord.Of<Field>(Request.Form[$"column-{Number(column.At)}"]) is { } field) columns[column.At] = field;
        Map = Map with { Columns = columns, Mode = mode == nameof(ImportMode.CreateAndUpdate) ? ImportMode.CreateAndUpdate : ImportMode.CreateOnly };
        var matched = await act.Match(Actor, id, Map);
        return matched.IsRefused ? Refused(matched.Refusals.Select(r => r with { Field = null }).ToList()) : LocalRedirect($"/imports/{id}");
    }

    public string HeadOf(SheetHead head) => head.Head == "" ? $"Column {Number(head.At + 1)}" : Import.Head(Map, Map.HeaderRow, head.At, head.Head, IsSender);

    /// <summary>The first values of a column, dots where they are to be kept secret.</summary>
    public string Sample(SheetHead head) => Map.Hides(head.At, IsSender)
        ? string.Join(" · ", head.Values.Take(3).Select(_ => ImportRows.Dots))
        : string.Join(" · ", head.Values.Take(3).Select(v => Word.Cut(v, 40)));

    private async Task<IActionResult?> Load(long id)
    {
        if (await db.ImportById(id) is not { } state) return NotFound();
        (Import, Map) = (state.Import, state.Import.Map);
        return Import.IsOpen ? null : LocalRedirect($"/imports/{id}");
    }

    /// <summary>Another sheet, row of heads or kind is guessed anew.</summary>
    private async Task Look(string? sheet, string? head, string? kind, string? from, string? shown)
    {
        var number = int.TryParse(sheet, NumberStyles.None, CultureInfo.InvariantCulture, out var s) && s < Import.Sheets.Count ? s : Map.Sheet;
        var rows = (await db.Chunk(await vaults.Open(), Import, number, 0)).Rows;
        var map = Map with { Sheet = number };
        HeaderRows = [.. rows.Take(RowsToChooseFrom).Select(r => new FieldOption(Number(r.Number), $"Row {r.Number}: {Word.Cut(string.Join(", ", r.Cells.Select((c, at) => Import.Head(map, r.Number, at, c, IsSender)).Where(c => c.Length > 0)), 80)}"))];
        // What was chosen beside the sheet before belongs to that one, unless it is the kind and somebody has chosen it.
        var (isOther, isMoved) = (number != Map.Sheet, number != (int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var f) ? f : Map.Sheet));
        var named = EnumWord.Of<ImportKind>(kind);
        var isChosen = named is not null ? named.ToString() != shown : Map.IsKindChosen;
        ImportKind? what = isMoved && !isChosen ? null : named ?? (isChosen ? Map.Kind : null);
        var row = int.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && rows.Any(r => r.Number == h) && !isMoved ? h : isOther ? GuessColumns.HeaderRow(rows) : Map.HeaderRow;
        if (isOther || row != Map.HeaderRow || (what is not null && what != Map.Kind))
            Map = (await ReceiveSheet.GuessMap(db, rows, number, Import.Sheets[number].Name, Import.FileName, row, what)) with { Mode = Map.Mode, Sealed = Map.Sealed };
        Map = Map with { IsKindChosen = isChosen };
        Heads = GuessColumns.Heads(rows, Map.HeaderRow);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
