using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock;

/// <summary>Time as drivers see it, so that tests and the lab can run it faster than the wall's.</summary>
public abstract class Clock
{
    /// <summary>The machine's own time.</summary>
    public static Clock System { get; } = new SystemClock();

    /// <summary>The date and time now.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>Time since some fixed moment; never goes back. For durations and deadlines.</summary>
    public abstract TimeSpan Elapsed { get; }

    /// <summary>Waits.</summary>
    /// <param name="time">How long.</param>
    /// <param name="cancel">Ends the wait early with <see cref="OperationCanceledException"/>.</param>
    public abstract Task Delay(TimeSpan time, CancellationToken cancel);

    private sealed class SystemClock : Clock
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public override TimeSpan Elapsed => _watch.Elapsed;

        public override Task Delay(TimeSpan time, CancellationToken cancel) => Task.Delay(time, cancel);
    }
}
