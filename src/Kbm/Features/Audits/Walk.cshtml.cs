using System.Globalization;
using System.Text.RegularExpressions;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Goes from hook to hook: what belongs there, and how much of it is there. Numbers are typed, or tags scanned.</summary>
[Authorize(Permissions.RunAudits)]
internal sealed partial class WalkPage(TenantDb db, CountItems act) : KbmPage
{
    private const string PaperFormat = "yyyy-MM-ddTHH:mm";

    public Audit Audit { get; private set; } = null!;

    public StopView? Stop { get; private set; }

    public AuditProgress Progress { get; private set; } = null!;

    public AuditStop? Next { get; private set; }

    /// <summary>What came of the last act here, and whether it was as it should be.</summary>
    public (string Sentence, bool IsRight)? Said { get; private set; }

    /// <summary>The number of the last count that the page shows.</summary>
    public long Seen { get; private set; }

    /// <summary>What somebody else has counted otherwise since the page was opened.</summary>
    public IReadOnlyList<CountedMeanwhile> Meanwhile { get; private set; } = [];

    /// <summary>Where to go on once that is settled.</summary>
    public string Then { get; private set; } = "stay";

    /// <summary>What was scanned here although it belongs on another hook.</summary>
    public Counted? Strayed { get; private set; }

    public bool IsCounting => Audit.State == AuditState.Counting;

    public string ActKey { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The local time at which a sheet was counted that is typed in; null for what is counted now.</summary>
    public string? Paper => CountedAt is { } at ? Time.Local(at).ToString(PaperFormat, CultureInfo.InvariantCulture) : null;

    public DateTime? CountedAt => DateTime.TryParseExact(Request.Query["at"], PaperFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1900 and < 9000 ? Time.Utc(local) : null;

    private HookPlace Asked => new(Blank(Request.Query["hook"]), Blank(Request.Query["location"]));

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await Find(id) is not { } audit) return NotFound();
        if (Request.Query.ContainsKey("hook")) return await Show(audit, Asked);
        if (IsCounting && await new AuditStops(db, id).Next(null) is { } first) return LocalRedirect(first.Href(id, Paper));
        return LocalRedirect($"/audits/{id}");
    }

    /// <summary>A tag, or the name of another hook.</summary>
    public async Task<IActionResult> OnPostScanAsync(long id, string? q, long? seen, string? key)
    {
        if (await Find(id) is not { } audit) return NotFound();
        var text = Checks.Line(q);
        if (text.Length == 0) return await Show(audit, Asked);
        if (TagAddress.IsAddress(text))
        {
            if (TagAddress.CodeIn(text, Request.Host.Host) is not { Length: > 0 } scanned) return await Tell(audit, $"{Word.Cut(text, 60)} is not the address of an item of this company.");
            return await Count(audit, scanned, null, seen, key);
        }
        if (Several().Match(text) is { Success: true } several)
            return await Count(audit, several.Groups["code"].Value, int.Parse(several.Groups["number"].Value, CultureInfo.InvariantCulture), seen, key);
        var code = ItemCode.Read(text);
        if (ItemKind.OfCode(code) is not null) return await Count(audit, code, null, seen, key);
        if (await new AuditStops(db, id).Called(text) is { } other) return LocalRedirect(AuditStop.HrefOf(id, other, Paper));
        return await Tell(audit, $"{Word.Cut(text, 40)} is neither a code nor one hook of this audit. For a tag of that name, type {Word.Cut(text, 20)}*1.");
    }

    /// <summary>The numbers of the form, and where to go on.</summary>
    public async Task<IActionResult> OnPostSaveAsync(
        long id, [FromForm(Name = "code")] string[] codes, [FromForm(Name = "was")] string[] was, [FromForm(Name = "number")] string[] numbers,
        [FromForm(Name = "then")] string? then, long? seen, string? key)
    {
        if (await Find(id) is not { } audit) return NotFound();
        var place = Asked;
        if (codes.Length != numbers.Length || codes.Length != was.Length) return await Tell(audit, "Some of the form was missing; look at it, then send it again.");
        var (lines, rest) = (new List<CountLine?>(), new List<string?>());
        for (var i = 0; i < codes.Length; i++)
        {
            var (typed, before) = (Checks.Line(numbers[i]), Checks.Line(was[i]));
            if (typed.Length == 0) rest.Add(codes[i]);
            else if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return await Tell(audit, $"{Word.Cut(codes[i], 13)}: type a whole number of copies.");
            else if (typed != before) lines.Add(new(codes[i], number));
        }
        var isDone = then is "next" or "done";
        if (lines.Count > 0 || (isDone && rest.Count > 0))
        {
            var counted = await act.Run(Actor, id, new()
            {
                Hook = place.Hook,
                Location = place.Location,
                Lines = lines,
                Rest = isDone ? rest : null,
                CountedAt = CountedAt,
                Seen = seen ?? 0,
                LeavesOthers = true,
                ActKey = KeyOf(key) is { } its ? its + ":save" : null,
            });
            if (counted.IsRefused) return await Tell(audit, counted.Refusals[0].Sentence);
            if (lines.OfType<CountLine>().ExceptBy(counted.Value.Select(c => c.Code), l => ItemCode.Read(l.Code)).ToList() is { Count: > 0 } left) return await TellOthers(audit, place, left, then);
        }
        if (then != "next") return LocalRedirect(AuditStop.HrefOf(id, place, Paper));
        return LocalRedirect(await new AuditStops(db, id).Next(place) is { } next ? next.Href(id, Paper) : $"/audits/{id}");
    }

    /// <summary>The last scan was of something that hangs where it belongs, and not here.</summary>
    public async Task<IActionResult> OnPostMovedAsync(long id, string? code, string? key)
    {
        if (await Find(id) is not { } audit) return NotFound();
        var (here, name) = (Asked, ItemCode.Read(code));
        if (await HomeOf(name) is not { } home) return await Tell(audit, $"There is no item {Word.Cut(name, 13)}.");
        var count = await db.AuditCounts.AsNoTracking().Last(id).Where(c => c.Code == name && c.Hook == here.Hook && c.Location == here.Location).OrderByDescending(c => c.Id).FirstOrDefaultAsync();
        if (count is { IsHome: false, Quantity: > 0 })
        {
            var less = await act.Run(Actor, id, new() { Hook = here.Hook, Location = here.Location, Lines = [new(name, count.Quantity - 1)], ActKey = KeyOf(key) });
            if (less.IsRefused) return await Tell(audit, less.Refusals[0].Sentence);
            var more = await act.Run(Actor, id, new() { Hook = home.Hook, Location = home.Location, Lines = [new(name)], ActKey = KeyOf(key) is { } its ? its + ":home" : null });
            if (more.IsRefused) return await Tell(audit, more.Refusals[0].Sentence);
        }
        return LocalRedirect(AuditStop.HrefOf(id, home, Paper));
    }

    public async Task<IActionResult> OnPostAgainAsync(long id)
    {
        if (await Find(id) is not { } audit) return NotFound();
        var place = Asked;
        var again = await act.Again(Actor, id, place.Hook, place.Location);
        return again.IsRefused ? await Tell(audit, again.Refusals[0].Sentence) : LocalRedirect(AuditStop.HrefOf(id, place, Paper));
    }

    private async Task<IActionResult> Count(Audit audit, string code, int? number, long? seen, string? key)
    {
        var place = await WalkedTo(audit, ItemCode.Read(code));
        var line = new CountLine(code, number);
        var counted = await act.Run(Actor, audit.Id, new()
        {
            Hook = place.Hook,
            Location = place.Location,
            Lines = [line],
            CountedAt = CountedAt,
            Seen = seen ?? 0,
            LeavesOthers = true,
            ActKey = KeyOf(key),
        });
        if (counted.IsRefused) return await Tell(audit, counted.Refusals[0].Sentence);
        if (counted.Value.Count == 0) return await TellOthers(audit, place, [line], "stay");
        var one = counted.Value[0];
        Said = (place.IsSame(Asked) ? one.Sentence : $"{place.Name}: {one.Sentence}", one.IsRight);
        if (one is { IsRight: false, Home: not null, Apart: null }) Strayed = one;
        return await Show(audit, place);
    }

    /// <summary>Whoever has counted all that belongs here and scans what belongs on the next hook of the walk has gone on to it.</summary>
    private async Task<HookPlace> WalkedTo(Audit audit, string code)
    {
        var here = Asked;
        if (await HomeOf(code) is not { } home || home.IsSame(here)) return here;
        var hasMore = await db.ToCount(audit.Id).AnyAsync(i => i.Hook == here.Hook && i.Location == here.Location);
        return !hasMore && await new AuditStops(db, audit.Id).Next(here) is { } next && next.Place.IsSame(home) ? home : here;
    }

    private async Task<HookPlace?> HomeOf(string code) =>
        await db.Items.Where(i => i.Code == code).Select(i => new { i.Hook, i.Location }).FirstOrDefaultAsync() is { } its ? new(its.Hook, its.Location) : null;

    /// <summary>What was typed is not written over what somebody else has counted since, unless it is sent once more.</summary>
    private async Task<IActionResult> TellOthers(Audit audit, HookPlace place, IReadOnlyList<CountLine> left, string? then)
    {
        var mine = left.ToDictionary(l => ItemCode.Read(l.Code), l => l.Quantity ?? 0);
        var codes = mine.Keys.ToArray();
        Response.StatusCode = StatusCodes.Status409Conflict;
        var shown = await Show(audit, place);
        var others = await db.AuditCounts.AsNoTracking().Include(c => c.Item).Last(audit.Id).Where(c => codes.Contains(c.Code)).OrderBy(c => c.Id).ToListAsync();
        (Meanwhile, Then) = ([.. others.Where(c => c.Place.IsSame(place)).Select(c => new CountedMeanwhile(c, c.Item?.Label, mine[c.Code]))], then ?? "stay");
        Said = (Meanwhile.Count == 0 ? "Not every number was written down. Look at them, and type what is missing once more." : string.Join(' ', Meanwhile.Select(m => m.Sentence(Time))), false);
        return shown;
    }

    private Task<IActionResult> Tell(Audit audit, string sentence)
    {
        (Said, Response.StatusCode) = ((sentence, false), StatusCodes.Status400BadRequest);
        return Show(audit, Asked);
    }

    private async Task<IActionResult> Show(Audit audit, HookPlace place)
    {
        // Looked up first: what is counted while the rest is gathered has not been seen.
        Seen = await db.AuditCounts.LastNumber(audit.Id);
        Stop = await StopView.Of(db, audit.Id, place, Request.PageNumber());
        Progress = await AuditProgress.Of(db, audit);
        Next = await new AuditStops(db, audit.Id).Next(place);
        return Page();
    }

    private async Task<Audit?> Find(long id)
    {
        if (await db.Audits.FirstOrDefaultAsync(a => a.Id == id) is not { } audit) return null;
        Response.AllowWebAssembly();
        return Audit = audit;
    }

    private string? KeyOf(string? key) => Guid.TryParse(key, out var one) ? $"walk:{Actor.UserId}:{one:N}" : null;

    private static string? Blank(string? text) => Checks.Line(text) is { Length: > 0 } line ? line : null;

    // Digits are few, so that the number is one that can be read.
    [GeneratedRegex(@"^(?<code>.{1,60}?)\s*[*×]\s*(?<number>[0-9]{1,6})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Several();
}
