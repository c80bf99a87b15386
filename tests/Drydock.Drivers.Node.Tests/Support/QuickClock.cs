using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Node.Tests.Support;

/// <summary>A client's time whose waits pass so many times faster than the wall's; its date is the wall's, which requests are signed with.</summary>
public sealed class QuickClock(double scale) : Clock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public override TimeSpan Elapsed => _watch.Elapsed * scale;

    public override Task Delay(TimeSpan time, CancellationToken cancel) => Task.Delay(time / scale, cancel);
}
