using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Joins requests for single keys that arrive within a short window into one request for all of them.</summary>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TValue">What is answered.</typeparam>
/// <param name="clock">Time.</param>
/// <param name="window">How long the first of a batch waits for others.</param>
/// <param name="fetch">Asks for all keys of a batch; a key that it does not answer is answered with null.</param>
public sealed class Coalescer<TKey, TValue>(
    Clock clock, TimeSpan window, Func<IReadOnlyCollection<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> fetch)
    where TKey : notnull
    where TValue : class
{
    private readonly object _lock = new();
    private Batch? _open;

    /// <summary>Asks for one key, together with others that are asked for now.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancel">Ends this wait; the request is stopped when nobody waits for it any more.</param>
    public async Task<TValue?> GetAsync(TKey key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Batch batch;
        lock (_lock)
        {
            batch = _open ??= new Batch();
            batch.Keys.Add(key);
            batch.Waiting++;
            batch.Answers ??= Task.Run(() => RunAsync(batch), CancellationToken.None);
        }

        try
        {
            var answers = await batch.Answers.WithCancellation(cancel).ConfigureAwait(false);
            return answers.TryGetValue(key, out var value) ? value : null;
        }
        finally
        {
            Leave(batch);
        }
    }

    private async Task<IReadOnlyDictionary<TKey, TValue>> RunAsync(Batch batch)
    {
        try
        {
            await clock.Delay(window, batch.Stop.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (_open == batch) _open = null;
            }
        }

        return await fetch(batch.Keys, batch.Stop.Token).ConfigureAwait(false);
    }

    private void Leave(Batch batch)
    {
        lock (_lock)
        {
            if (--batch.Waiting > 0) return;
            if (_open == batch) _open = null;
        }

        batch.Stop.Cancel();
    }

    /// <summary>Keys that go out together.</summary>
    private sealed class Batch
    {
        public HashSet<TKey> Keys { get; } = [];

        public int Waiting { get; set; }

        public CancellationTokenSource Stop { get; } = new();

        public Task<IReadOnlyDictionary<TKey, TValue>>? Answers { get; set; }
    }
}
