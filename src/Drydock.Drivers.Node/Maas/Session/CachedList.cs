using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// A list of the whole site, read once for all who want it at the same time and kept for a short while. Who writes to it
/// invalidates it.
/// </summary>
/// <typeparam name="T">The items.</typeparam>
/// <param name="clock">Time.</param>
/// <param name="lifetime">How long a list may be used.</param>
/// <param name="read">Reads the list.</param>
public sealed class CachedList<T>(Clock clock, TimeSpan lifetime, Func<CancellationToken, Task<IReadOnlyList<T>>> read)
{
    private readonly object _lock = new();
    private Task<IReadOnlyList<T>>? _list;
    private TimeSpan _readAt;

    /// <summary>The list, read anew where it is old or invalid.</summary>
    /// <param name="cancel">Ends this wait; others go on waiting.</param>
    public Task<IReadOnlyList<T>> GetAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Task<IReadOnlyList<T>> list;
        lock (_lock)
        {
            if (_list is null || _list.IsFaulted || _list.IsCanceled || (_list.IsCompleted && clock.Elapsed - _readAt > lifetime))
            {
                _readAt = clock.Elapsed;
                _list = Task.Run(() => read(CancellationToken.None), CancellationToken.None);
            }

            list = _list;
        }

        return list.WithCancellation(cancel);
    }

    /// <summary>Has the next reader read anew; a read that is under way is not given to it.</summary>
    public void Invalidate()
    {
        lock (_lock) _list = null;
    }
}
