using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.SmartLocks;

/// <summary>What adding and editing a smart lock share.</summary>
internal abstract class SmartLockFormPage(TenantDb db) : ItemFormPage(db, ItemKind.SmartLock)
{
    /// <summary>Systems that property managers commonly use, as suggestions.</summary>
    public static IReadOnlyList<string> Providers { get; } =
    [
        "August", "Brivo", "ButterflyMX", "igloohome", "Kwikset", "Latch", "Level", "Lockly", "RemoteLock", "Salto", "Schlage", "SmartRent", "TTLock", "Yale",
    ];

    [BindProperty]
    public SmartLockInput Input { get; set; } = new();

    public override ItemInput Item => Input;

    public override string UnitHint => "Empty for a door of the whole property.";
}
