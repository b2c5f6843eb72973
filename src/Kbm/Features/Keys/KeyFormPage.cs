using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Keys;

/// <summary>What adding and editing a key share.</summary>
internal abstract class KeyFormPage(TenantDb db) : ItemFormPage(db, ItemKind.Key)
{
    [BindProperty]
    public KeyInput Input { get; set; } = new();

    public override ItemInput Item => Input;

    public override string UnitHint => "Empty for a door of the whole property.";

    public override FieldModel BesideUnit => new("Input.MasterKey", "Under master key", Input.MasterKey)
    {
        Hint = "The code of the key that opens this door too, such as KA001.",
    };
}
