using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab.Hardware;

/// <summary>The lab's time: as the wall's, but so many times faster.</summary>
public sealed class LabClock : Clock
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Starts the clock.</summary>
    /// <param name="scale">Lab seconds for each second of the wall's clock; more than 0.</param>
    public LabClock(double scale) =>
        Scale = scale > 0 && !double.IsInfinity(scale) ? scale : throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be more than 0.");

    /// <summary>Lab seconds for each second of the wall's clock.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override DateTimeOffset UtcNow => _start + Elapsed;

    /// <inheritdoc/>
    public override TimeSpan Elapsed => TimeSpan.FromTicks((long)(_watch.Elapsed.Ticks * Scale));

    /// <summary>Waits for a time of the lab.</summary>
    /// <param name="time">How long, in lab time.</param>
    /// <param name="cancel">Ends the wait early.</param>
    public override Task Delay(TimeSpan time, CancellationToken cancel) =>
        Task.Delay(TimeSpan.FromTicks((long)(time.Ticks / Scale)), cancel);
}
