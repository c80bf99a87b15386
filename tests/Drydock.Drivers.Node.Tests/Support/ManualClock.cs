using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Node.Tests.Support;

/// <summary>Time that stands still until a test moves it.</summary>
public sealed class ManualClock : Clock
{
    private readonly object _lock = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource Done)> _pending = [];
    private readonly List<(int Count, TaskCompletionSource Done)> _watchers = [];
    private TimeSpan _elapsed = TimeSpan.FromMinutes(5);

    public override DateTimeOffset UtcNow => new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) + Elapsed;

    public override TimeSpan Elapsed
    {
        get
        {
            lock (_lock) return _elapsed;
        }
    }

    public override Task Delay(TimeSpan time, CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (time <= TimeSpan.Zero) return Task.CompletedTask;
        lock (_lock)
        {
            _pending.Add((_elapsed + time, done));
            Tell();
        }

        cancel.Register(() =>
        {
            lock (_lock)
            {
                _pending.RemoveAll(entry => entry.Done == done);
                Tell();
            }

            done.TrySetCanceled(cancel);
        });
        return done.Task;
    }

    /// <summary>Completes when so many delays are pending.</summary>
    public Task WhenPendingAsync(int count)
    {
        lock (_lock)
        {
            if (_pending.Count == count) return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((count, done));
            return done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Moves to the moment at which the earliest pending delay ends, and says how far that was.</summary>
    public TimeSpan AdvanceToNext()
    {
        lock (_lock) return Advance(_pending.Min(entry => entry.Due) - _elapsed);
    }

    /// <summary>Moves on.</summary>
    public TimeSpan Advance(TimeSpan time)
    {
        List<TaskCompletionSource> due;
        lock (_lock)
        {
            _elapsed += time;
            due = [.. _pending.Where(entry => entry.Due <= _elapsed).Select(entry => entry.Done)];
            _pending.RemoveAll(entry => entry.Due <= _elapsed);
            Tell();
        }

        due.ForEach(done => done.TrySetResult());
        return time;
    }

    private void Tell()
    {
        foreach (var (_, done) in _watchers.Where(watcher => watcher.Count == _pending.Count)) done.TrySetResult();
        _watchers.RemoveAll(watcher => watcher.Count == _pending.Count);
    }
}
