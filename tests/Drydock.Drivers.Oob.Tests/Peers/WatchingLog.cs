using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>Keeps all lines, and tells when a text comes by.</summary>
public sealed class WatchingLog(string wanted) : IDrydockLog
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Is done when the text has come by.</summary>
    public Task Seen => _seen.Task;

    public IReadOnlyCollection<string> Lines => _lines;

    public void Write(LogLevel level, string message)
    {
        _lines.Enqueue(message);
        if (message.Contains(wanted, StringComparison.Ordinal)) _seen.TrySetResult();
    }
}
