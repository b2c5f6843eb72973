using Kbm.Data;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Receipts;

/// <summary>Says what a list of receipts is narrowed to, for its page and for what is exported of it.</summary>
internal static class ReceiptWords
{
    public static async Task<IReadOnlyList<string>> Of(TenantDb db, ReceiptFilter filter) =>
    [
        .. Checks.Line(filter.Q) is { Length: > 0 } q ? [$"Search: {q}"] : Array.Empty<string>(),
        .. filter.OnlyKind is { } kind ? [kind == ReceiptKind.Out ? "Handed over" : "Taken back"] : Array.Empty<string>(),
        .. filter.OnlyState is { } state ? [state switch { ReceiptOpen.Open => "Not all back", ReceiptOpen.Overdue => "Overdue", _ => "All back" }] : Array.Empty<string>(),
        .. await Person(db, filter) is { } person ? [$"Person: {person}"] : Array.Empty<string>(),
        .. filter.ItemCode is { } item ? [$"Item: {item}"] : Array.Empty<string>(),
        .. await Property(db, filter) is { } property ? [$"Property: {property}"] : Array.Empty<string>(),
        .. filter.FirstDay is { } first ? [$"From {first:yyyy-MM-dd}"] : Array.Empty<string>(),
        .. filter.LastDay is { } last ? [$"To {last:yyyy-MM-dd}"] : Array.Empty<string>(),
    ];

    public static async Task<string?> Person(TenantDb db, ReceiptFilter filter) => filter.PersonId is { } id
        ? await db.Contacts.Where(c => c.Id == id).Select(c => c.Name).FirstOrDefaultAsync() ?? "nobody" : null;

    public static async Task<string?> Property(TenantDb db, ReceiptFilter filter) => filter.PropertyId is { } id
        ? await db.Properties.Where(p => p.Id == id).Select(p => p.Name).FirstOrDefaultAsync() ?? "none" : null;
}
