using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>A column as a company's file has it, whichever database it came from.</summary>
internal sealed record CompanyColumn(string Name, RelationalTypeMapping Mapping)
{
    /// <summary>Both databases keep times to this much.</summary>
    private const string Microseconds = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    private const string Day = "yyyy-MM-dd";

    /// <summary>It names a user of the catalog, who has another id elsewhere; the file has their place among the company's users.</summary>
    public bool IsUser => Name == "UserId" || (Name.EndsWith("ById", StringComparison.Ordinal) && Type == typeof(long));

    /// <summary>It names something of the old deployment's catalog, which the new one does not have.</summary>
    public bool StaysBehind => Name == "DeedId";

    /// <summary>It names a row of the same table, which may come later.</summary>
    public required bool IsWithin { get; init; }

    private Type Type => Mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(Mapping.ClrType) ?? Mapping.ClrType;

    public void Write(Utf8JsonWriter json, DbDataReader row, int at, Func<long, long> user)
    {
        if (row.IsDBNull(at) || StaysBehind) json.WriteNull(Name);
        else if (IsUser) json.WriteNumber(Name, user(row.GetInt64(at)));
        else if (Type == typeof(long) || Type == typeof(int)) json.WriteNumber(Name, row.GetInt64(at));
        else if (Type == typeof(bool)) json.WriteBoolean(Name, row.GetBoolean(at));
        else if (Type == typeof(DateTime)) json.WriteString(Name, row.GetDateTime(at).ToString(Microseconds, CultureInfo.InvariantCulture));
        else if (Type == typeof(DateOnly)) json.WriteString(Name, row.GetFieldValue<DateOnly>(at).ToString(Day, CultureInfo.InvariantCulture));
        else if (Type == typeof(Guid)) json.WriteString(Name, row.GetGuid(at));
        else if (Type == typeof(string)) json.WriteString(Name, row.GetString(at));
        else throw new NotSupportedException($"No file says how column {Name} of type {Type.Name} is written.");
    }

    public DbParameter Parameter(DbCommand command, string name, object? value) => Mapping.CreateParameter(command, name, value, nullable: true);

    /// <exception cref="FormatException">It is not what stands in such a column.</exception>
    public object? Read(JsonElement value, Func<long, long> user)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        object read = IsUser ? user(value.GetInt64())
            : Type == typeof(long) ? value.GetInt64()
            : Type == typeof(int) ? value.GetInt32()
            : Type == typeof(bool) ? value.GetBoolean()
            : Type == typeof(DateTime) ? DateTime.ParseExact(value.GetString()!, Microseconds, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : Type == typeof(DateOnly) ? DateOnly.ParseExact(value.GetString()!, Day, CultureInfo.InvariantCulture)
            : Type == typeof(Guid) ? value.GetGuid()
            : value.GetString()!;
        return Mapping.Converter is { } converter ? converter.ConvertFromProvider(read) : read;
    }
}

/// <summary>A table of a company's database.</summary>
internal sealed record CompanyTable(string Name, IReadOnlyList<CompanyColumn> Columns, IReadOnlyList<CompanyColumn> Key)
{
    public string Entry => $"tables/{Name}.jsonl";

    public string Select(bool isPostgres) =>
        $"SELECT {string.Join(", ", Columns.Select(c => Quoted(c.Name)))} FROM {Quoted(Name)} ORDER BY {string.Join(", ", Key.Select(k => Quoted(k.Name) + (isPostgres && k.Mapping.ClrType == typeof(string) ? " COLLATE \"C\"" : "")))}";

    public static string Quoted(string name) => $"\"{name}\"";
}

/// <summary>The tables of a company, each after those that its rows name.</summary>
internal static class CompanyTables
{
    public const string Photos = "PhotoContents";

    /// <summary>The one column whose content is sealed anew.</summary>
    public const string Sealed = "Sealed";
    public static readonly IReadOnlyList<string> OfSecrets = ["Secrets", "SecretViews"];

    /// <summary>Sheets as they were sent, sealed because they may hold codes, and what is needed to take them back. What came of them moves.</summary>
    private static readonly IReadOnlyList<string> s_stayBehind = ["Imports", "ImportChunks", "ImportMade"];

    public static IReadOnlyList<CompanyTable> Of(TenantDb db)
    {
        var left = db.Model.GetRelationalModel().Tables.Where(t => !s_stayBehind.Contains(t.Name)).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var done = new List<ITable>();
        while (left.Count > 0)
        {
            var next = left.First(t => t.ForeignKeyConstraints.All(f => f.PrincipalTable == t || done.Contains(f.PrincipalTable)));
            left.Remove(next);
            done.Add(next);
        }
        return [.. done.Select(Of)];
    }

    /// <summary>What a company's database is like, by the name of its newest migration, which both kinds of database share.</summary>
    public static string Version(TenantDb db) => db.Database.GetMigrations().Last().Split('_', 2)[1];

    private static CompanyTable Of(ITable table)
    {
        var within = table.ForeignKeyConstraints.Where(f => f.PrincipalTable == table).SelectMany(f => f.Columns).ToHashSet();
        var columns = table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)
            .Where(c => (c.PropertyMappings[0].TypeMapping.Converter?.ProviderClrType ?? c.PropertyMappings[0].TypeMapping.ClrType) != typeof(byte[]))
            .Select(c => new CompanyColumn(c.Name, c.PropertyMappings[0].TypeMapping) { IsWithin = within.Contains(c) }).ToList();
        return new(table.Name, columns, [.. table.PrimaryKey!.Columns.Select(k => columns.Single(c => c.Name == k.Name))]);
    }
}
