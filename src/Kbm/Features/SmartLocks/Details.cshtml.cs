using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.SmartLocks;

/// <summary>A smart lock: its door, its system, its codes behind buttons, how to work it.</summary>
[Authorize(Permissions.See)]
internal sealed class SmartLockPage(TenantDb db, RetireItem act) : ItemPage(db, act, ItemKind.SmartLock)
{
    private readonly TenantDb _db = db;

    public override string PlaceTerm => "On a door of";

    public string? Instructions { get; private set; }

    protected override async Task LoadOwn() =>
        Instructions = await _db.SmartLocks.Where(l => l.Id == Item.Id).Select(l => l.Instructions).FirstOrDefaultAsync();
}
