using Kbm.Data;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Contacts;

/// <summary>A contact as the list shows it.</summary>
public sealed record ContactRow
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required ContactKind Kind { get; init; }
    public string? Company { get; init; }
    public string? Phone { get; init; }

    /// <summary>Copies that they have.</summary>
    public int Holds { get; init; }
    public int Overdue { get; init; }
    public DateTime? RetiredAt { get; init; }
}

/// <summary>What the list of contacts is asked for; what makes no sense is left out.</summary>
public sealed record ContactFilter(string? Q, string? KindName, bool Holding, bool Retired, ListSort Sort)
{
    internal static ContactFilter Read(IQueryCollection query) => new(
        query["q"], query["kind"], query["holding"] == "yes", query["retired"] == "yes", ListSort.Read(query["sort"], "name", "kind", "company", "holds", "overdue"));

    public ContactKind? Kind => Enum.GetNames<ContactKind>().FirstOrDefault(n => n.Equals(KindName, StringComparison.OrdinalIgnoreCase)) is { } name
        ? Enum.Parse<ContactKind>(name) : null;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && Kind is null && !Holding && !Retired;
}

internal static class ContactRows
{
    /// <summary>Sorts by what is asked alone, and then reads one page of contacts with what belongs to them.</summary>
    public static async Task<Paged<ContactRow>> ContactPage(this TenantDb db, ContactFilter filter, DateTime overdueBefore, int? page)
    {
        var ids = await db.ContactIds(filter, overdueBefore).Page(page);
        return ids.With(await db.ContactsOf(ids.Rows, overdueBefore));
    }

    /// <summary>The ids of all that are asked for, in their order.</summary>
    public static IQueryable<long> ContactIds(this TenantDb db, ContactFilter filter, DateTime overdueBefore)
    {
        var contacts = db.Contacts.Where(c => filter.Retired == (c.RetiredAt != null));
        if (filter.Kind is { } kind) contacts = contacts.Where(c => c.Kind == kind);
        if (filter.Holding)
        {
            var holders = db.Checkouts.Where(c => c.Outstanding > 0).Select(c => c.HolderId);
            contacts = contacts.Where(c => holders.Contains(c.Id));
        }
        if (SearchText.Terms(filter.Q) is { Count: > 0 } terms)
        {
            var found = db.SearchFor(terms).Where(e => e.Kind == SearchKind.Contact).Select(e => e.TargetId);
            contacts = contacts.Where(c => found.Contains(c.Id));
        }
        return Sorted(Rows(db, contacts, overdueBefore), filter.Sort).ThenBy(r => KbmDb.Folded(r.Name)).ThenBy(r => r.Id).Select(r => r.Id);
    }

    /// <summary>The contacts of these ids, in the order of the ids.</summary>
    public static async Task<IReadOnlyList<ContactRow>> ContactsOf(this TenantDb db, IReadOnlyList<long> ids, DateTime overdueBefore)
    {
        var rows = await Rows(db, db.Contacts.Where(c => ids.Contains(c.Id)), overdueBefore).ToDictionaryAsync(r => r.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static IQueryable<ContactRow> Rows(TenantDb db, IQueryable<Contact> contacts, DateTime overdueBefore) => contacts.Select(p => new ContactRow
    {
        Id = p.Id,
        Name = p.Name,
        Kind = p.Kind,
        Company = p.Company,
        Phone = p.Phone,
        Holds = db.Checkouts.Where(c => c.Outstanding > 0 && c.HolderId == p.Id).Sum(c => c.Outstanding),
        Overdue = db.Checkouts.Where(c => c.Outstanding > 0 && c.DueAt < overdueBefore && c.HolderId == p.Id).Sum(c => c.Outstanding),
        RetiredAt = p.RetiredAt,
    });

    private static IOrderedQueryable<ContactRow> Sorted(IQueryable<ContactRow> rows, ListSort sort) => sort.Word switch
    {
        "kind" => rows.By(r => r.Kind, sort.Descending),
        "company" => rows.OrderBy(r => r.Company == null).By(r => KbmDb.Folded(r.Company), sort.Descending),
        "holds" => rows.By(r => r.Holds, sort.Descending),
        "overdue" => rows.By(r => r.Overdue, sort.Descending).By(r => r.Holds, sort.Descending),
        _ => rows.By(r => KbmDb.Folded(r.Name), sort.Descending),
    };
}
