using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>An import on its way: what each row comes to, what is to be decided, then how far its run is and what came of it.</summary>
[Authorize(Permissions.Import)]
internal sealed class ImportPage(TenantDb db, CurrentVault vaults, DecideImport decide, StartImport start, UndoImport undo, ReceiveSheet receive, RunQueue runs, ReviewQueue reviews, CurrentTenant tenant) : KbmPage
{
    public const int MostNamed = 200;

    public ImportState State { get; private set; } = null!;

    public Import Import => State.Import;

    /// <summary>What was decided so far; null when nothing can be decided any more.</summary>
    public ImportDecisions? Decisions { get; private set; }

    /// <summary>The properties in use, where one of them may have to be chosen.</summary>
    public Dictionary<long, string> PropertyNames { get; private set; } = [];

    public ReviewSummary Review { get; private set; } = new();

    public bool IsSender => Import.IsFrom(Actor);

    /// <summary>Whoever sent the sheet can have its codes with the rows that have a problem, on purpose.</summary>
    public bool OffersCodes => IsSender && Import.Map.HasCodes() && Review.Of(Verdict.Wrong) > 0;

    public Verdict? Only { get; private set; }

    public Paged<RowView> Rows { get; private set; } = new([], 1, Paging.Usual, 0);

    /// <summary>What it made; null while it has not, or after it has been taken back.</summary>
    public MadeCounts? Made { get; private set; }

    public IReadOnlyList<RefusedFor> Reasons { get; private set; } = [];

    /// <summary>What keeps the import from being taken back, after somebody tried.</summary>
    public IReadOnlyList<UsedThing> Used { get; private set; } = [];

    /// <summary>The run that is under way.</summary>
    public Run? UnderWay => State.Stage is ImportStage.Running or ImportStage.TakingBack ? State.Undo ?? State.Run : null;

    public bool MayEnd => UnderWay is { } run && (May(Permissions.EndRuns) || run.UserId == Actor.UserId);

    /// <summary>What is under way, and how far it is; null when nothing is.</summary>
    public (string Doing, int Done, int Total)? Progress => State.Import.Judging is { } judging ? ("Checking", judging.Done, judging.Total)
        : UnderWay is { } run ? (run == State.Undo ? "Taking back" : "Importing", run.Done, run.Total) : null;

    public static string RowsWord(int count) => Word.Count(count, "row");

    public async Task<IActionResult> OnGetAsync(long id, string? show)
    {
        if (!await Load(id)) return NotFound();
        if (State.Stage == ImportStage.Matching) return LocalRedirect($"/imports/{id}/columns");
        await Show(show);
        return Page();
    }

    public Task<IActionResult> OnPostPlaceAsync(long id, [FromForm] string? name, [FromForm] string? choice, [FromForm] string? other) => Decided(id, async () =>
    {
        if (choice != "other") return await decide.Place(id, Checks.Line(name), long.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var property) ? property : null);
        var named = (await InUse()).Where(p => LooseName.Of(p.Value) == LooseName.Of(other)).Select(p => (long?)p.Key).FirstOrDefault();
        return named is null ? Refusal.Invalid("other", $"There is no property {Word.Cut(Checks.Line(other), 60)} in use. Choose one of those that are offered.") : await decide.Place(id, Checks.Line(name), named);
    });

    public Task<IActionResult> OnPostAskPlaceAsync(long id, [FromForm] string? name) => Decided(id, () => decide.AskPlace(id, Checks.Line(name)));

    public Task<IActionResult> OnPostAskPropertiesAsync(long id) => Decided(id, () => decide.MakeProperties(id, make: false));

    public Task<IActionResult> OnPostAskUnitsAsync(long id) => Decided(id, () => decide.MakeUnits(id, make: false));

    public Task<IActionResult> OnPostMakePropertiesAsync(long id) => Decided(id, () => decide.MakeProperties(id));

    public Task<IActionResult> OnPostMakeUnitsAsync(long id) => Decided(id, () => decide.MakeUnits(id));

    public Task<IActionResult> OnPostSkipAsync(long id, [FromForm] string? row) => Decided(id, () => decide.Skip(id, RowOf(row)));

    public Task<IActionResult> OnPostTakeInAsync(long id, [FromForm] string? row) => Decided(id, () => decide.Skip(id, RowOf(row), skip: false));

    public async Task<IActionResult> OnPostRunAsync(long id, [FromForm] string? version, [FromForm] string? rows)
    {
        if (!await Load(id)) return NotFound();
        int? seen = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var started = await start.Run(Actor, id, seen, goodRows: rows == "good");
        return started.IsRefused ? await Again(started.Refusals) : LocalRedirect($"/imports/{id}");
    }

    public async Task<IActionResult> OnPostUndoAsync(long id)
    {
        if (!May(Permissions.UndoImport)) return Forbid();
        if (!await Load(id)) return NotFound();
        var started = await undo.Start(Actor, id);
        if (started.Refusals is [{ Code: UsedSince.Code }]) Used = await UsedSince.Of(db, Import);
        return started.IsRefused ? await Again(started.Refusals) : LocalRedirect($"/imports/{id}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(long id)
    {
        if (!await Load(id)) return NotFound();
        var gone = await receive.Discard(id);
        if (gone.IsRefused) return await Again(gone.Refusals);
        Say($"Forgot {Import.FileName}. Nothing of it was taken in.");
        return LocalRedirect("/imports");
    }

    private static int[] RowOf(string? row) => int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? [number] : [];

    private async Task<IActionResult> Decided(long id, Func<Task<Outcome<Import>>> run)
    {
        if (!await Load(id)) return NotFound();
        var decided = await run();
        return decided.IsRefused ? await Again(decided.Refusals) : LocalRedirect($"/imports/{id}{Request.Query["show"].FirstOrDefault() switch { null => "", var show => $"?show={Uri.EscapeDataString(show)}" }}");
    }

    private async Task<IActionResult> Again(IReadOnlyList<Refusal> refusals)
    {
        await Show(null);
        return Refused([.. refusals.Select(r => r with { Field = null })]);
    }

    private async Task<bool> Load(long id)
    {
        if (await db.ImportById(id) is not { } state) return false;
        (State, Review) = (state, state.Import.Review.Open(await vaults.Open(), state.Import).For(state.Import.Map, state.Import.IsFrom(Actor)));
        return true;
    }

    private Task<Dictionary<long, string>> InUse() => db.Properties.Where(p => p.RetiredAt == null).ToDictionaryAsync(p => p.Id, p => p.Name);

    private async Task Show(string? show)
    {
        if (State.Stage is ImportStage.Running or ImportStage.TakingBack) runs.Add(tenant.Tenant);
        if (State.Stage == ImportStage.Judging) reviews.Add(tenant.Tenant);
        if (State.Stage is ImportStage.Done or ImportStage.TakenBack) Reasons = RunSummary.ByReason(await RunSummary.Refusals(db, (State.Undo ?? State.Run)!.Id));
        if (State.Stage == ImportStage.Done) Made = await Store.RememberFacts((typeof(MadeCounts), Import.Id), db => MadeCounts.Of(db, Import.Id));
        if (State.Stage is ImportStage.Matching or ImportStage.Judging) return;
        if (State.Stage == ImportStage.Review)
        {
            Decisions = ImportDecisions.Open(await vaults.Open(), Import);
            if (Import.Map.Hides(Field.Property, IsSender) || Import.Map.Hides(Field.Street, IsSender)) Decisions.Places.Clear();
            if (Review.UnknownPlaces.Count > 0 || Decisions.Places.Count > 0) PropertyNames = await InUse();
        }
        Only = Enum.GetValues<Verdict>().Where(v => v.ToString().Equals(show, StringComparison.OrdinalIgnoreCase)).Select(v => (Verdict?)v).FirstOrDefault()
            ?? (show is null && State.Stage == ImportStage.Review && Review.Of(Verdict.Wrong) > 0 ? Verdict.Wrong : null);
        Rows = await ImportRows.Page(db, await vaults.Open(), Import, Only, IsSender, Request.PageNumber());
    }
}
