using System.Data.Common;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>Puts the rows of a company's file into its new database, inside one write.</summary>
/// <param name="zip">The file, looked through.</param>
/// <param name="users">The ids that the file's users have now, by their places in it.</param>
/// <param name="vault">Seals codes for the new company.</param>
/// <param name="key">Opens codes in the file; null if it has none.</param>
internal sealed class FillCompany(ZipArchive zip, IReadOnlyList<long> users, Vault vault, byte[]? key)
{
    private const int MostParameters = 900;

    public async Task Run(TenantDb db)
    {
        var tables = CompanyTables.Of(db);
        // A new company has its settings and counters already.
        foreach (var table in tables.Reverse()) await Execute(db, $"DELETE FROM {CompanyTable.Quoted(table.Name)}");
        foreach (var table in tables)
        {
            if (table.Name == CompanyTables.Photos) await Photos(db);
            else await Rows(db, table);
            if (db.Database.IsNpgsql() && table.Key is [{ Name: "Id" } id] && id.Mapping.ClrType == typeof(long)) await GoOnFrom(db, table);
        }
    }

    private async Task Rows(TenantDb db, CompanyTable table)
    {
        var later = new List<object?[]>();
        foreach (var some in Read(table).Chunk(MostParameters / table.Columns.Count))
        {
            foreach (var row in some)
                if (table.Columns.Select((c, at) => c.IsWithin && row[at] is not null).Contains(true)) later.Add((object?[])row.Clone());
            await Insert(db, table, some);
        }
        foreach (var row in later) await Link(db, table, row);
    }

    private IEnumerable<object?[]> Read(CompanyTable table)
    {
        foreach (var row in CompanyRows.Of(zip, table.Entry))
        {
            if (row.EnumerateObject().Count() != table.Columns.Count) throw new FormatException($"A row of {table.Name} has other columns than this build of KBM knows.");
            yield return [.. table.Columns.Select(c => c.Name == CompanyTables.Sealed ? Sealed(row) : c.Read(row.GetProperty(c.Name), UserAt))];
        }
    }

    private long UserAt(long place) => place == 0 ? 0 : place <= users.Count ? users[(int)place - 1] : throw new FormatException($"The file names user {place}, whom it does not have.");

    private string Sealed(JsonElement row)
    {
        if (row.GetProperty(CompanyTables.Sealed).GetString() is not { } text) return "";
        var (id, item, field) = (row.GetProperty("Id").GetGuid(), row.GetProperty("ItemId").GetInt64(), Enum.Parse<SecretField>(row.GetProperty("Field").GetString()!));
        return vault.Seal(id, item, field, Encoding.UTF8.GetString(Sealing.Open(key!, text, CompanySeal.Place(id, item, field))));
    }

    private static async Task Insert(TenantDb db, CompanyTable table, object?[][] rows)
    {
        await using var command = Command(db);
        var sql = new StringBuilder($"INSERT INTO {CompanyTable.Quoted(table.Name)} ({string.Join(", ", table.Columns.Select(c => CompanyTable.Quoted(c.Name)))}) VALUES ");
        for (var at = 0; at < rows.Length; at++)
        {
            var row = at;
            var names = table.Columns.Select((column, i) => Add(command, column, column.IsWithin ? null : rows[row][i]));
            sql.Append(at == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
        }
        command.CommandText = sql.ToString();
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What a row says of others of its table, once all of them are there.</summary>
    private static async Task Link(TenantDb db, CompanyTable table, object?[] row)
    {
        await using var command = Command(db);
        string Set(CompanyColumn column) => $"{CompanyTable.Quoted(column.Name)} = {Add(command, column, row[table.Columns.ToList().IndexOf(column)])}";
        command.CommandText = $"UPDATE {CompanyTable.Quoted(table.Name)} SET {string.Join(", ", table.Columns.Where(c => c.IsWithin).Select(Set))} WHERE {string.Join(" AND ", table.Key.Select(Set))}";
        await command.ExecuteNonQueryAsync();
    }

    private async Task Photos(TenantDb db)
    {
        foreach (var photo in CompanyRows.Of(zip, $"tables/{CompanyTables.Photos}.jsonl"))
        {
            var hash = photo.GetProperty("Hash").GetString()!;
            db.PhotoContents.Add(new() { Hash = hash, Type = photo.GetProperty("Type").GetString()!, Picture = Bytes(CompanyFile.Photo(hash)), Thumbnail = Bytes(CompanyFile.Thumbnail(hash)) });
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private byte[] Bytes(string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>Rows came with their numbers; the next new one gets one of its own.</summary>
    private static Task GoOnFrom(TenantDb db, CompanyTable table) => Execute(db,
        $"SELECT setval(pg_get_serial_sequence('{CompanyTable.Quoted(table.Name)}', 'Id'), (SELECT MAX(\"Id\") FROM {CompanyTable.Quoted(table.Name)})) WHERE EXISTS (SELECT 1 FROM {CompanyTable.Quoted(table.Name)})");

    private static string Add(DbCommand command, CompanyColumn column, object? value)
    {
        var parameter = column.Parameter(command, $"@p{command.Parameters.Count}", value);
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private static async Task Execute(TenantDb db, string sql)
    {
        await using var command = Command(db);
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(TenantDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }
}
