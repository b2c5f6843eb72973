using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Lockboxes;

/// <summary>A lockbox, with its code behind a button and the keys that are inside.</summary>
[Authorize(Permissions.See)]
internal sealed class LockboxPage(TenantDb db, RetireItem act, PutIntoLockbox inside) : ItemPage(db, act, ItemKind.Lockbox)
{
    public override string PlaceTerm => "Hangs at";

    public override string KeptTerm => "When it is in";

    /// <summary>The box is here and in use.</summary>
    public bool CanChangeInside => May(Permissions.Desk) && Item is { RetiredAt: null, Holders.Count: 0 };

    /// <summary>Puts a key into the box; the focus goes back to the field, for the next.</summary>
    public async Task<IActionResult> OnPostPutAsync(string code, [FromForm(Name = "Input.key")] string? key)
    {
        var answer = await Change(code, Permissions.Desk, async () =>
        {
            var done = await inside.Put(Actor, code, key);
            if (!done.IsRefused) Say($"{done.Value.Code} is in {code}.", at: "inside");
            return done.Refusals;
        });
        return answer is LocalRedirectResult ? LocalRedirect(Item.Href + "#input-key") : answer;
    }

    /// <param name="code">The lockbox.</param>
    /// <param name="key">The key.</param>
    /// <param name="to">"key" to go on at the key's page.</param>
    public async Task<IActionResult> OnPostTakeOutAsync(string code, [FromForm] string? key, [FromForm] string? to)
    {
        var answer = await Change(code, Permissions.Desk, async () =>
        {
            var done = await inside.TakeOut(Actor, key, code);
            if (!done.IsRefused) Say($"Took {done.Value.Code} out of {code}.");
            return done.Refusals;
        });
        return answer is LocalRedirectResult && to == "key" ? LocalRedirect(ItemKind.Href(ItemCode.Read(key ?? ""))) : answer;
    }
}
