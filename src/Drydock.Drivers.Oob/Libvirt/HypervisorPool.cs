using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Libvirt;

/// <summary>One connection for each hypervisor, shared by all its domains, and closed when nobody has used it for a while.</summary>
internal sealed class HypervisorPool(TimeSpan idleTime, Clock clock) : IDisposable
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Takes part in a hypervisor's connection, until the lease is disposed.</summary>
    public Lease Rent(HypervisorUri uri)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(uri.Text, out var entry)) _entries.Add(uri.Text, entry = new Entry(new Hypervisor(uri, clock)));
            entry.Users++;
            entry.Idle?.Cancel();
            entry.Idle = null;
            return new Lease(entry.Hypervisor, () => Return(uri.Text, entry));
        }
    }

    public void Dispose()
    {
        lock (_entries)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Idle?.Cancel();
                entry.Hypervisor.Dispose();
            }

            _entries.Clear();
        }
    }

    private void Return(string key, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users > 0) return;
            entry.Idle = new CancellationTokenSource();
            _ = CloseIdleAsync(key, entry, entry.Idle.Token);
        }
    }

    private async Task CloseIdleAsync(string key, Entry entry, CancellationToken used)
    {
        try
        {
            await Task.Delay(idleTime, used);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_entries)
        {
            if (used.IsCancellationRequested) return;
            if (_entries.TryGetValue(key, out var present) && present == entry) _entries.Remove(key);
            entry.Hypervisor.Dispose();
        }
    }

    internal sealed class Lease(Hypervisor hypervisor, Action giveBack) : IDisposable
    {
        private Action? _giveBack = giveBack;

        public Hypervisor Hypervisor => hypervisor;

        public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }

    private sealed class Entry(Hypervisor hypervisor)
    {
        public Hypervisor Hypervisor => hypervisor;

        public int Users { get; set; }

        public CancellationTokenSource? Idle { get; set; }
    }
}
