using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Labels;

/// <summary>Labels before they are printed: what for, on which stock, from which place on, with a picture of the first sheet.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class LabelsPage(TenantDb db) : KbmPage
{
    private const int MostNamed = 6;

    public LabelRequest Labels { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The first of the items, by which the choice is recognised.</summary>
    public IReadOnlyList<ItemRow> Named { get; private set; } = [];

    public int Pages => (Labels.Count + Labels.Start - 1 + Labels.Stock.PerPage - 1) / Labels.Stock.PerPage;

    public async Task OnGetAsync()
    {
        Labels = LabelRequest.Read(Request);
        Refusal = await Labels.Check(db, Settings, Time);
        if (!Labels.Selection.IsEmpty) Named = await ItemRow.Load(db, Labels.Selection.Items(db, Settings, Time).Take(MostNamed));
        if (Refusal is not null && !Labels.Selection.IsEmpty) Response.StatusCode = Refusal.Status;
    }
}
