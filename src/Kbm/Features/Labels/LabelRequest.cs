using System.Globalization;
using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Labels;

/// <summary>Which labels are asked for and how, as an address says it.</summary>
internal sealed record LabelRequest
{
    public const int Most = 2000;
    private const string StockField = "stock";
    private const string StartField = "start";
    private const string CompanyField = "company";
    private const string EachField = "each";

    public required ItemSelection Selection { get; init; }
    public required LabelStock Stock { get; init; }

    /// <summary>The place of the first label, from 1; the stock has no such place where it is wrong.</summary>
    public required int Start { get; init; }
    public required bool WithCompany { get; init; }

    /// <summary>As many labels of an item as it has copies; otherwise one.</summary>
    public required bool PerCopy { get; init; }

    /// <summary>How many labels that makes.</summary>
    public int Count { get; private set; }

    /// <summary>How many items they are for.</summary>
    public int Items { get; private set; }

    public static LabelRequest Read(HttpRequest request)
    {
        var query = request.Query;
        var start = query[StartField].ToString();
        var stock = LabelStock.Of(query[StockField]);
        return new()
        {
            Selection = ItemSelection.Read(request, StockField, StartField, CompanyField, EachField),
            Stock = stock,
            Start = start.Length == 0 || !stock.IsSheet ? 1 : int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0,
            WithCompany = query[CompanyField] == "true",
            PerCopy = query[EachField] == "copy",
        };
    }

    /// <summary>The same labels at another address.</summary>
    public string At(string path) => Selection.At(path, new Dictionary<string, string?>
    {
        [StockField] = Stock.Key,
        [StartField] = Stock.IsSheet ? Start.ToString(CultureInfo.InvariantCulture) : null,
        [CompanyField] = WithCompany ? "true" : null,
        [EachField] = PerCopy ? "copy" : null,
    }.Where(f => f.Value is not null));

    /// <summary>Counts the labels, and says why they cannot be printed when they cannot.</summary>
    public async Task<Refusal?> Check(TenantDb db, CompanySettings settings, CompanyTime time)
    {
        var items = Selection.Items(db, settings, time);
        Items = Selection.IsEmpty ? 0 : await items.CountAsync();
        Count = PerCopy && Items > 0 ? await items.SumAsync(i => i.Copies) : Items;
        if (Items == 0) return Refusal.Invalid("items", Selection.IsEmpty ? "Choose what to print labels for." : "Nothing of that is there any more.");
        if (Count > Most) return Refusal.Invalid("items", string.Create(CultureInfo.InvariantCulture,
            $"At most {Most:#,0} labels are printed at once; these are {Count:#,0}. Narrow the list with its filters and print it in parts."));
        return Start < 1 || Start > Stock.PerPage
            ? Refusal.Invalid(StartField, string.Create(CultureInfo.InvariantCulture, $"The first label's place is a number from 1 to {Stock.PerPage}."))
            : null;
    }

    /// <param name="db">The company's data.</param>
    /// <param name="settings">The company's name.</param>
    /// <param name="time">The company's times, by which filters ask.</param>
    /// <param name="request">The host that the labels' addresses lead to.</param>
    /// <param name="most">No more than these, for a preview.</param>
    public async Task<IReadOnlyList<Label>> Load(TenantDb db, CompanySettings settings, CompanyTime time, HttpRequest request, int most = Most)
    {
        var items = await Selection.Items(db, settings, time).Take(most)
            .Select(i => new { i.Code, i.Label, i.Copies, Property = i.Property!.Name, Unit = i.Unit!.Label }).ToListAsync();
        return [.. items.SelectMany(i => Enumerable.Repeat(
            new Label(i.Code, i.Label, ItemPlace.Of(i.Property, i.Unit), TagAddress.Of(request, i.Code)), PerCopy ? i.Copies : 1)).Take(most)];
    }

    public LabelSheet Sheet(CompanySettings settings) => new(Stock) { Start = Start, Company = WithCompany ? settings.Name : null };
}
