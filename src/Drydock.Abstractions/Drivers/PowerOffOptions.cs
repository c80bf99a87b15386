using System;

namespace Drydock.Drivers;

/// <summary>How a server is switched off.</summary>
/// <param name="Soft">Asks the operating system to shut down first, and cuts power only where it does not.</param>
/// <param name="SoftTimeout">How long it is waited for; null for two thirds of the action's time.</param>
public sealed record PowerOffOptions(bool Soft = false, TimeSpan? SoftTimeout = null)
{
    /// <summary>At once, without asking the operating system.</summary>
    public static PowerOffOptions Hard { get; } = new();
}
