using System.Globalization;
using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Reports;

internal enum ReportFilterKind { Text, Number, Day, Choice, Property }

/// <summary>Something that narrows a report.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Kind">What can be entered.</param>
internal sealed record ReportFilter(string Name, string Text, ReportFilterKind Kind)
{
    public static readonly ReportFilter Property = new("property", "Property", ReportFilterKind.Property);
    public static readonly ReportFilter Holder = new("holder", "Holder", ReportFilterKind.Text);
    public static readonly ReportFilter Item = new("item", "Item", ReportFilterKind.Text);
    public static readonly ReportFilter Type = new("type", "Type", ReportFilterKind.Choice)
    {
        Options = [new("", "Every type"), .. ItemKind.All.Where(k => k.IsLent).Select(k => new FieldOption(ListAddress.Word(k.Type), Word.Heading(k.Many)))],
    };

    public static readonly ReportFilter HolderKind = new("kind", "Kind of holder", ReportFilterKind.Choice)
    {
        Options = [new("", "Every kind of holder"), .. Enum.GetNames<ContactKind>().Select(k => new FieldOption(k, k))],
    };

    public static readonly ReportFilter Lent = new("as", "Lent as", ReportFilterKind.Choice)
    {
        Options = [new("", "Loans and assignments"), new("loan", "Loans"), new("assignment", "Assignments")],
    };

    /// <summary>A number that is meant where none is given, and the least and the most that it can be.</summary>
    public int Usual { get; init; }
    public int Least { get; init; }
    public int Most { get; init; } = 3660;

    /// <summary>The number that a company's settings mean where none is given.</summary>
    public Func<CompanySettings, int>? UsualOf { get; init; }

    /// <summary>The day that is meant where none is given, so many days ago.</summary>
    public int? UsualDaysAgo { get; init; }
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>What is wrong with what a program sent.</summary>
    public Refusal? Fault(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        return Kind switch
        {
            ReportFilterKind.Number when !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < Least || number > Most =>
                Refusal.Invalid(Name, string.Create(CultureInfo.InvariantCulture, $"{Text}: enter a number from {Least} to {Most}.")),
            ReportFilterKind.Day when ReportAsk.DayOf(value) is null => Refusal.Invalid(Name, "Enter a date such as 2026-11-27."),
            ReportFilterKind.Choice when Options.All(o => !o.Value.Equals(value, StringComparison.OrdinalIgnoreCase)) =>
                Refusal.Invalid(Name, $"Choose one of: {string.Join(", ", Options.Select(o => o.Value).Where(v => v.Length > 0))}."),
            ReportFilterKind.Property when !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) => Refusal.Invalid(Name, "Name the property by its id."),
            _ => null,
        };
    }

    /// <summary>What is wrong with filters that make sense alone.</summary>
    public static IEnumerable<string> FaultsTogether(IReadOnlyList<ReportFilter> filters, ReportAsk ask)
    {
        DateOnly? Of(string name) => filters.FirstOrDefault(f => f.Name == name)?.Day(ask);
        if (Of("from") > Of("to")) yield return "The period ends before it begins, so there is nothing in it.";
    }

    /// <summary>What it is set to, as its field shows it.</summary>
    public string? Shown(ReportAsk ask) => Kind switch
    {
        ReportFilterKind.Number => ask.Number(this).ToString(CultureInfo.InvariantCulture),
        ReportFilterKind.Day => (ask.Day(Name) ?? Otherwise(ask))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ReportFilterKind.Choice => ask.Choice(this),
        ReportFilterKind.Property => ask.Id(Name)?.ToString(CultureInfo.InvariantCulture),
        _ => ask.Text(Name),
    };

    /// <summary>The day that is asked for, or the one that is meant without.</summary>
    public DateOnly? Day(ReportAsk ask) => ask.Day(Name) ?? Otherwise(ask);

    /// <summary>What a report is narrowed to, in words.</summary>
    public static async Task<IReadOnlyList<string>> Words(IReadOnlyList<ReportFilter> filters, ReportAsk ask)
    {
        var words = new List<string>();
        foreach (var filter in filters)
            if (filter.Shown(ask) is { Length: > 0 } value) words.Add($"{filter.Text}: {await filter.WordOf(value, ask)}");
        return words;
    }

    private DateOnly? Otherwise(ReportAsk ask) => UsualDaysAgo is { } days ? ask.Time.Today.AddDays(-days) : null;

    private async Task<string> WordOf(string value, ReportAsk ask) => Kind switch
    {
        ReportFilterKind.Day => ask.Time.FullDate(Day(ask)!.Value),
        ReportFilterKind.Choice => Options.First(o => o.Value == value).Text,
        ReportFilterKind.Property when ask.Id(Name) is { } id => await ask.Db.Properties.Where(p => p.Id == id).Select(p => p.Name).FirstOrDefaultAsync() ?? "unknown",
        _ => value,
    };
}
