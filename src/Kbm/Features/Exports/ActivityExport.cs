using System.Runtime.CompilerServices;
using Kbm.Features.Activity;
using Kbm.Features.Shared;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Exports.ActivitySheetRow>;

namespace Kbm.Features.Exports;

/// <summary>An entry with the code of the item that it is about.</summary>
internal sealed record ActivitySheetRow(ActivityEntry Entry, string? Item);

/// <summary>The record as its page finds it: an admin's export has everybody's acts, others' their own.</summary>
internal sealed class ActivityExport() : ListExport<ActivitySheetRow>(
[
    Col.Moment("at", "When", r => r.Entry.At),
    Col.Text("by", "Who", r => r.Entry.UserName),
    Col.Text("act", "Act", r => ActivityWords.Of(r.Entry.Verb)),
    Col.Text("item", "Item", r => r.Item),
    Col.Text("sentence", "What", r => r.Entry.Sentence),
    Col.Number("id", "Entry", r => r.Entry.Id),
])
{
    private const int ReadAtOnce = 500;

    public override string Name => "activity";

    public override string Title => "Activity";

    public override string Path => "/activity";

    public override Task<IReadOnlyList<string>> Words(ExportAsk ask)
    {
        var filter = ActivityFilter.Read(ask.Request.Query);
        return Task.FromResult<IReadOnlyList<string>>(
        [
            .. Checks.Line(filter.About) is { Length: > 0 } about ? [$"About: {about}"] : Array.Empty<string>(),
            .. Checks.Line(filter.Item) is { Length: > 0 } item ? [$"Item: {item}"] : Array.Empty<string>(),
            .. ActivityWords.Verbs.FirstOrDefault(v => v.Value.Length > 0 && v.Value.Equals(filter.Verb, StringComparison.OrdinalIgnoreCase)) is { } verb ? [$"Act: {verb.Text}"] : Array.Empty<string>(),
            .. string.IsNullOrWhiteSpace(filter.Person) ? Array.Empty<string>() : ["One person"],
            .. string.IsNullOrWhiteSpace(filter.From) ? Array.Empty<string>() : [$"From {filter.From}"],
            .. string.IsNullOrWhiteSpace(filter.To) ? Array.Empty<string>() : [$"To {filter.To}"],
        ]);
    }

    protected override IAsyncEnumerable<ActivitySheetRow> Rows(ExportAsk ask) => Read(ask);

    private static async IAsyncEnumerable<ActivitySheetRow> Read(ExportAsk ask, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var entries = ask.Db.Activity.SeenBy(ask.Request.HttpContext.User);
        await foreach (var some in new FindActivity(ask.Db).Every(ActivityFilter.Read(ask.Request.Query), entries, ask.Time, ReadAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            var codes = await ask.Db.CodesOf(some);
            foreach (var entry in some) yield return new(entry, codes.GetValueOrDefault(entry.ItemId ?? 0));
        }
    }
}
