using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Those who wait for machines in one <see cref="PollLoop"/>, each with its deadline.</summary>
/// <typeparam name="T">What each waits for.</typeparam>
/// <param name="clock">Time.</param>
/// <param name="loop">The loop that looks.</param>
internal sealed class Waiters<T>(Clock clock, PollLoop loop)
    where T : class
{
    private readonly object _lock = new();
    private readonly Dictionary<T, TaskCompletionSource<MaasMachine>> _waiting = [];
    private Exception? _lastFault;

    /// <summary>Those who wait now.</summary>
    public IReadOnlyList<T> Current
    {
        get
        {
            lock (_lock) return [.. _waiting.Keys];
        }
    }

    /// <summary>Waits.</summary>
    /// <param name="waiter">What is waited for.</param>
    /// <param name="timeout">For how long.</param>
    /// <param name="expired">The error when it did not come; gets the last fault of looking, if any.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<MaasMachine> WaitAsync(T waiter, TimeSpan timeout, Func<Exception?, DrydockException> expired, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<MaasMachine>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _waiting.Add(waiter, done);
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            loop.Wake();
            var limit = clock.Delay(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero, timer.Token);
            if (await Task.WhenAny(done.Task, limit).ConfigureAwait(false) != done.Task)
            {
                cancel.ThrowIfCancellationRequested();
                throw expired(_lastFault);
            }

            return await done.Task.ConfigureAwait(false);
        }
        finally
        {
            timer.Cancel();
            lock (_lock) _waiting.Remove(waiter);
        }
    }

    /// <summary>Lets one go with what it waited for.</summary>
    /// <param name="waiter">Who.</param>
    /// <param name="machine">The machine.</param>
    public void Release(T waiter, MaasMachine machine) => Find(waiter)?.TrySetResult(machine);

    /// <summary>Lets one go with an error.</summary>
    /// <param name="waiter">Who.</param>
    /// <param name="error">The error.</param>
    public void Fail(T waiter, Exception error) => Find(waiter)?.TrySetException(error);

    /// <summary>Lets all go with an error.</summary>
    /// <param name="error">The error.</param>
    public void FailAll(Exception error)
    {
        foreach (var waiter in Current) Fail(waiter, error);
    }

    /// <summary>Notes a fault of looking, or with null that looking works again.</summary>
    /// <param name="fault">The fault.</param>
    public void Note(Exception? fault) => _lastFault = fault;

    private TaskCompletionSource<MaasMachine>? Find(T waiter)
    {
        lock (_lock) return _waiting.TryGetValue(waiter, out var done) ? done : null;
    }
}
