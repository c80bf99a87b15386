using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>Lets one holder a key through at a time; others wait in turn. Keys that nobody holds take no memory.</summary>
public sealed class KeyedLock
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until the key is free and takes it.</summary>
    /// <param name="key">The key; case does not matter.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>Frees the key when disposed.</returns>
    public async Task<IDisposable> AcquireAsync(string key, CancellationToken cancel)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out entry!)) _entries.Add(key, entry = new Entry());
            entry.Users++;
        }

        try
        {
            await entry.Free.WaitAsync(cancel);
        }
        catch
        {
            Leave(key, entry);
            throw;
        }

        return new Holder(() =>
        {
            entry.Free.Release();
            Leave(key, entry);
        });
    }

    private void Leave(string key, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users > 0) return;
            _entries.Remove(key);
            entry.Free.Dispose();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Free { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Holder(Action free) : IDisposable
    {
        private Action? _free = free;

        public void Dispose() => Interlocked.Exchange(ref _free, null)?.Invoke();
    }
}
