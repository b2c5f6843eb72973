using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Runs;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>A difference, what applying it would come to, and why it cannot be applied.</summary>
internal sealed record DifferenceRow(AuditDifference Difference, string? What, string? WhyNot)
{
    public bool CanApply => Difference.Fix is null && WhyNot is null && What is not null;

    /// <summary>Nothing of it was found: applied, it is out of use, which is for somebody to want.</summary>
    public bool Retires => Difference.Fix is null && Difference.Copies + Difference.Delta == 0;

    /// <summary>More was found than expected while copies are out by the record: one of those may have come back without a word.</summary>
    public bool MayHaveComeBack => Difference is { Delta: > 0, Out.Count: > 0 };
}

/// <summary>Where the cabinet and the record do not agree; an admin chooses what is corrected.</summary>
[Authorize(Permissions.RunAudits)]
internal sealed class DifferencesPage(TenantDb db, ApplyAudit act) : KbmPage
{
    public Audit Audit { get; private set; } = null!;

    public Paged<DifferenceRow> List { get; private set; } = null!;

    /// <summary>What was to be counted and has not been.</summary>
    public int Left { get; private set; }

    /// <summary>Tells a second sending of the form from a second act.</summary>
    public string ActKey { get; } = Guid.NewGuid().ToString("N");

    public bool MayApply => May(Permissions.ApplyAudits) && Audit.Can(AuditStepKind.Applied);

    /// <summary>It could be applied, by somebody else.</summary>
    public bool IsForAdmin => !May(Permissions.ApplyAudits) && Audit.Can(AuditStepKind.Applied);

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await db.Audits.FirstOrDefaultAsync(a => a.Id == id) is not { } audit) return NotFound();
        Audit = audit;
        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(long id, [FromForm(Name = "code")] string[] codes, string? all, string? key)
    {
        if (await db.Audits.FirstOrDefaultAsync(a => a.Id == id) is not { } audit) return NotFound();
        if (!May(Permissions.ApplyAudits)) return Forbid();
        Audit = audit;
        var started = await act.Start(Actor, id, all == "true" ? null : codes, $"form:{Actor.UserId}:{(Guid.TryParse(key, out var one) ? one : Guid.NewGuid()):N}");
        if (started.IsRefused)
        {
            await Load();
            return Refused(started.Refusals.Select(r => r with { Field = null }).ToList());
        }
        var run = started.Value;
        if (run.EndedAt is null || run.Refused > 0) return LocalRedirect($"/runs/{run.Id}");
        Say($"Applied: {RunSummary.Counts(run)}.", ($"/runs/{run.Id}", "See it"));
        return LocalRedirect($"/audits/{id}/differences");
    }

    private async Task Load()
    {
        var found = await new FindDifferences(db, Audit.Id).Page(Request.PageNumber());
        Left = (await AuditProgress.Of(db, Audit)).Left;
        List = found.With(await Rows(db, found.Rows, Time));
    }

    internal static async Task<IReadOnlyList<DifferenceRow>> Rows(TenantDb db, IReadOnlyList<AuditDifference> differences, Settings.CompanyTime time)
    {
        long[] ids = [.. differences.Select(d => d.ItemId).OfType<long>()];
        var items = await db.Items.AsNoTracking().WithPlace().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id);
        var open = (await db.Checkouts.AsNoTracking().Include(c => c.Holder).Where(c => c.Outstanding > 0 && ids.Contains(c.ItemId)).ToListAsync()).ToLookup(c => c.ItemId);
        return [.. differences.Select(d =>
        {
            var item = d.ItemId is { } id ? items.GetValueOrDefault(id) : null;
            var why = AuditCorrection.WhyNot(item, d, item is null ? [] : [.. open[item.Id]], time);
            return new DifferenceRow(d, item is null ? null : AuditCorrection.What(item, d), why?.Sentence);
        })];
    }
}
