using System;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>Waits that double up to a limit.</summary>
/// <param name="first">The first wait.</param>
/// <param name="longest">The limit.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan _next = first;

    public TimeSpan Next()
    {
        var wait = _next;
        _next = _next.Ticks >= longest.Ticks / 2 ? longest : TimeSpan.FromTicks(_next.Ticks * 2);
        return wait;
    }
}
