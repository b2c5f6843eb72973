using Kbm.Data;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>A property as the list shows it.</summary>
public sealed record PropertyRow
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public string? Type { get; init; }
    public string? Street { get; init; }
    public string? City { get; init; }
    public int Addresses { get; init; }
    public int Units { get; init; }
    public int Keys { get; init; }

    /// <summary>Copies that are with somebody.</summary>
    public int Out { get; init; }
    public int Overdue { get; init; }
    public DateTime? RetiredAt { get; init; }

    /// <summary>"6214 N. Winthrop Ave., Chicago, and 2 more".</summary>
    public string Address => string.Join(", ", new[] { Street, City, Addresses > 1 ? $"and {Addresses - 1} more" : null }.OfType<string>());
}

/// <summary>What the list of properties is asked for; what makes no sense is left out.</summary>
public sealed record PropertyFilter(string? Q, string? Type, bool Retired, ListSort Sort)
{
    internal static PropertyFilter Read(IQueryCollection query) => new(
        query["q"], query["type"], query["retired"] == "yes", ListSort.Read(query["sort"], "name", "type", "units", "keys", "out", "overdue"));

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && string.IsNullOrEmpty(Type) && !Retired;
}

internal static class PropertyRows
{
    /// <summary>Sorts by what is asked alone, and then reads one page of properties with what belongs to them.</summary>
    public static async Task<Paged<PropertyRow>> PropertyPage(this TenantDb db, PropertyFilter filter, DateTime overdueBefore, int? page)
    {
        var ids = await db.PropertyIds(filter, overdueBefore).Page(page);
        return ids.With(await db.PropertiesOf(ids.Rows, overdueBefore));
    }

    /// <summary>The ids of all that are asked for, in their order.</summary>
    public static IQueryable<long> PropertyIds(this TenantDb db, PropertyFilter filter, DateTime overdueBefore)
    {
        var properties = db.Properties.Where(p => filter.Retired == (p.RetiredAt != null));
        if (!string.IsNullOrEmpty(filter.Type)) properties = properties.Where(p => p.Type == filter.Type);
        if (SearchText.Terms(filter.Q) is { Count: > 0 } terms)
        {
            var found = db.SearchFor(terms).Where(e => e.Kind == SearchKind.Property).Select(e => e.TargetId);
            properties = properties.Where(p => found.Contains(p.Id));
        }
        return Sorted(Rows(db, properties, overdueBefore), filter.Sort).ThenBy(r => KbmDb.Folded(r.Name)).ThenBy(r => r.Id).Select(r => r.Id);
    }

    /// <summary>The properties of these ids, in the order of the ids.</summary>
    public static async Task<IReadOnlyList<PropertyRow>> PropertiesOf(this TenantDb db, IReadOnlyList<long> ids, DateTime overdueBefore)
    {
        var rows = await Rows(db, db.Properties.Where(p => ids.Contains(p.Id)), overdueBefore).ToDictionaryAsync(r => r.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static IQueryable<PropertyRow> Rows(TenantDb db, IQueryable<Property> properties, DateTime overdueBefore) => properties.Select(p => new PropertyRow
    {
        Id = p.Id,
        Name = p.Name,
        Type = p.Type,
        Street = p.Addresses.OrderBy(a => a.Id).Select(a => a.Street).FirstOrDefault(),
        City = p.Addresses.OrderBy(a => a.Id).Select(a => a.City).FirstOrDefault(),
        Addresses = p.Addresses.Count,
        Units = p.Units.Count(u => u.RetiredAt == null),
        Keys = db.Keys.Count(i => i.PropertyId == p.Id && i.RetiredAt == null),
        Out = db.Checkouts.Where(c => c.Outstanding > 0 && c.Item.PropertyId == p.Id).Sum(c => c.Outstanding),
        Overdue = db.Checkouts.Where(c => c.Outstanding > 0 && c.DueAt < overdueBefore && c.Item.PropertyId == p.Id).Sum(c => c.Outstanding),
        RetiredAt = p.RetiredAt,
    });

    private static IOrderedQueryable<PropertyRow> Sorted(IQueryable<PropertyRow> rows, ListSort sort) => sort.Word switch
    {
        "type" => rows.OrderBy(r => r.Type == null).By(r => KbmDb.Folded(r.Type), sort.Descending),
        "units" => rows.By(r => r.Units, sort.Descending),
        "keys" => rows.By(r => r.Keys, sort.Descending),
        "out" => rows.By(r => r.Out, sort.Descending),
        "overdue" => rows.By(r => r.Overdue, sort.Descending).By(r => r.Out, sort.Descending),
        _ => rows.By(r => KbmDb.Folded(r.Name), sort.Descending),
    };
}
