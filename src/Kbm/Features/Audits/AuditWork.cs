using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Runs;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Corrects each item of a run by what an audit found of it.</summary>
internal sealed record AuditWork(long AuditId)
{
    public static AuditWork Of(Run run) => JsonSerializer.Deserialize<AuditWork>(run.Work)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    public async Task<BatchResult> Do(TenantDb db, Actor by, IReadOnlyList<string> codes, CompanyTime time)
    {
        await db.LockItems(db.Items.Where(i => codes.Contains(i.Code)));
        var audit = await db.Audits.FirstAsync(a => a.Id == AuditId);
        var items = await db.Items.WithPlace().Where(i => codes.Contains(i.Code)).ToDictionaryAsync(i => i.Code);
        var differences = (await new FindDifferences(db, AuditId).Of(codes)).ToDictionary(d => d.Code);
        long[] ids = [.. items.Values.Select(i => i.Id)];
        var open = (await DeskQueries.Open(db, ids).ToListAsync()).ToLookup(c => c.ItemId);
        var (changed, refusals) = (new List<Item>(), new List<RunRefusal>());
        foreach (var code in codes)
        {
            var outcome = await new AuditCorrection(db, by, audit, time).Do(code, items.GetValueOrDefault(code), differences.GetValueOrDefault(code), open);
            if (outcome.IsRefused) refusals.Add(new(code, outcome.Refusals[0].Code, outcome.Refusals[0].Sentence));
            else if (outcome.Value) changed.Add(items[code]);
        }
        await db.IndexItems(changed);
        return new(changed.Count, codes.Count - changed.Count - refusals.Count, refusals);
    }
}

/// <summary>Corrects one item, unless the rules of custody forbid it.</summary>
internal sealed class AuditCorrection(TenantDb db, Actor by, Audit audit, CompanyTime time)
{
    /// <returns>Whether anything became different.</returns>
    public async Task<Outcome<bool>> Do(string code, Item? item, AuditDifference? difference, ILookup<long, Checkout> open)
    {
        if (difference is null) return item is null ? KeepItems.NoSuch(code, null) : false;
        if (item is null) return Refusal.Conflict("unknown_code", $"There is no item {Word.Cut(code, 13)}; add it, or take the tag away.");
        if (difference.Fix is not null) return false;
        if (WhyNot(item, difference, [.. open[item.Id]]) is { } refusal) return refusal;
        var copies = item.Copies + difference.Delta;
        if (copies == 0) return await Retire(item);
        var facts = ItemFacts.Of(item) with { Copies = copies };
        if (difference.IsElsewhere) facts = facts with { Hook = difference.Place.Hook, Location = difference.Place.Location };
        var changes = facts.ChangesOf(item);
        if (changes.Count == 0) return false;
        item.EditPlace(facts);
        Note(item, Word.List(changes));
        return true;
    }

    /// <summary>The last copy is not there, so nothing of it is left to keep.</summary>
    private async Task<Outcome<bool>> Retire(Item item)
    {
        var retired = await db.Retire(by, item, time);
        if (retired.IsRefused) return retired;
        Keep(item, "retired, since no copy of it was found");
        return true;
    }

    private void Note(Item item, string what)
    {
        db.Record(by, time.Now, ActivityVerb.Corrected, Sentences.Corrected(audit, item.Code, what), KeepItems.About(item));
        Keep(item, what);
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

    private Refusal? WhyNot(Item item, AuditDifference difference, List<Checkout> open)
    {
        var (gone, copies) = (open.Sum(c => c.Outstanding), item.Copies + difference.Delta);
        if (item.RetiredAt is not null) return Refusal.Conflict("retired", $"{item.Code} is retired; bring it back first, or put it away.");
        if (difference.Apart is ItemState.InLockbox or ItemState.InSign or ItemState.Installed || item.InLockbox is not null)
            return Refusal.Conflict("set_apart", $"{item.Code} is {Apart(difference.Apart, item)} by the record. Take it out there first, then count it again.");
        if (item.Copies != difference.Copies) return Refusal.Conflict("changed_since", $"{item.Code} had {Word.Count(difference.Copies, "copy", "copies")} when it was counted and has {item.Copies} now. Count it again.");
        if (difference.IsElsewhere && new HookPlace(item.Hook, item.Location) is var now && !now.IsSame(difference.Home) && !now.IsSame(difference.Place))
            return Refusal.Conflict("changed_since", $"{item.Code} belonged on {difference.Home.InSentence} when it was counted and belongs on {now.InSentence} now. Count it again.");
        if (difference is { IsHomeCounted: false, Expected: > 0 })
            return Refusal.Conflict("home_not_counted", $"{item.Code} belongs on {difference.Home.InSentence}, which has not been counted.");
        if (difference.Delta > 0 && !ItemKind.Of(item.Type).HasCopies)
            return Refusal.Conflict("out", $"{item.Code} was found, but {(gone > 0 ? $"by the record {WhoHasIt.OutWith(open, time)}. Take it back at the desk" : "there is only one of it. Count it again")}.");
        if (copies < gone) return Refusal.Conflict("copies_out", $"{item.Code}: {WhoHasIt.OutWith(open, time)}; copies cannot be fewer than {gone}.");
        return copies > Item.MostCopies ? Refusal.Conflict("too_many", $"{item.Code} would have {copies} copies; a key has at most {Item.MostCopies}.") : null;
    }

    private static string Apart(ItemState? apart, Item item) => item.InLockbox is { } box ? $"in {box.Code}" : apart switch
    {
        ItemState.InSign => "in a sign",
        ItemState.Installed => "installed",
        _ => "in a lockbox",
    };
}
