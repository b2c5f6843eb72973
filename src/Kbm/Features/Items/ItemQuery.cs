using System.Linq.Expressions;
using Kbm.Data;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

public enum ItemSort { Code, Label, Property, Hook, Due, Last }

/// <summary>Which items a list shows, in what order. Pages and the API ask by it.</summary>
public sealed record ItemQuery
{
    private static readonly char[] s_digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    /// <summary>Words that must all be found in the code, label, address, unit, hook or location.</summary>
    public string? Q { get; init; }
    public ItemType? Type { get; init; }

    /// <summary>One derived state; without it everything that is not retired.</summary>
    public ItemState? State { get; init; }

    /// <summary>Only what somebody has at least one copy of.</summary>
    public bool Out { get; init; }
    public bool Overdue { get; init; }

    /// <summary>Only what is due back on the company's present day and not overdue.</summary>
    public bool DueToday { get; init; }
    public bool LowCopies { get; init; }

    /// <summary>Only sign pieces of this type.</summary>
    public PieceType? Piece { get; init; }
    public long? PropertyId { get; init; }
    public long? UnitId { get; init; }
    public long? HolderId { get; init; }
    public ItemSort Sort { get; init; }
    public bool Descending { get; init; }
    public int? Page { get; init; }
    public int? PageSize { get; init; }

    public bool IsNarrowed =>
        !string.IsNullOrWhiteSpace(Q) || State is not null || Out || Overdue || DueToday || LowCopies || Piece is not null
        || PropertyId is not null || UnitId is not null || HolderId is not null;

    /// <summary>Whether the answer depends on who has what and when it is due.</summary>
    private bool AsksWhoHasIt =>
        State is not (null or ItemState.Retired or ItemState.Installed or ItemState.InLockbox or ItemState.InSign) || Out || Overdue || DueToday || LowCopies || HolderId is not null;

    /// <summary>
    /// Sorts by the items alone and then reads one page of them with what belongs to it. How many there are and which of them stand on the
    /// page is remembered.
    /// </summary>
    public async Task<Paged<ItemRow>> Run(Store<TenantDb> store, TenantDb db, CompanySettings settings, CompanyTime time)
    {
        var total = await Count(store, settings, time);
        var page = await Remember(store, time, this, AsksWhoHasIt || Sort is ItemSort.Due or ItemSort.Last,
            reader => Every(reader, settings, time).Select(i => i.Id).Page(total, Page, PageSize));
        return page.With(await ItemRow.Load(db, page.Rows));
    }

    /// <summary>How many it finds. Of a large company most things are in, so what is available is counted as what is not out.</summary>
    private async ValueTask<int> Count(Store<TenantDb> store, CompanySettings settings, CompanyTime time)
    {
        var all = this with { Sort = default, Descending = false, Page = null, PageSize = null };
        if (all != all with { State = ItemState.Available, Out = false, Overdue = false, DueToday = false, LowCopies = false, HolderId = null })
            return await Remember(store, time, ("count", all), AsksWhoHasIt, reader => Filtered(reader, settings, time).CountAsync());
        all = all with { State = null };
        var lendable = await Remember(store, time, ("lendable", all), false, reader => all.Filtered(reader, settings, time).Lendable(Type).CountAsync());
        return lendable - await (all with { Out = true }).Count(store, settings, time);
    }

    /// <summary>
    /// Remembers an answer until the facts change, or if it moves with what is handed over until the next write and, because things fall due as
    /// the clock runs, for no longer than the minute.
    /// </summary>
    private static ValueTask<T> Remember<T>(Store<TenantDb> store, CompanyTime time, object key, bool moves, Func<TenantDb, Task<T>> query) =>
        moves ? store.Remember((key, time.Now.Ticks / TimeSpan.TicksPerMinute), query) : store.RememberFacts(key, query);

    /// <summary>All that it finds, in its order.</summary>
    public IQueryable<Item> Every(TenantDb db, CompanySettings settings, CompanyTime time) => Sorted(Filtered(db, settings, time));

    private IQueryable<Item> Filtered(TenantDb db, CompanySettings settings, CompanyTime time)
    {
        IQueryable<Item> items = db.Items;
        if (Type is { } type) items = items.Where(i => i.Type == type);
        items = State is { } state ? items.InState(state, Type) : items.InUse();
        if (Out) items = items.WithSomebody(Type);
        if (Overdue) items = items.Overdue(time.OverdueBefore);
        if (DueToday) items = items.DueToday(time);
        if (LowCopies) items = items.LowOnCopies(settings.LowCopies);
        if (Piece is { } piece) items = items.OfType<SignPiece>().Where(p => p.PieceType == piece);
        if (PropertyId is { } property) items = items.Where(i => i.PropertyId == property);
        if (UnitId is { } unit) items = items.Where(i => i.UnitId == unit);
        if (HolderId is { } holder) items = items.HeldBy(holder);
        return string.IsNullOrWhiteSpace(Q) ? items : Found(db, items, SearchText.Terms(Q));
    }

    private static IQueryable<Item> Found(TenantDb db, IQueryable<Item> items, IReadOnlyList<string> terms)
    {
        if (terms.Count == 0) return items.Where(i => false);
        var found = db.SearchFor(terms).Where(e => e.Kind == SearchKind.Item).Select(e => e.TargetId);
        return items.Where(i => found.Contains(i.Id));
    }

    private IQueryable<Item> Sorted(IQueryable<Item> items) => ByCode(Sort switch
    {
        ItemSort.Label => By(items, i => KbmDb.Folded(i.Label)),
        ItemSort.Property => ByUnit(By(By(items, i => i.Property == null), i => KbmDb.Folded(i.Property!.Name))),
        ItemSort.Hook => ByHook(By(items, i => i.Hook == null, always: true)),
        ItemSort.Due => By(By(items, i => i.NextDueAt == null, always: true), i => i.NextDueAt),
        ItemSort.Last => By(By(items, i => i.LastMovedAt == null, always: true), i => i.LastMovedAt),
        _ => items,
    });

    // KZ999 comes before KAA001, so the length goes first.
    private IQueryable<Item> ByCode(IQueryable<Item> items) => By(By(items, i => i.Code.Length), i => i.Code);

    private IQueryable<Item> ByUnit(IQueryable<Item> items) => By(items, i => i.Unit!.SortKey);

    // Hooks such as share what is left without the digits at their end; the shorter number is the smaller one.
    private IQueryable<Item> ByHook(IQueryable<Item> items) =>
        By(By(By(items, i => i.Hook!.TrimEnd(s_digits)), i => i.Hook!.Length), i => i.Hook);

    /// <param name="items">The items, ordered already or not.</param>
    /// <param name="key">What they are ordered by next.</param>
    /// <param name="always">Upwards even in a descending list, so that what has no such thing stays last.</param>
    private IQueryable<Item> By<T>(IQueryable<Item> items, Expression<Func<Item, T>> key, bool always = false) =>
        items.By(key, Descending && !always);
}
