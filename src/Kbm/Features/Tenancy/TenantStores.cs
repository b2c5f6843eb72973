using Kbm.Data;

namespace Kbm.Features.Tenancy;

/// <summary>
/// The tenants' stores that are open, at most so many at once: beyond that the least recently used idle one is closed. A store
/// that closes is waited for before its tenant is opened again, since a SQLite file has one writer.
/// </summary>
public sealed class TenantStores(Databases databases, int capacity) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Entry> _open = [];
    private readonly Dictionary<Guid, Task> _closing = [];
    private long _clock;

    /// <summary>How many are open or closing now.</summary>
    public int Count
    {
        get { lock (_gate) return _open.Count + _closing.Count; }
    }

    /// <summary>Opens a tenant's store, or joins those who use it. It stays open until every lease is disposed.</summary>
    public async ValueTask<TenantLease> Open(Guid tenant)
    {
        while (true)
        {
            Task? closing;
            Entry? entry = null;
            lock (_gate)
            {
                if (!_closing.TryGetValue(tenant, out closing)) entry = Join(tenant);
            }
            if (entry is not null) return Lease(tenant, entry);
            await closing!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Closes a tenant's store once nobody uses it, so that its database can be replaced or removed.</summary>
    public async Task Close(Guid tenant)
    {
        Task closing;
        lock (_gate)
        {
            if (_open.TryGetValue(tenant, out var entry)) BeginClosing(tenant, entry);
            if (!_closing.TryGetValue(tenant, out closing!)) return;
        }
        await closing;
    }

    public async ValueTask DisposeAsync()
    {
        Task[] closing;
        lock (_gate)
        {
            foreach (var (tenant, entry) in _open.ToList()) BeginClosing(tenant, entry);
            closing = [.. _closing.Values];
        }
        await Task.WhenAll(closing);
    }

    private Entry Join(Guid tenant)
    {
        if (!_open.TryGetValue(tenant, out var entry))
        {
            MakeRoom();
            _open.Add(tenant, entry = new(new(() => databases.OpenTenant(tenant))));
        }
        entry.Users++;
        entry.LastUsed = ++_clock;
        return entry;
    }

    // Opening takes as long as the disk does, so it happens outside the gate: the other tenants do not wait for it.
    private TenantLease Lease(Guid tenant, Entry entry)
    {
        try
        {
            return new(entry.Store.Value, () => GiveBack(entry));
        }
        catch
        {
            lock (_gate)
            {
                if (_open.GetValueOrDefault(tenant) == entry) _open.Remove(tenant);
            }
            GiveBack(entry);
            throw;
        }
    }

    private void GiveBack(Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Users == 0) entry.Idle?.SetResult();
        }
    }

    private void MakeRoom()
    {
        while (_open.Count >= capacity)
        {
            var idle = _open.Where(e => e.Value.Users == 0).OrderBy(e => e.Value.LastUsed).Select(e => (e.Key, e.Value)).FirstOrDefault();
            if (idle.Value is null) return;
            BeginClosing(idle.Key, idle.Value);
        }
    }

    private void BeginClosing(Guid tenant, Entry entry)
    {
        _open.Remove(tenant);
        if (entry.Users > 0) entry.Idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _closing[tenant] = Task.Run(async () =>
        {
            if (entry.Idle is { } idle) await idle.Task;
            try
            {
                if (entry.Store.IsValueCreated) await entry.Store.Value.Close();
            }
            finally
            {
                lock (_gate) _closing.Remove(tenant);
            }
        });
    }

    private sealed class Entry(Lazy<Store<TenantDb>> store)
    {
        public Lazy<Store<TenantDb>> Store { get; } = store;
        public int Users { get; set; }
        public long LastUsed { get; set; }
        public TaskCompletionSource? Idle { get; set; }
    }
}

/// <summary>The use of a tenant's store for a while.</summary>
public sealed class TenantLease(Store<TenantDb> store, Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    public Store<TenantDb> Store { get; } = store;

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
