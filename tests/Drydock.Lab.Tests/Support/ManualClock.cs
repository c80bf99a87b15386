using System;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Tests.Support;

/// <summary>Time that stands still until a test moves it.</summary>
public sealed class ManualClock : Clock
{
    private long _ticks;

    public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + Elapsed;

    public override TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override Task Delay(TimeSpan time, CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel);
}
