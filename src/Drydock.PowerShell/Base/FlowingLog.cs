using System.Threading;
using Drydock.Drivers;

namespace Drydock.PowerShell.Base;

/// <summary>The log of a session that outlives cmdlets: it writes to whichever cmdlet the request is made for.</summary>
internal sealed class FlowingLog : IDrydockLog
{
    private static readonly AsyncLocal<IDrydockLog?> Current = new();

    /// <summary>The only one.</summary>
    public static FlowingLog Instance { get; } = new();

    /// <summary>From here on, requests are made for the cmdlet that reads this log.</summary>
    public static void FlowTo(IDrydockLog log) => Current.Value = log;

    /// <inheritdoc/>
    public void Write(LogLevel level, string message) => Current.Value?.Write(level, message);
}
