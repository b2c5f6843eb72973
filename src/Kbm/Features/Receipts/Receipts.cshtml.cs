using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Receipts;

/// <summary>All receipts, newest first, looked up by number, code, person, property, date, kind and what is not back yet.</summary>
[Authorize(Permissions.See)]
internal sealed class ReceiptsPage(TenantDb db) : KbmPage
{
    private const int MostProperties = 1000;

    public ReceiptFilter Filter { get; private set; } = new();

    public Paged<ReceiptRow> List { get; private set; } = null!;

    /// <summary>Who and what else it is narrowed to, which the search field does not show: the field's name, and words.</summary>
    public IReadOnlyList<(string Name, string Value, string Text)> Chips { get; private set; } = [];

    public IReadOnlyList<FieldOption> Properties { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Filter = ReceiptFilter.Read(Request.Query);
        List = await db.ReceiptPage(Filter, Time, Request.PageNumber());
        Chips =
        [
            .. await ReceiptWords.Person(db, Filter) is { } person ? [("person", Filter.Person!, person)] : Array.Empty<(string, string, string)>(),
            .. Filter.ItemCode is { } code ? [("item", code, code)] : Array.Empty<(string, string, string)>(),
        ];
        var properties = await db.Properties.OrderBy(p => KbmDb.Folded(p.Name)).ThenBy(p => p.Id).Take(MostProperties).Select(p => new { p.Id, p.Name }).ToListAsync();
        Properties = [new("", "Any property"), .. properties.Select(p => new FieldOption($"{p.Id}", p.Name))];
        if (await ReceiptWords.Property(db, Filter) is { } name && properties.TrueForAll(p => p.Id != Filter.PropertyId)) Properties = [.. Properties, new($"{Filter.PropertyId}", name)];
    }

    /// <summary>The list's filters as they stand in an address.</summary>
    public static string FiltersOf(HttpRequest request) => QueryString.Create(Filters(request)).ToString();

    public static IEnumerable<KeyValuePair<string, string?>> Filters(HttpRequest request) =>
        ReceiptFilter.Names.Select(name => KeyValuePair.Create<string, string?>(name, request.Query[name].ToString())).Where(f => f.Value is { Length: > 0 });
}
