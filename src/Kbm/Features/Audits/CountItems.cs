using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Takes down what was counted at a place, judged by what the record says at that moment.</summary>
internal sealed class CountItems(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<IReadOnlyList<Counted>>> Run(Actor by, long audit, CountInput input)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return store.Write<Outcome<IReadOnlyList<Counted>>>(async db =>
        {
            if (await db.LockedAudit(audit) is not { } its) return AuditQueries.NoSuch;
            if (its.State != AuditState.Counting) return AuditQueries.NotCounting(its);
            return await new CountTurn(db, by, its, now).Run(input);
        });
    }

    /// <summary>Forgets what was counted at a place, so that it is counted anew. The counts stay on record.</summary>
    public Task<Outcome<HookPlace>> Again(Actor by, long audit, string? hook, string? location)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return store.Write<Outcome<HookPlace>>(async db =>
        {
            if (await db.LockedAudit(audit) is not { } its) return AuditQueries.NoSuch;
            if (its.State != AuditState.Counting) return AuditQueries.NotCounting(its);
            var checks = new Checks();
            var place = CountTurn.Place(hook, location, checks);
            if (checks.Failed) return checks.Refusals;
            var counts = await db.AuditCounts.Last(audit).Where(c => c.Hook == place.Hook && c.Location == place.Location).ToListAsync();
            foreach (var count in counts) count.Replace(now);
            if (counts.Count > 0) db.Record(by, now, ActivityVerb.Counted, Sentences.CountedAgain(its, place));
            return place;
        });
    }
}

/// <summary>One act of counting inside its write.</summary>
internal sealed class CountTurn(TenantDb db, Actor by, Audit audit, DateTime now)
{
    private readonly Checks _checks = new();
    private Dictionary<string, Item> _items = [];
    private ILookup<string, AuditCount> _before = Array.Empty<AuditCount>().ToLookup(c => c.Code);
    private AuditStock _stock = null!;
    private HookPlace _place = new(null, null);
    private DateTime _at;

    public static HookPlace Place(string? hook, string? location, Checks checks) =>
        new(checks.Optional("hook", hook, Item.HookLength), checks.Optional("location", location, Item.LocationLength));

    public async Task<Outcome<IReadOnlyList<Counted>>> Run(CountInput input)
    {
        var lines = Read(input);
        if (_checks.Failed) return _checks.Refusals;
        if (input.ActKey is { } key && await Before(key) is { Count: > 0 } done) return done;
        var rest = await Rest(input);
        await Load([.. lines.Select(l => l.Code), .. rest], input.CountedAt);
        Check(lines);
        if (_checks.Failed) return _checks.Refusals;
        var others = input.Seen is { } seen ? lines.FindAll(l => CountedOtherwise(l, seen) is not null) : [];
        if (others.Count > 0 && !input.LeavesOthers) return await Meanwhile(others);
        var counts = lines.Except(others).ToList().ConvertAll(l => Count(l.Code, l.Quantity, input.ActKey));
        counts.AddRange(rest.Where(IsMissedHere).Select(code => Count(code, 0, input.ActKey)));
        Note(counts);
        return counts.ConvertAll(c => Counted.Of(c, _items.GetValueOrDefault(c.Code)?.Label));
    }

    private List<(string Code, int? Quantity)> Read(CountInput input)
    {
        _place = Place(input.Hook, input.Location, _checks);
        _at = When(input.CountedAt);
        if ((input.Lines?.Count ?? 0) > CountInput.MostLines || (input.Rest?.Count ?? 0) > CountInput.MostLines)
            _checks.Refuse("lines", $"At most {CountInput.MostLines} lines at once.");
        if (input.ActKey?.Length > AuditCount.ActKeyLength) _checks.Refuse("actKey", $"A key has at most {AuditCount.ActKeyLength} characters.");
        var lines = (input.Lines ?? []).Take(CountInput.MostLines).Select(l => (Code: ItemCode.Read(l?.Code), l?.Quantity)).ToList();
        foreach (var (code, _) in lines)
            if (code.Length is 0 or > AuditCount.CodeLength) _checks.Refuse("lines", code.Length == 0 ? "Enter a code, such as KA014." : $"{Word.Cut(code, 13)} is no code.");
        if (lines.GroupBy(l => l.Code).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }) _checks.Refuse("lines", $"{Word.Cut(twice, 13)} is counted twice; say it once.");
        if (lines.Count == 0 && !input.Done && input.Rest is not { Count: > 0 }) _checks.Refuse("lines", "Say what was counted.");
        return lines;
    }

    private DateTime When(DateTime? countedAt)
    {
        if (countedAt is not { } at) return now;
        var utc = at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc);
        // A paper says no seconds, and may be of the minute in which the audit started.
        if (utc < audit.StartedAt && utc.AddMinutes(1) > audit.StartedAt) return audit.StartedAt;
        if (utc < audit.StartedAt || utc > now) _checks.Refuse("countedAt", "Say a time between the start of the audit and now.");
        return utc;
    }

    private async Task<List<Counted>> Before(string key) => [.. (await db.AuditCounts.Include(c => c.Item)
        .Where(c => c.AuditId == audit.Id && c.ActKey == key).OrderBy(c => c.Id).ToListAsync()).Select(c => Counted.Of(c, c.Item?.Label))];

    /// <summary>The codes of what was looked for, beside the lines.</summary>
    private async Task<List<string>> Rest(CountInput input)
    {
        var named = (input.Rest ?? []).Select(ItemCode.Read).Where(c => c.Length is > 0 and <= AuditCount.CodeLength).ToList();
        if (input.Done) named.AddRange(await db.ItemsAt(audit.Id, _place).Select(i => i.Code).ToListAsync());
        return [.. named.Except((input.Lines ?? []).Select(l => ItemCode.Read(l?.Code)))];
    }

    private async Task Load(string[] codes, DateTime? countedAt)
    {
        await db.LockItems(db.Items.Where(i => codes.Contains(i.Code)));
        _items = await db.Items.Include(i => i.InLockbox).Where(i => codes.Contains(i.Code)).ToDictionaryAsync(i => i.Code);
        _before = (await db.AuditCounts.Last(audit.Id).Where(c => codes.Contains(c.Code)).OrderBy(c => c.Id).ToListAsync()).ToLookup(c => c.Code);
        _stock = await AuditStock.Of(db, _items.Values, countedAt is null ? null : _at);
    }

    private void Check(List<(string Code, int? Quantity)> lines)
    {
        foreach (var (code, quantity) in lines)
        {
            var most = _items.TryGetValue(code, out var item) && !ItemKind.Of(item.Type).HasCopies ? 1 : Item.MostCopies;
            var counted = quantity ?? Here(code)?.Quantity + 1 ?? 1;
            if (counted >= 0 && counted <= most) continue;
            _checks.Refuse("lines", most > 1 ? $"{code}: count 0 to {most} copies."
                : quantity is null ? $"{code} has been counted here; there is only one of it." : $"{code} is one thing: count 0 or 1.");
        }
    }

    /// <summary>What somebody else has counted of it here since, if it is not the same.</summary>
    private AuditCount? CountedOtherwise((string Code, int? Quantity) line, long seen) =>
        line.Quantity is { } quantity && Here(line.Code) is { } here && here.Id > seen && here.UserId != by.UserId && here.Quantity != quantity ? here : null;

    private async Task<List<Refusal>> Meanwhile(List<(string Code, int? Quantity)> lines)
    {
        var time = new CompanyTime(await db.Settings.FirstAsync(), now);
        return lines.ConvertAll(l => new CountedMeanwhile(Here(l.Code)!, _items.GetValueOrDefault(l.Code)?.Label, l.Quantity!.Value).Refusal(time));
    }

    private AuditCount Count(string code, int? quantity, string? actKey)
    {
        var item = _items.GetValueOrDefault(code);
        var (isHome, stock) = (item is not null && IsHome(item), item is null ? default : _stock.Of(item));
        var count = new AuditCount
        {
            AuditId = audit.Id,
            ItemId = item?.Id,
            Code = code,
            Hook = isHome ? item!.Hook : _place.Hook,
            Location = isHome ? item!.Location : _place.Location,
            Quantity = quantity ?? Here(code)?.Quantity + 1 ?? 1,
            Copies = stock.Copies,
            In = item is null ? 0 : Math.Max(0, stock.In),
            Expected = isHome ? Math.Max(0, stock.In) : 0,
            Apart = item is null ? null : stock.Apart,
            HomeHook = item?.Hook,
            HomeLocation = item?.Location,
            IsHome = isHome,
            At = _at,
            UserId = by.UserId,
            UserName = by.Name,
            ActKey = actKey,
        };
        foreach (var old in _before[code])
            if (old.Place.IsSame(_place) || (isHome && old.IsHome)) old.Replace(now);
        db.AuditCounts.Add(count);
        return count;
    }

    private AuditCount? Here(string code) => _before[code].LastOrDefault(c => c.Place.IsSame(_place));

    /// <summary>It belongs here, and nobody has counted it here.</summary>
    private bool IsMissedHere(string code) => _items.TryGetValue(code, out var item) && IsHome(item) && Here(code) is null;

    private bool IsHome(Item item) => _place.IsSame(new(item.Hook, item.Location));

    private void Note(List<AuditCount> counts)
    {
        if (counts.Count == 0) return;
        var only = counts is [var one] ? _items.GetValueOrDefault(one.Code) : null;
        db.Record(by, now, ActivityVerb.Counted, Sentences.Counted(audit, _place, counts), only is null ? default : KeepItems.About(only));
    }
}
