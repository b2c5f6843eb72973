using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Imports;

/// <summary>Puts the values of one row right, with what is wrong standing at them.</summary>
[Authorize(Permissions.Import)]
internal sealed class ImportRowPage(TenantDb db, CurrentVault vaults, DecideImport act) : KbmPage
{
    public Import Import { get; private set; } = null!;

    public RowView Row { get; private set; } = null!;

    public IReadOnlyList<ImportField> Fields { get; private set; } = [];

    /// <summary>A value that is not shown is kept by an empty field.</summary>
    public bool IsHidden(ImportField field) => field.IsSecret || Import.Map.Hides(field.Field, Import.IsFrom(Actor));

    public IEnumerable<string> Others => Row.Problems.Where(p => Fields.All(f => f.Field != p.Field)).Select(ImportRows.Words);

    public async Task<IActionResult> OnGetAsync(long id, int row)
    {
        if (await Load(id, row) is { } refused) return refused;
        foreach (var problem in Row.Problems.Where(p => p.Field is not null)) ModelState.AddModelError(problem.Field.ToString()!, problem.Sentence);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, int row)
    {
        if (await Load(id, row) is { } refused) return refused;
        var values = new Dictionary<Field, string>();
        foreach (var field in Fields)
        {
            var typed = Request.Form[field.Field.ToString()].FirstOrDefault() ?? "";
            // A code is not shown, so an empty field keeps it.
            if (IsHidden(field) ? typed.Trim().Length > 0 : typed.Trim() != (Row[field.Field] ?? "")) values[field.Field] = typed;
        }
        var corrected = await act.Correct(id, row, values);
        if (corrected.IsRefused) return Refused(corrected.Refusals);
        if (corrected.Value.Judging is not null) return LocalRedirect($"/imports/{id}");
        await Load(id, row);
        if (Row.Verdict == Verdict.Wrong) return LocalRedirect($"/imports/{id}/rows/{row}");
        Say($"Row {row} is right now: {VerdictWords.Of(Row.Verdict).Text.ToLowerInvariant()}.");
        return LocalRedirect($"/imports/{id}");
    }

    private async Task<IActionResult?> Load(long id, int row)
    {
        if (await db.ImportById(id) is not { Import: var import } || await ImportRows.One(db, await vaults.Open(), import, row, import.IsFrom(Actor)) is not { } view) return NotFound();
        (Import, Row) = (import, view);
        Fields = [.. ImportField.For(import.Map.Kind).Where(f => import.Map.Has(f.Field) || view.Problems.Any(p => p.Field == f.Field))];
        return import.IsOpen ? null : LocalRedirect($"/imports/{id}");
    }
}
