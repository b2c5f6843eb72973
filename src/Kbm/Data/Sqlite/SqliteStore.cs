using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Data;

/// <summary>
/// One SQLite file with one writer. Functions queue up; the writer runs those that wait, up to <see cref="GroupLimit"/>, in one
/// transaction with a savepoint each, commits once and only then answers them all. The writer is also the only connection that
/// checkpoints: two that write and checkpoint at once can lose committed data in SQLite 3.7.0 to 3.51.2.
/// </summary>
internal sealed class SqliteStore<TDb> : Store<TDb> where TDb : KbmDb
{
    private const int GroupLimit = 64;
    private const int IdleReaders = 32;

    private readonly string _path;
    private readonly Func<SqliteConnection, TDb> _contextOn;
    private readonly SqliteConnection _writer;
    private readonly TDb _writing;
    private readonly Channel<Job> _queue = Channel.CreateUnbounded<Job>(new() { SingleReader = true });
    private readonly ConcurrentStack<TDb> _readers = [];
    private int _idle;
    private readonly Task _consumer;
    private long _version;
    private long _factsVersion;
    private volatile bool _closed;

    public SqliteStore(string path, Func<SqliteConnection, TDb> contextOn)
    {
        (_path, _contextOn) = (path, contextOn);
        _writer = SqliteFile.Open(path, SqliteOpenMode.ReadWriteCreate);
        _writing = contextOn(_writer);
        _writing.Database.AutoSavepointsEnabled = false;
        _consumer = Task.Run(Consume);
    }

    public override long? Version => Volatile.Read(ref _version);

    public override ValueTask<long> FactsVersion() => new(Volatile.Read(ref _factsVersion));

    public override TDb OpenReader()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_readers.TryPop(out var db))
        {
            Interlocked.Decrement(ref _idle);
        }
        else
        {
            db = _contextOn(SqliteFile.Open(_path, SqliteOpenMode.ReadOnly));
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        }
        db.Return = TakeBack;
        return db;
    }

    public override Task<T> Write<T>(Func<TDb, Task<T>> act, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var job = new Job<T>(act);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(job), this);
        return job.Answer;
    }

    /// <summary>Answers what is queued, writes the log back into the file, closes.</summary>
    public override async ValueTask Close()
    {
        if (_closed) return;
        _closed = true;
        _queue.Writer.TryComplete();
        await _consumer;
        while (_readers.TryPop(out var reader)) await Discard(reader);
        SqliteFile.Execute(_writer, "PRAGMA wal_checkpoint(TRUNCATE)");
        await _writing.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private async ValueTask TakeBack(KbmDb db)
    {
        db.Return = null;
        db.ChangeTracker.Clear();
        if (_closed || Interlocked.Increment(ref _idle) > IdleReaders)
        {
            Interlocked.Decrement(ref _idle);
            await Discard((TDb)db);
            return;
        }
        _readers.Push((TDb)db);
        // The store may have been closed between the two: whoever sees both closes what is left.
        while (_closed && _readers.TryPop(out var late)) await Discard(late);
    }

    private static async ValueTask Discard(TDb reader)
    {
        reader.Return = null;
        var connection = reader.Database.GetDbConnection();
        await reader.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task Consume()
    {
        var group = new List<Job>(GroupLimit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            // Taken before the transaction begins, so that one that cannot begin has somebody to tell.
            group.Clear();
            _writing.ChangedFacts = false;
            while (group.Count < GroupLimit && _queue.Reader.TryRead(out var waiting)) group.Add(waiting);
            try
            {
                await RunGroup(group);
                if (_writing.ChangedFacts) Interlocked.Increment(ref _factsVersion);
                Interlocked.Increment(ref _version);
                foreach (var job in group) job.Acknowledge();
            }
            catch (Exception failure)
            {
                foreach (var job in group) job.Fail(failure);
            }
        }
    }

    private async Task RunGroup(List<Job> group)
    {
        await using var transaction = _writer.BeginTransaction(deferred: false);
        await _writing.Database.UseTransactionAsync(transaction);
        try
        {
            foreach (var job in group) await RunAlone(job);
            while (group.Count < GroupLimit && _queue.Reader.TryRead(out var late))
            {
                group.Add(late);
                await RunAlone(late);
            }
            await transaction.CommitAsync();
        }
        finally
        {
            await _writing.Database.UseTransactionAsync(null);
        }
    }

    private async Task RunAlone(Job job)
    {
        SqliteFile.Execute(_writer, "SAVEPOINT act");
        var keep = await job.Run(_writing);
        _writing.ChangeTracker.Clear();
        SqliteFile.Execute(_writer, keep ? "RELEASE act" : "ROLLBACK TO act; RELEASE act");
    }

    private abstract class Job
    {
        /// <returns>Whether the function's changes are to be kept.</returns>
        public abstract Task<bool> Run(TDb db);

        public abstract void Acknowledge();

        public abstract void Fail(Exception failure);
    }

    private sealed class Job<T>(Func<TDb, Task<T>> act) : Job
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;
        private Exception? _failure;

        public Task<T> Answer => _answer.Task;

        public override async Task<bool> Run(TDb db)
        {
            try
            {
                _result = await act(db);
                if (IsRefused(_result)) return false;
                await db.SaveChangesAsync();
                return true;
            }
            catch (Exception failure)
            {
                _failure = failure;
                return false;
            }
        }

        public override void Acknowledge()
        {
            if (_failure is null) _answer.SetResult(_result);
            else _answer.SetException(_failure);
        }

        public override void Fail(Exception failure) => _answer.TrySetException(_failure ?? failure);
    }
}
