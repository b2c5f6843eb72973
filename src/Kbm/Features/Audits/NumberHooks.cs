using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Runs;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>What is typed about new hooks for the keys of a property.</summary>
public record HooksInput
{
    public long? PropertyId { get; init; }

    /// <summary>The number of the first hook.</summary>
    public int? First { get; init; } = 1;

    /// <summary>What stands before the number: A in A001.</summary>
    public string? Prefix { get; init; }

    /// <summary>How many digits the number has at least.</summary>
    public int? Width { get; init; } = 1;
}

/// <summary>A key and the hook that it gets.</summary>
public sealed record NewHook(string Code, string Label, string? Unit, string? From, string To);

/// <summary>What numbering comes to.</summary>
/// <param name="Hooks">Each key with its new hook, in order.</param>
/// <param name="Changed">How many of them change.</param>
/// <param name="Taken">Some of the other things that hang on one of the new hooks.</param>
/// <param name="TakenInAll">How many of them there are.</param>
/// <param name="Free">The number from which on all hooks are free.</param>
public sealed record HooksPlan(IReadOnlyList<NewHook> Hooks, int Changed, IReadOnlyList<string> Taken, int TakenInAll, int Free);

/// <summary>Gives the keys of a property new hooks, one after the other in the order of its units, as one run.</summary>
internal sealed class NumberHooks(Store<TenantDb> store, RunQueue queue, DoBatch act, CurrentTenant tenant, TimeProvider clock)
{
    public const int MostNumber = 999_999;
    public const int MostWidth = 6;
    private const int MostTaken = 10;
    private static readonly HooksPlan s_none = new([], 0, [], 0, 0);

    /// <summary>What it would come to, without doing it.</summary>
    public Task<Outcome<HooksPlan>> Plan(HooksInput input) => store.Read<Outcome<HooksPlan>>(async db =>
    {
        var checks = new Checks();
        var (property, plan) = await Plan(db, input, checks);
        return property is null || checks.Failed ? checks.Refusals : plan;
    });

    /// <param name="by">Who does it.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="actKey">A run of this key is started once.</param>
    public async Task<Outcome<Run>> Start(Actor by, HooksInput input, string actKey)
    {
        var time = new CompanyTime(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);
        var started = await store.Write<Outcome<Run>>(async db =>
        {
            if (await db.Runs.FirstOrDefaultAsync(r => r.ActKey == actKey) is { } before) return before;
            var checks = new Checks();
            var (property, plan) = await Plan(db, input, checks);
            if (property is null || checks.Failed) return checks.Refusals;
            var work = new HooksWork(plan.Hooks.ToDictionary(h => h.Code, h => h.To));
            var run = new Run(RunKind.Hooks, $"Number the hooks of {property.Name} {plan.Hooks[0].To} to {plan.Hooks[^1].To}", work.ToJson(), [.. plan.Hooks.Select(h => h.Code)], by, time.Now, actKey);
            db.Runs.Add(run);
            await db.SaveChangesAsync();
            if (run.Batches is [var only]) await act.Run(db, run, only, time);
            return run;
        });
        if (started is { IsRefused: false, Value.EndedAt: null }) queue.Add(tenant.Tenant);
        return started;
    }

    private static async Task<(Property? Property, HooksPlan Plan)> Plan(TenantDb db, HooksInput input, Checks checks)
    {
        var first = checks.Number("first", input.First, 0, MostNumber, "The first hook");
        var width = checks.Number("width", input.Width, 1, MostWidth, "The width");
        var prefix = checks.Optional("prefix", input.Prefix, Item.HookLength - MostWidth - 1);
        var property = input.PropertyId is { } id ? await db.Properties.FirstOrDefaultAsync(p => p.Id == id) : null;
        if (property is null) checks.Refuse("propertyId", input.PropertyId is null ? "Choose the property." : "There is no such property.");
        if (checks.Failed) return (null, s_none);
        var keys = await KeysOf(db, property!.Id).ToListAsync();
        if (keys.Count == 0) checks.Refuse("propertyId", $"{property.Name} has no keys in use that hang on a hook.");
        if (first + keys.Count - 1 > MostNumber) checks.Refuse("first", $"With {Word.Count(keys.Count, "key")} the numbers go beyond {MostNumber}.");
        if (checks.Failed) return (null, s_none);
        var hooks = keys.Select((k, n) => k with { To = prefix + (first + n).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0') }).ToList();
        var (taken, inAll) = await Taken(db, property.Id, [.. hooks.Select(h => h.To)]);
        return (property, new(hooks, hooks.Count(h => h.From != h.To), taken, inAll, inAll == 0 ? first : await FreeFrom(db, property.Id, prefix ?? "")));
    }

    /// <summary>First what opens the house as a whole, then unit by unit.</summary>
    private static IQueryable<NewHook> KeysOf(TenantDb db, long property) => db.Items.InUse()
        .Where(i => i.PropertyId == property && i.Type == ItemType.Key && i.InLockboxId == null)
        .OrderBy(i => i.UnitId != null).ThenBy(i => i.Unit!.AddressId).ThenBy(i => i.Unit!.SortKey).ThenBy(i => i.Code.Length).ThenBy(i => i.Code)
        .Take(BulkAction.MostInRun).Select(i => new NewHook(i.Code, i.Label, i.Unit!.Label, i.Hook, ""));

    private static async Task<(IReadOnlyList<string> Some, int All)> Taken(TenantDb db, long property, string[] hooks)
    {
        var others = Others(db, property).Where(i => hooks.Contains(i.Hook));
        var some = await others.OrderBy(i => i.Code.Length).ThenBy(i => i.Code).Take(MostTaken).Select(i => new { i.Code, i.Hook }).ToListAsync();
        return (some.ConvertAll(i => $"{i.Code} on hook {i.Hook}"), await others.CountAsync());
    }

    /// <summary>One more than the highest number behind this prefix on which anything else hangs.</summary>
    private static async Task<int> FreeFrom(TenantDb db, long property, string prefix) =>
        (await Others(db, property).Where(i => i.Hook!.StartsWith(prefix)).Select(i => i.Hook!.Substring(prefix.Length)).Distinct().ToListAsync())
        .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostNumber ? number : 0).DefaultIfEmpty().Max() + 1;

    private static IQueryable<Item> Others(TenantDb db, long property) =>
        db.Items.InUse().Where(i => i.Hook != null && (i.PropertyId != property || i.PropertyId == null || i.Type != ItemType.Key));
}
