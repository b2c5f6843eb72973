using Kbm.Data;
using Kbm.Features.Settings;

namespace Kbm.Features.Items;

/// <summary>
/// The items that something is done with: those chosen one by one (code=KA001&amp;code=KA002), or all that a list's filters find
/// (all=true and the list's own address), however many there are.
/// </summary>
internal sealed record ItemSelection
{
    public const string CodeField = "code";
    public const string AllField = "all";
    private const string TypeField = "type";

    public IReadOnlyList<string> Codes { get; private init; } = [];

    /// <summary>What the filters ask for, when all that they find is meant.</summary>
    public ItemQuery? All { get; private init; }

    /// <summary>How an address or a form says it.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Fields { get; private init; } = [];

    public bool IsEmpty => All is null && Codes.Count == 0;

    /// <summary>The kind of the list that they are chosen from.</summary>
    public ItemKind Kind => All?.Type is { } type ? ItemKind.Of(type) : ItemKind.OfCode(Codes is [var first, ..] ? first : "") ?? ItemKind.All[0];

    /// <summary>The list that they are chosen from, filtered as it was.</summary>
    public string List => Kind.Path
        + QueryString.Create(All is null ? [] : Fields.Where(f => f.Key is not (AllField or TypeField)));

    /// <param name="request">Whose address says which items are meant.</param>
    /// <param name="other">Values of the address that say something else.</param>
    public static ItemSelection Read(HttpRequest request, params string[] other)
    {
        var isAll = request.Query[AllField] == "true";
        var type = ListAddress.Word<ItemType>(request.Query[TypeField].ToString());
        return new()
        {
            All = isAll ? ListAddress.Read(request, type) : null,
            Codes = isAll ? [] : [.. request.Query[CodeField].OfType<string>().Select(ItemCode.Read).Where(c => c.Length > 0).Distinct()],
            Fields = isAll
                ? [.. FiltersOf(request, type).Where(f => !other.Contains(f.Key, StringComparer.OrdinalIgnoreCase)), new(AllField, "true")]
                : [.. request.Query[CodeField].Select(c => KeyValuePair.Create(CodeField, c))],
        };
    }

    /// <summary>What a list's address filters and sorts by; with <see cref="AllField"/> it means all that the list finds.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> FiltersOf(HttpRequest request, ItemType? type) =>
    [
        .. request.Query.Where(q => q.Key.ToLowerInvariant() is not ("page" or "choose" or "handler" or CodeField or AllField or TypeField))
            .Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString())).Where(q => q.Value is { Length: > 0 }),
        .. type is { } its ? [KeyValuePair.Create(TypeField, (string?)ListAddress.Word(its))] : Array.Empty<KeyValuePair<string, string?>>(),
    ];

    /// <summary>The items themselves, in the list's order, or by code when they were chosen one by one.</summary>
    public IQueryable<Item> Items(TenantDb db, CompanySettings settings, CompanyTime time) => All is { } query
        ? query.Every(db, settings, time)
        : db.Items.Where(i => Codes.Contains(i.Code)).OrderBy(i => i.Code.Length).ThenBy(i => i.Code);

    /// <summary>An address that means the same items.</summary>
    public string At(string path, params IEnumerable<KeyValuePair<string, string?>> more) => path + QueryString.Create([.. Fields, .. more]);
}
