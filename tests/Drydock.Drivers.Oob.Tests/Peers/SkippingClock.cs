using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>
/// Time that passes only by waiting, and then at once, so that a busy machine changes nothing. Waits of half an hour and more are
/// deadlines: they last until they are cancelled.
/// </summary>
internal sealed class SkippingClock : Clock
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    private readonly object _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private TimeSpan _elapsed;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate) return [.. _waits];
        }
    }

    public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + Elapsed;

    public override TimeSpan Elapsed
    {
        get
        {
            lock (_gate) return _elapsed;
        }
    }

    public override Task Delay(TimeSpan time, CancellationToken cancel)
    {
        if (time >= Deadline) return Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        lock (_gate)
        {
            _waits.Add(time);
            _elapsed += time;
        }
        return cancel.IsCancellationRequested ? Task.FromCanceled(cancel) : Task.CompletedTask;
    }
}
