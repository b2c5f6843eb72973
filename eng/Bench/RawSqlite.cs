using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Kbm.Bench;

/// <summary>
/// What SQLite alone does on this disk: one thread puts the rows of a check-out into a copy of the company's database, with
/// prepared commands and the store's settings. Nothing is read, checked or answered.
/// </summary>
internal sealed class RawSqlite : IDisposable
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(4);
    private readonly SqliteConnection _connection;
    private readonly Random _random = new(20261127);
    private readonly BenchCompany _company;
    private readonly DateTime _now;

    public RawSqlite(string file, BenchCompany company, DateTime now)
    {
        (_company, _now) = (company, now);
        _connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true }.ConnectionString);
        _connection.Open();
        using var settings = _connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY";
        settings.ExecuteNonQuery();
    }

    /// <returns>Check-outs in a second.</returns>
    public double Run(int perTransaction, CancellationToken cancel)
    {
        using var number = Prepare("""UPDATE "Counters" SET "Last" = "Last" + 1 WHERE "Name" = 'Receipt' RETURNING "Last" """);
        using var receipt = Prepare("""
            INSERT INTO "Receipts" ("Sequence", "Kind", "At", "UserId", "UserName", "HolderId", "HolderName", "DueAt")
            VALUES ($a, 'Out', $b, 1, 'Dee Okafor', $c, $d, $e) RETURNING "Id"
            """, 5);
        using var checkout = Prepare("""
            INSERT INTO "Checkouts" ("ItemId", "HolderId", "ReceiptId", "Label", "Place", "Kind", "Quantity", "Outstanding", "At", "DueAt")
            VALUES ($a, $b, $c, $d, 'Winthrop Apts.', 'Loan', 1, 1, $e, $f) RETURNING "Id"
            """, 6);
        using var entry = Prepare("""
            INSERT INTO "Activity" ("At", "UserId", "UserName", "Verb", "Sentence", "ItemId", "ContactId", "PropertyId", "ReceiptId")
            VALUES ($a, 1, 'Dee Okafor', 'CheckedOut', $b, $c, $d, $e, $f) RETURNING "Id"
            """, 6);
        var began = Stopwatch.GetTimestamp();
        var done = 0;
        while (Stopwatch.GetElapsedTime(began) < s_time)
        {
            cancel.ThrowIfCancellationRequested();
            using var transaction = _connection.BeginTransaction(deferred: false);
            number.Transaction = receipt.Transaction = checkout.Transaction = entry.Transaction = transaction;
            for (var n = 0; n < perTransaction; n++) CheckOut(number, receipt, checkout, entry);
            transaction.Commit();
            done += perTransaction;
        }
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public void Dispose() => _connection.Dispose();

    private void CheckOut(SqliteCommand number, SqliteCommand receipt, SqliteCommand checkout, SqliteCommand entry)
    {
        var key = _company.Keys[_random.Next(_company.Keys.Count)];
        var holder = _company.Contacts[_random.Next(_company.Contacts.Count)];
        var due = _now.AddDays(7);
        var sequence = Put(number);
        var paper = Put(receipt, sequence, _now, holder.Id, holder.Name, due);
        Put(checkout, key.Id, holder.Id, paper, key.Label, _now, due);
        Put(entry, _now, $"Handed {key.Code} {key.Label} to {holder.Name} (R-{sequence:000000}).", key.Id, holder.Id, key.PropertyId!, paper);
    }

    private SqliteCommand Prepare(string sql, int parameters = 0)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var n = 0; n < parameters; n++) command.Parameters.AddWithValue($"${(char)('a' + n)}", DBNull.Value);
        return command;
    }

    private static long Put(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var n = 0; n < values.Length; n++) command.Parameters[n].Value = values[n];
        return (long)command.ExecuteScalar()!;
    }
}
