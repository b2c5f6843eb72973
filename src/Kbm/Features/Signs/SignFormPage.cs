using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Signs;

/// <summary>What building and editing an assembled sign share.</summary>
internal abstract class SignFormPage(TenantDb db) : ItemFormPage(db, ItemKind.AssembledSign)
{
    [BindProperty]
    public BuildInput Input { get; set; } = new();

    public override ItemInput Item => Input;

    public override string UnitHint => "Empty for a sign of the whole property.";
}
