using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Sheets.Reading;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Takes a file that somebody sent: keeps its rows, sealed, and guesses what they are. The file itself is not kept.</summary>
public sealed class ReceiveSheet(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    public const int MostSheets = 20;
    private const int ChunksPerWrite = 20;
    private static readonly TimeSpan s_stale = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_untilNextLook = TimeSpan.FromMilliseconds(200);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="by">Who sends it.</param>
    /// <param name="file">The file; it is closed.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="actKey">A file of this key is taken once.</param>
    /// <param name="kind">What the rows are; null to guess it.</param>
    /// <param name="keyStart">How the act keys of other files begin that were sent under the same key.</param>
    /// <param name="cancel">Whoever sends it has gone.</param>
    public async Task<Outcome<Import>> Run(Actor by, Stream file, string name, string actKey, ImportKind? kind = null, string? keyStart = null, CancellationToken cancel = default)
    {
        if (await store.Read(db => db.Imports.FirstOrDefaultAsync(i => i.ActKey == actKey && i.ReadAt != null)) is { } before) return before;
        if (keyStart is not null && await store.Read(db => db.Imports.Where(i => i.ActKey.StartsWith(keyStart) && i.ActKey != actKey).Select(i => i.FileName).FirstOrDefaultAsync()) is { } other)
            return Refusal.Conflict("act_key_used", $"Under this Idempotency-Key another file was sent already: {other}. Look at it, or send this one under another key.");
        var clean = Checks.Line(Path.GetFileName(name.Replace('\\', '/'))) is { Length: > 0 } given ? given : "sheet";
        var opened = SheetFile.Open(file, clean);
        if (opened.IsRefused) return opened.Refusals.ToList();
        using var sheets = opened.Value;
        var vault = await vaults.Open();
        var import = new Import(clean, by, Now, actKey);
        if (await Begin(import) is { } first) return first;
        try
        {
            var kept = await Keep(vault, import, sheets, cancel);
            return await Finish(import, kept, kind);
        }
        catch (Exception failure)
        {
            await store.Write(db => db.Imports.Where(i => i.Id == import.Id && i.ReadAt == null).ExecuteDeleteAsync(), CancellationToken.None);
            if (failure is not SheetRefused refused) throw;
            return refused.Refusal;
        }
    }

    /// <summary>Forgets an import that has not been run.</summary>
    public Task<Outcome<bool>> Discard(long id) => store.Write<Outcome<bool>>(async db =>
    {
        if (await db.Imports.FirstOrDefaultAsync(i => i.Id == id && i.ReadAt != null) is not { } import) return FindImport.NoSuch;
        if (!import.IsOpen) return Refusal.Conflict("import_run", "This import has been run; an admin can take it back.");
        db.Imports.Remove(import);
        return true;
    });

    /// <summary>Begins it, unless a file of its key has come already: whoever sends it a second time, as by a double click, waits for what comes of the first.</summary>
    /// <returns>What came of the first; null when this is it.</returns>
    private async Task<Outcome<Import>?> Begin(Import import)
    {
        var patience = Now + s_patience;
        while (true)
        {
            var first = await store.Write(db => Begin(db, import));
            if (first is null) return null;
            if (first.ReadAt is not null) return first;
            if (Now >= patience) return Refusal.Conflict("being_read", "This file is being read already. Look for it among the imports in a while.");
            await Task.Delay(s_untilNextLook, clock);
        }
    }

    // What was begun under this key long ago and not finished, as when the server stopped, is begun anew.
    private async Task<Import?> Begin(TenantDb db, Import import)
    {
        var stale = Now - s_stale;
        await db.Imports.Where(i => i.ActKey == import.ActKey && i.ReadAt == null && i.SentAt < stale).ExecuteDeleteAsync();
        if (await db.Imports.FirstOrDefaultAsync(i => i.ActKey == import.ActKey) is { } first) return first;
        db.Imports.Add(import);
        await db.SaveChangesAsync();
        return null;
    }

    private async Task<List<KeptSheet>> Keep(Vault vault, Import import, SheetFile file, CancellationToken cancel)
    {
        var (kept, total) = (new List<KeptSheet>(), 0);
        for (var sheet = 0; sheet < Math.Min(file.Sheets.Count, MostSheets); sheet++)
        {
            var (first, chunks, rows) = (new List<KeptRow>(), 0, 0);
            foreach (var some in file.Rows(sheet).Select(r => Kept(r, cancel)).Chunk(ImportChunk.Size).Chunk(ChunksPerWrite))
            {
                if (first.Count == 0) first.AddRange(some[0]);
                var sealedChunks = some.Select((part, i) => new ImportChunk(import, vault, sheet, chunks + i, part)).ToList();
                await store.Write(db => Add(db, import, sealedChunks), cancel);
                (chunks, rows) = (chunks + some.Length, rows + some.Sum(c => c.Length));
                if ((total += some.Sum(c => c.Length)) > SheetLimits.Default.MaxRows)
                    throw new SheetRefused(new("too_many_rows", string.Create(CultureInfo.InvariantCulture, $"The sheets of this workbook have more than {SheetLimits.Default.MaxRows:#,0} rows together. Send them in several files."), "file"));
            }
            kept.Add(new(new(file.Sheets[sheet], rows, chunks), first));
        }
        return total > 0 ? kept : throw SheetRefused.Empty();
    }

    private static KeptRow Kept(RawRow row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(row.Number, row.Cells);
    }

    private static Task Add(TenantDb db, Import import, List<ImportChunk> chunks)
    {
        db.Attach(import);
        db.ImportChunks.AddRange(chunks);
        return Task.CompletedTask;
    }

    private async Task<Outcome<Import>> Finish(Import import, List<KeptSheet> kept, ImportKind? kind)
    {
        var sheet = kept.FindIndex(s => s.First.Count > 0);
        var map = (await Guess(kept[sheet], sheet, import.FileName, kind)) with { IsKindChosen = kind is not null };
        foreach (var (other, number) in kept.Select((k, n) => (k, n)).Where(k => k.k.First.Count > 0))
            map = map with { Sealed = [.. map.Sealed, .. SealedColumns.ByHeads(other.First, number, number == sheet ? map.HeaderRow : GuessColumns.HeaderRow(other.First))] };
        return await store.Write<Outcome<Import>>(async db =>
        {
            var saved = await db.Imports.FirstAsync(i => i.Id == import.Id);
            saved.HasBeenRead([.. kept.Select(s => s.Info)], map, Now);
            return saved;
        });
    }

    private Task<ImportMap> Guess(KeptSheet sheet, int number, string fileName, ImportKind? kind) =>
        store.Read(db => GuessMap(db, sheet.First, number, sheet.Info.Name, fileName, GuessColumns.HeaderRow(sheet.First), kind));

    /// <summary>How the columns are matched at first: as they were the last time with these heads, or as they can be guessed.</summary>
    internal static async Task<ImportMap> GuessMap(TenantDb db, IReadOnlyList<KeptRow> rows, int sheet, string sheetName, string fileName, int headerRow, ImportKind? kind)
    {
        var heads = GuessColumns.Heads(rows, headerRow);
        var shape = ImportShape.HeadsOf(heads.Select(h => h.Head));
        var remembered = await db.ImportShapes.FirstOrDefaultAsync(s => s.Heads == shape);
        var what = kind ?? OwnSheet.KindOf(heads) ?? remembered?.Kind ?? GuessKind.Of(heads, fileName, sheetName);
        var isOwn = OwnSheet.Columns(what, heads) is not null;
        return new()
        {
            Sheet = sheet,
            HeaderRow = headerRow,
            Kind = what,
            IsOwn = isOwn,
            Columns = !isOwn && remembered is not null && remembered.Kind == what ? remembered.Columns : GuessColumns.Columns(what, heads),
        };
    }

    private sealed record KeptSheet(SheetInfo Info, List<KeptRow> First);
}
