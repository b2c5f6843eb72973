using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Audits;

/// <summary>Corrects one item by what an audit found of it, unless the rules of custody forbid it.</summary>
internal sealed class AuditCorrection(TenantDb db, Actor by, Audit audit, CompanyTime time)
{
    /// <param name="code">What was counted.</param>
    /// <param name="item">The item of that code, locked and with its place.</param>
    /// <param name="difference">Where the audit and the record do not agree about it.</param>
    /// <param name="open">What is out of the items now.</param>
    /// <returns>Whether anything became different.</returns>
    public async Task<Outcome<bool>> Do(string code, Item? item, AuditDifference? difference, ILookup<long, Checkout> open)
    {
        if (difference is null) return item is null ? KeepItems.NoSuch(code, null) : false;
        if (difference.Fix is not null) return false;
        if (WhyNot(item, difference, item is null ? [] : [.. open[item.Id]], time) is { } refusal) return refusal;
        if (item!.Copies + difference.Delta == 0) return await Retire(item);
        var facts = Facts(item, difference);
        var changes = facts.ChangesOf(item);
        if (changes.Count == 0) return false;
        item.EditPlace(facts);
        var what = Word.List(changes);
        db.Record(by, time.Now, ActivityVerb.Corrected, Sentences.Corrected(audit, item.Code, what), KeepItems.About(item));
        Keep(item, what);
        return true;
    }

    /// <summary>What applying it comes to: "copies from 3 to 2", "retired". Null where nothing would change.</summary>
    public static string? What(Item item, AuditDifference difference) => item.Copies + difference.Delta == 0
        ? "retired, since no copy of it was found"
        : Facts(item, difference).ChangesOf(item) is { Count: > 0 } changes ? Word.List(changes) : null;

    /// <summary>Why it cannot be applied.</summary>
    public static Refusal? WhyNot(Item? item, AuditDifference difference, IReadOnlyList<Checkout> open, CompanyTime time)
    {
        if (item is null) return Refusal.Conflict("unknown_code", $"There is no item {Word.Cut(difference.Code, 13)}; add it, or take the tag away.");
        if (item.RetiredAt is not null) return Refusal.Conflict("retired", $"{item.Code} is retired; bring it back first, or put it away.");
        if (difference.Apart is ItemState.InLockbox or ItemState.InSign or ItemState.Installed || item.InLockbox is not null)
            return Refusal.Conflict("set_apart", $"{item.Code} is {Apart(difference.Apart, item)} by the record. Take it out there first, then count it again.");
        return ChangedSince(item, difference) ?? OfCopies(item, difference, open, time);
    }

    private static Refusal? ChangedSince(Item item, AuditDifference difference)
    {
        var now = new HookPlace(item.Hook, item.Location);
        if (item.Copies != difference.Copies)
            return Refusal.Conflict("changed_since", $"{item.Code} had {Word.Count(difference.Copies, "copy", "copies")} when it was counted and has {item.Copies} now. Count it again.");
        if (difference.IsElsewhere && !now.IsSame(difference.Home) && !now.IsSame(difference.Place))
            return Refusal.Conflict("changed_since", $"{item.Code} belonged on {difference.Home.InSentence} when it was counted and belongs on {now.InSentence} now. Count it again.");
        return difference is { IsHomeCounted: false, Expected: > 0 }
            ? Refusal.Conflict("home_not_counted", $"{item.Code} belongs on {difference.Home.InSentence}, which has not been counted.")
            : null;
    }

    private static Refusal? OfCopies(Item item, AuditDifference difference, IReadOnlyList<Checkout> open, CompanyTime time)
    {
        var (gone, copies) = (open.Sum(c => c.Outstanding), item.Copies + difference.Delta);
        if (difference.Delta > 0 && !ItemKind.Of(item.Type).HasCopies)
            return Refusal.Conflict("out", $"{item.Code} was found, but {(gone > 0 ? $"by the record {WhoHasIt.OutWith(item, open, time)}. Take it back at the desk" : "there is only one of it. Count it again")}.");
        if (copies < gone) return Refusal.Conflict("copies_out", $"{item.Code}: {WhoHasIt.OutWith(item, open, time)}; copies cannot be fewer than {gone}.");
        return copies > Item.MostCopies ? Refusal.Conflict("too_many", $"{item.Code} would have {copies} copies; a key has at most {Item.MostCopies}.") : null;
    }

    private static ItemFacts Facts(Item item, AuditDifference difference)
    {
        var facts = ItemFacts.Of(item) with { Copies = item.Copies + difference.Delta };
        return difference.IsElsewhere ? facts with { Hook = difference.Place.Hook, Location = difference.Place.Location } : facts;
    }

    private static string Apart(ItemState? apart, Item item) => item.InLockbox is { } box ? $"in {box.Code}" : apart switch
    {
        ItemState.InSign => "in a sign",
        ItemState.Installed => "installed",
        _ => "in a lockbox",
    };

    /// <summary>The last copy is not there, so nothing of it is left to keep.</summary>
    private async Task<Outcome<bool>> Retire(Item item)
    {
        var retired = await db.Retire(by, item, time);
        if (!retired.IsRefused) Keep(item, "retired, since no copy of it was found");
        return retired;
    }

    private void Keep(Item item, string what) => db.AuditFixes.Add(new()
    {
        AuditId = audit.Id,
        ItemId = item.Id,
        At = time.Now,
        UserId = by.UserId,
        UserName = by.Name,
        What = Word.Cut(what, AuditFix.WhatLength),
    });
}
