using System.Globalization;
using System.Runtime.CompilerServices;
using Kbm.Data;
using Kbm.Features.Secrets;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>A value of a row as it is shown.</summary>
public sealed record RowCell(Field Field, string Text);

/// <summary>A row with what the review says of it.</summary>
public sealed record RowView(int Row, Verdict Verdict, IReadOnlyList<RowCell> Cells, IReadOnlyList<string> Makes, IReadOnlyList<RowProblem> Problems)
{
    /// <summary>What the run made of it; empty before, and after it has been taken back.</summary>
    public IReadOnlyList<MadeLink> Made { get; init; } = [];

    public string? this[Field field] => Cells.FirstOrDefault(c => c.Field == field)?.Text;
}

/// <summary>The rows of an import as people look at them; codes that are kept secret are dots.</summary>
internal static class ImportRows
{
    public const string Dots = "••••";

    /// <summary>One page of the rows, or of those of one verdict.</summary>
    public static async Task<Paged<RowView>> Page(TenantDb db, Vault vault, Import import, Verdict? verdict, bool fromSender, int? page, int? pageSize = null)
    {
        var map = import.Map;
        var all = (await db.Judgements(vault, import, map.Sheet)).SelectMany(c => c.Rows.Where(r => verdict is null || r.Verdict == verdict).Select(r => (c.Chunk, Judged: r))).ToList();
        var size = Math.Clamp(pageSize ?? Paging.Usual, 1, Paging.Most);
        var number = Math.Clamp(page ?? 1, 1, Math.Max(1, (all.Count + size - 1) / size));
        var some = all.Skip((number - 1) * size).Take(size).ToList();
        var decisions = ImportDecisions.Open(vault, import);
        var texts = new Dictionary<int, RowText>();
        foreach (var chunk in some.Select(s => s.Chunk).Distinct())
            foreach (var row in (await db.Chunk(vault, import, map.Sheet, chunk)).Rows) texts[row.Number] = new(row, map, decisions);
        var made = import is { RunId: not null, UndoRunId: null } ? await MadeBy(db, import, [.. some.Select(s => s.Judged.Row)]) : [];
        return new([.. some.Select(s => View(map, texts[s.Judged.Row], s.Judged, fromSender) with { Made = made.GetValueOrDefault(s.Judged.Row) ?? [] })], number, size, all.Count);
    }

    /// <summary>What was made of these rows. Batches follow the sheet, masters before the keys under them, so few are opened for one page.</summary>
    private static async Task<Dictionary<int, List<MadeLink>>> MadeBy(TenantDb db, Import import, HashSet<int> rows)
    {
        var made = new Dictionary<int, List<MadeLink>>();
        await foreach (var batch in db.ImportMade.Where(m => m.ImportId == import.Id).OrderBy(m => m.Number).AsAsyncEnumerable())
        {
            foreach (var thing in batch.Things)
            {
                if (!rows.Contains(thing.Row) || MadeLink.Of(thing) is not { } link) continue;
                if (!made.TryGetValue(thing.Row, out var links)) made.Add(thing.Row, links = []);
                links.Add(link);
            }
            if (made.Count == rows.Count) break;
        }
        return made;
    }

    public static async Task<RowView?> One(TenantDb db, Vault vault, Import import, int row, bool fromSender)
    {
        var map = import.Map;
        foreach (var (chunk, rows) in await db.Judgements(vault, import, map.Sheet))
        {
            if (rows.FirstOrDefault(r => r.Row == row) is not { } judged) continue;
            var found = (await db.Chunk(vault, import, map.Sheet, chunk)).Rows.First(r => r.Number == row);
            return View(map, new(found, map, ImportDecisions.Open(vault, import)), judged, fromSender);
        }
        return null;
    }

    /// <summary>The rows with a problem as the sheet has them, with the reason behind each, to be mended and sent again.</summary>
    /// <param name="db">Where they are read from.</param>
    /// <param name="vault">Opens them.</param>
    /// <param name="import">Whose rows they are.</param>
    /// <param name="fromSender">They are for whoever sent the sheet; others get the matched columns only, and no codes.</param>
    /// <param name="withCodes">Codes stand in it too; else they are left empty.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async IAsyncEnumerable<IEnumerable<string?>> Problems(TenantDb db, Vault vault, Import import, bool fromSender, bool withCodes, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var map = import.Map;
        var at = map.Columns.ToDictionary(c => c.Value, c => c.Key);
        var decisions = ImportDecisions.Open(vault, import);
        var heads = (await db.Chunk(vault, import, map.Sheet, 0)).Rows.FirstOrDefault(r => r.Number == map.HeaderRow)?.Cells ?? [];
        var columns = Enumerable.Range(0, heads.Length).Where(i => fromSender || !map.Hides(i, fromSender)).ToList();
        var judgements = await db.Judgements(vault, import, map.Sheet);
        yield return columns.Select(i => heads[i]).Concat(OwnSheet.ProblemHeads);
        foreach (var (chunk, judged) in judgements)
        {
            cancel.ThrowIfCancellationRequested();
            var wrong = judged.Where(r => r.Verdict == Verdict.Wrong).ToDictionary(r => r.Row);
            if (wrong.Count == 0) continue;
            foreach (var row in (await db.Chunk(vault, import, map.Sheet, chunk)).Rows.Where(r => wrong.ContainsKey(r.Number)))
            {
                var mended = decisions.Values.GetValueOrDefault(row.Number)?.Where(v => at.ContainsKey(v.Key)).ToDictionary(v => at[v.Key], v => v.Value) ?? [];
                yield return columns.Select(i => !withCodes && map.Hides(i, fromSender) ? "" : mended.GetValueOrDefault(i) ?? row.Cells.ElementAtOrDefault(i))
                    .Concat([row.Number.ToString(CultureInfo.InvariantCulture), string.Join(" ", View(map, new(row, map, decisions), wrong[row.Number], fromSender).Problems.Select(Words))]);
            }
        }
    }

    public static string Words(RowProblem problem) => problem.Field is { } field ? $"{ImportField.Of(field).Text}: {problem.Sentence}" : problem.Sentence;

    /// <summary>A row as somebody sees it: what is hidden from them, neither its problems nor its changes repeat.</summary>
    private static RowView View(ImportMap map, RowText text, RowJudgement judged, bool fromSender)
    {
        var fields = map.Columns.OrderBy(c => c.Key).Where(c => text[c.Value] is not null).Select(c => (Field: c.Value, Text: text[c.Value]!, IsHidden: map.Hides(c.Key, fromSender))).ToList();
        var hidden = fields.FindAll(f => f.IsHidden && !ImportField.Of(f.Field).IsSecret).ConvertAll(f => f.Text);
        string Dotted(string words) => hidden.Aggregate(words, (w, told) => w.Replace(told, Dots, StringComparison.OrdinalIgnoreCase));
        return new(
            judged.Row, judged.Verdict,
            [.. fields.Select(f => new RowCell(f.Field, f.IsHidden ? Dots : f.Text))],
            [.. judged.Makes.Select(Dotted)],
            [.. judged.Problems.Select(p => p with { Sentence = p.Field is { } field && map.Hides(field, fromSender) && !ImportField.Of(field).IsSecret ? "This value is not taken in; only who sent the sheet sees it." : Dotted(p.Sentence) })]);
    }
}
