using System.Collections.Concurrent;

namespace Kbm.Data;

/// <summary>Answers of a store that hold until its next write.</summary>
internal sealed class Remembered
{
    private const int Most = 20_000;
    private volatile Generation _generation = new(-1);

    /// <summary>Asks once for everybody who wants to know at the same time. A failure is told to them and not kept.</summary>
    public async ValueTask<T> Get<T>(long version, object key, Func<Task<T>> ask)
    {
        var generation = _generation;
        if (generation.Version != version || generation.Count > Most) _generation = generation = new(version);
        if (!generation.Answers.TryGetValue(key, out var answer))
        {
            answer = generation.Answers.GetOrAdd(key, new Lazy<Task<T>>(ask));
            Interlocked.Increment(ref generation.Count);
        }
        try
        {
            return await ((Lazy<Task<T>>)answer).Value;
        }
        catch
        {
            generation.Answers.TryRemove(key, out _);
            throw;
        }
    }

    private sealed class Generation(long version)
    {
        public readonly long Version = version;
        public readonly ConcurrentDictionary<object, object> Answers = new();
        public int Count;
    }
}
