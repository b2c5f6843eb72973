using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Lockboxes;

/// <summary>What adding and editing a lockbox share.</summary>
internal abstract class LockboxFormPage(TenantDb db) : ItemFormPage(db, ItemKind.Lockbox)
{
    [BindProperty]
    public LockboxInput Input { get; set; } = new();

    public override ItemInput Item => Input;

    public override string UnitHint => "Empty for a box of the whole property.";

    public override FieldModel BesideUnit => new("Input.Spot", "Where it hangs", Input.Spot) { Hint = "North gate, left rail." };
}
