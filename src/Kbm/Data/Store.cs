namespace Kbm.Data;

/// <summary>
/// The one way to a database. <see cref="OpenReader"/> sees committed data and cannot write; <see cref="Write{T}"/> runs one
/// function alone against this database and is acknowledged when its changes are durable.
/// </summary>
public abstract class Store<TDb> where TDb : KbmDb
{
    private readonly Remembered _remembered = new();
    private readonly Remembered _facts = new();

    /// <summary>How many groups of writes this process has committed, or null where other nodes may write as well.</summary>
    public abstract long? Version { get; }

    /// <summary>A context for reading, without tracking. Disposing it gives it back.</summary>
    public abstract TDb OpenReader();

    /// <summary>
    /// Runs <paramref name="act"/>, saves what it added or changed, and commits. A thrown exception or a refused outcome leaves
    /// nothing behind. The function does database work only: where the database asks for it, it is run again from the start.
    /// </summary>
    public abstract Task<T> Write<T>(Func<TDb, Task<T>> act, CancellationToken cancel = default);

    public async Task<T> Read<T>(Func<TDb, Task<T>> query)
    {
        await using var db = OpenReader();
        return await query(db);
    }

    /// <summary>
    /// Answers from memory what was asked before under this key, until the next write to this store. Where other nodes write as
    /// well there is no telling when that is, and every question goes to the database.
    /// </summary>
    public ValueTask<T> Remember<T>(object key, Func<TDb, Task<T>> query) =>
        Version is { } version ? _remembered.Get(version, key, () => Read(query)) : new(Read(query));

    /// <summary>
    /// Answers from memory what was asked before under this key, until the next write that changes more than who has what. Only for what does
    /// not depend on that: which items there are and where they belong, not whether they are out.
    /// </summary>
    public async ValueTask<T> RememberFacts<T>(object key, Func<TDb, Task<T>> query) =>
        await _facts.Get(await FactsVersion(), key, () => Read(query));

    /// <summary>Grows with every write that changed more than who has what, on any node.</summary>
    public abstract ValueTask<long> FactsVersion();

    public Task Write(Func<TDb, Task> act, CancellationToken cancel = default) =>
        Write(async db => { await act(db); return true; }, cancel);

    /// <summary>
    /// Answers what was asked before and lets go of the database. Stores are handed to scopes that do not own them, so this is
    /// no Dispose.
    /// </summary>
    public abstract ValueTask Close();

    internal static bool IsRefused<T>(T result) => result is IOutcome { IsRefused: true };
}
