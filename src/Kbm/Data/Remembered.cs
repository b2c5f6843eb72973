using System.Collections.Concurrent;

namespace Kbm.Data;

/// <summary>Answers of a store that hold until its next write.</summary>
internal sealed class Remembered
{
    private const int Most = 20_000;
    private volatile Generation _generation = new(-1);

    public async ValueTask<T> Get<T>(long version, object key, Func<Task<T>> ask)
    {
        var generation = _generation;
        if (generation.Version != version || generation.Answers.Count > Most) _generation = generation = new(version);
        if (generation.Answers.TryGetValue(key, out var known)) return (T)known!;
        var answer = await ask();
        generation.Answers[key] = answer;
        return answer;
    }

    private sealed record Generation(long Version)
    {
        public ConcurrentDictionary<object, object?> Answers { get; } = new();
    }
}
