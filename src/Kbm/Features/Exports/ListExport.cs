using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Imports;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;

namespace Kbm.Features.Exports;

/// <summary>What an export is asked for.</summary>
/// <param name="Db">The company's data.</param>
/// <param name="Request">Whose address filters and sorts, as the list's own does.</param>
/// <param name="Company">The company's settings.</param>
/// <param name="Time">Its times.</param>
internal sealed record ExportAsk(TenantDb Db, HttpRequest Request, CompanySettings Company, CompanyTime Time)
{
    /// <summary>Names of columns; without any, all of them.</summary>
    public IReadOnlyCollection<string> Columns { get; init; } = [];

    /// <summary>Opens secret codes and records that they were; null leaves them out.</summary>
    public ExportSecrets.Opener? Secrets { get; init; }

    public string? this[string name] => Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}

/// <summary>A list that can be exported, as filtered, in the columns that are chosen. A new one is a line in <see cref="All"/>.</summary>
internal abstract class ListExport
{
    public static readonly IReadOnlyList<ListExport> All =
    [
        .. ItemListExport.All, new PropertiesExport(), new UnitsExport(), new ContactsExport(), new CodesToChangeExport(), new SignsOutExport(), new OpeningsExport(),
        .. Reports.Report.All.Select(r => new ReportExport(r)),
        new ReceiptsExport(), new ActivityExport(),
    ];

    /// <summary>The word that addresses know it by.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>Where the list itself is.</summary>
    public abstract string Path { get; }

    /// <summary>Who may export it besides having <see cref="Permissions.Export"/>.</summary>
    public virtual string Permission => Permissions.Export;

    public abstract IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The codes that it can carry, for those who ask for them on purpose.</summary>
    public virtual IReadOnlyList<SecretField> Secrets => [];

    public static ListExport? Of(string? name) => All.FirstOrDefault(l => l.Name == name);

    /// <summary>What an import takes its rows for; null where none does.</summary>
    public virtual ImportKind? ImportKind => null;

    /// <summary>Its columns with those of its codes.</summary>
    public virtual IReadOnlyList<TableColumn> EveryColumn => Columns;

    /// <summary>What it is narrowed to, in words.</summary>
    public abstract Task<IReadOnlyList<string>> Words(ExportAsk ask);

    public abstract Task<Table> Open(ExportAsk ask);
}

/// <summary>A list of rows of one type.</summary>
internal abstract class ListExport<T>(IReadOnlyList<TableColumn<T>> columns) : ListExport
{
    public override IReadOnlyList<TableColumn> Columns => columns;

    public override IReadOnlyList<TableColumn> EveryColumn => [.. columns, .. SecretColumns];

    public override Task<IReadOnlyList<string>> Words(ExportAsk ask) => Task.FromResult<IReadOnlyList<string>>([]);

    public override async Task<Table> Open(ExportAsk ask)
    {
        List<TableColumn<T>> chosen = [.. columns.Where(c => ask.Columns.Count == 0 || ask.Columns.Contains(c.Name))];
        chosen = [.. chosen.Count == 0 ? columns : chosen, .. ask.Secrets is null ? [] : SecretColumns];
        return new()
        {
            Name = Name,
            Title = Title,
            Company = ask.Company,
            Time = ask.Time,
            Columns = chosen,
            Rows = Table.Cells(Rows(ask), chosen, ask.Time),
            Filters = await Words(ask),
        };
    }

    protected virtual IReadOnlyList<TableColumn<T>> SecretColumns => [];

    /// <summary>The rows in the list's order, read some hundred at a time.</summary>
    protected abstract IAsyncEnumerable<T> Rows(ExportAsk ask);

    /// <summary>Reads what belongs to ids some hundred at a time.</summary>
    protected static async IAsyncEnumerable<T> InParts(IReadOnlyList<long> ids, Func<long[], Task<IEnumerable<T>>> read)
    {
        const int atOnce = 500;
        foreach (var some in ids.Chunk(atOnce))
            foreach (var row in await read(some)) yield return row;
    }
}
