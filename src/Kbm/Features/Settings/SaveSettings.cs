using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Settings;

public sealed record SettingsInput
{
    public string? Name { get; init; }
    public string? AccentColour { get; init; }
    public string? TimeZone { get; init; }
    public string? DateStyle { get; init; }
    public int? LoanDays { get; init; }
    public int? GraceDays { get; init; }
    public int? LowCopies { get; init; }
    public int? LockCodeDays { get; init; }
    public bool CodesOnReceipts { get; init; }
    public bool BlindCounts { get; init; }
    public string? ReceiptHeader { get; init; }
    public string? ReceiptFooter { get; init; }
    public int? PinLength { get; init; }

    public static SettingsInput Of(CompanySettings settings) => new()
    {
        Name = settings.Name,
        AccentColour = settings.AccentColour ?? Accent.Usual,
        TimeZone = settings.TimeZone,
        DateStyle = settings.DateStyle.ToString(),
        LoanDays = settings.LoanDays,
        GraceDays = settings.GraceDays,
        LowCopies = settings.LowCopies,
        LockCodeDays = settings.LockCodeDays,
        CodesOnReceipts = settings.CodesOnReceipts,
        BlindCounts = settings.BlindCounts,
        ReceiptHeader = settings.ReceiptHeader,
        ReceiptFooter = settings.ReceiptFooter,
        PinLength = settings.PinLength,
    };
}

/// <summary>Changes what a company decides for itself. Its name in the catalog, by which the operator knows it, follows.</summary>
internal sealed class SaveSettings(Store<CatalogDb> catalog, Store<TenantDb> store, CurrentTenant tenant, TimeProvider clock)
{
    public const int MostLoanDays = 365;
    public const int MostGraceDays = 60;
    public const int MostLowCopies = 20;
    public const int MostLockCodeDays = 3650;
    public const int ReceiptTextLength = 500;

    public async Task<Outcome<CompanySettings>> Run(Actor by, SettingsInput input)
    {
        var checks = new Checks();
        var wanted = Check(input, checks);
        if (checks.Failed) return checks.Refusals;
        var company = tenant.Tenant.Id;
        var saved = await store.Write<Outcome<CompanySettings>>(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            var changes = Changes(settings, wanted);
            if (changes.Count == 0) return settings;
            db.Entry(settings).CurrentValues.SetValues(wanted);
            db.Record(by, clock.GetUtcNow().UtcDateTime, ActivityVerb.SettingsChanged, Sentences.SettingsChanged(changes));
            return settings;
        });
        await catalog.Write(async db => (await db.Tenants.SingleAsync(t => t.Id == company)).Name = wanted.Name);
        return saved;
    }

    private static CompanySettings Check(SettingsInput input, Checks checks) => new()
    {
        Name = checks.Required("name", input.Name, Tenant.NameLength, "the company's name"),
        AccentColour = ColourOf(input.AccentColour, checks),
        TimeZone = ZoneOf(input.TimeZone, checks),
        DateStyle = checks.Choice("dateStyle", input.DateStyle, DateStyle.DayMonth),
        LoanDays = checks.Number("loanDays", input.LoanDays, 1, MostLoanDays, "A loan's days"),
        GraceDays = checks.Number("graceDays", input.GraceDays, 0, MostGraceDays, "Days of grace"),
        LowCopies = checks.Number("lowCopies", input.LowCopies, 0, MostLowCopies, "Low copies"),
        LockCodeDays = checks.Number("lockCodeDays", input.LockCodeDays, 0, MostLockCodeDays, "A code's days"),
        CodesOnReceipts = input.CodesOnReceipts,
        BlindCounts = input.BlindCounts,
        ReceiptHeader = checks.Paragraphs("receiptHeader", input.ReceiptHeader, ReceiptTextLength),
        ReceiptFooter = checks.Paragraphs("receiptFooter", input.ReceiptFooter, ReceiptTextLength),
        PinLength = checks.Number("pinLength", input.PinLength, PinRules.Shortest, PinRules.Longest, "A PIN's length"),
    };

    /// <summary>#rrggbb; none, or KBM's own colour, is null.</summary>
    private static string? ColourOf(string? text, Checks checks)
    {
        var line = Checks.Line(text).ToLowerInvariant();
        if (line.Length == 0 || line == Accent.Usual) return null;
        if (Colour.TryParse(line, out _)) return line;
        checks.Refuse("accentColour", "Enter a colour such as #0b5f4d.");
        return null;
    }

    private static string ZoneOf(string? text, Checks checks)
    {
        var name = Checks.Line(text);
        if (name.Length > 60 || !CompanyTime.IsZone(name)) checks.Refuse("timeZone", "Choose a time zone from the list.");
        return name;
    }

    private static string YesNo(bool answer) => answer ? "yes" : "no";

    private static List<string> Changes(CompanySettings from, CompanySettings to) =>
    [
        .. new[]
        {
            Sentences.Change("name", from.Name, to.Name),
            Sentences.Change("colour", from.AccentColour, to.AccentColour),
            Sentences.Change("time zone", from.TimeZone, to.TimeZone),
            Sentences.Change("dates", from.DateStyle, to.DateStyle),
            Sentences.Change("loan days", from.LoanDays, to.LoanDays),
            Sentences.Change("days of grace", from.GraceDays, to.GraceDays),
            Sentences.Change("low copies", from.LowCopies, to.LowCopies),
            Sentences.Change("days of a lock code", from.LockCodeDays, to.LockCodeDays),
            Sentences.Change("codes on receipts", YesNo(from.CodesOnReceipts), YesNo(to.CodesOnReceipts)),
            Sentences.Change("blind counts", YesNo(from.BlindCounts), YesNo(to.BlindCounts)),
            from.ReceiptHeader == to.ReceiptHeader ? null : "the receipt's header",
            from.ReceiptFooter == to.ReceiptFooter ? null : "the receipt's footer",
            Sentences.Change("PIN length", from.PinLength, to.PinLength),
        }.OfType<string>(),
    ];
}
