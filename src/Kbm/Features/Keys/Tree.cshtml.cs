using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>The form that moves a key.</summary>
/// <param name="Code">The key.</param>
/// <param name="Master">The code of the master that it is under.</param>
/// <param name="IsOnTree">It stands at the picture and leads back there, not to the key's page.</param>
public sealed record MoveKeyModel(string Code, string? Master, bool IsOnTree);

/// <summary>The masters above a key and everything below it as a picture and as a list, and the form that moves it.</summary>
[Authorize(Permissions.See)]
internal sealed class KeyTreePage(TenantDb db, SaveKey act) : KbmPage
{
    public const int MostKeys = 500;

    public KeyNode Key { get; private set; } = null!;

    /// <summary>The code of its master.</summary>
    public string? Master { get; private set; }

    public IReadOnlyList<TreeRow> Rows { get; private set; } = [];

    /// <summary>There are more keys below it than are shown.</summary>
    public bool IsCut => Rows.SkipWhile(r => r.Key.Id != Key.Id || r.LeftOut > 0).Skip(1).TakeWhile(r => r.Depth > Depth).Any(r => r.LeftOut > 0);

    private int Depth => Rows.First(r => r.Key.Id == Key.Id).Depth;

    /// <summary>What it opens as a master; null when no key is under it.</summary>
    public KeyReach? Reach { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code)
    {
        var canonical = ItemCode.Read(code);
        if (!await Load(canonical)) return NotFound();
        return canonical == code ? Page() : LocalRedirect(TreeList.TreeOf(Key));
    }

    /// <param name="code">The key.</param>
    /// <param name="master">The code of the master that it goes under; empty for none.</param>
    /// <param name="to">"key" to go on at the key's page.</param>
    public async Task<IActionResult> OnPostAsync(string code, [FromForm(Name = "Input.MasterKey")] string? master, [FromForm] string? to)
    {
        if (!May(Permissions.EditInventory)) return Forbid();
        var moved = await act.Move(Actor, code, master);
        if (!await Load(code)) return NotFound();
        if (moved.IsRefused) return Refused(moved.Refusals);
        Say(moved.Value.MasterKey is { } above ? $"{code} is under {above.Code}." : $"{code} is under no master.");
        return LocalRedirect(to == "key" ? ItemKind.Key.PageOf(code) : TreeList.TreeOf(Key));
    }

    private async Task<bool> Load(string code)
    {
        var id = await db.Keys.Where(k => k.Code == code).Select(k => k.Id).FirstOrDefaultAsync();
        if (id == 0) return false;
        Rows = await KeyTree.Around(db, id, MostKeys);
        Key = Rows.First(r => r.Key.Id == id).Key;
        Master = Rows.Select(r => r.Key).FirstOrDefault(k => k.Id == Key.MasterKeyId)?.Code;
        if (Key.Under > 0) Reach = await KeyTree.Reach(db, id);
        return true;
    }
}
