using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Threading;
using Drydock.Drivers;

namespace Drydock.PowerShell.Base;

/// <summary>What workers want a cmdlet to write. They post from any thread; only the pipeline thread writes.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Workers may post after the cmdlet's end, and the collection holds nothing but memory.")]
internal sealed class PipelineQueue : IDrydockLog
{
    private readonly BlockingCollection<Action<PSCmdlet>> _posts = [];
    private volatile bool _closed;

    /// <summary>Asks for something to be written.</summary>
    public void Post(Action<PSCmdlet> write)
    {
        if (!_closed) _posts.Add(write);
    }

    /// <summary>From now on nobody writes any more, and posts are dropped.</summary>
    public void Close() => _closed = true;

    /// <summary>Ends a wait in <see cref="TryWrite"/> that has become pointless.</summary>
    public void Wake() => Post(_ => { });

    /// <inheritdoc/>
    public void Write(LogLevel level, string message) => Post(level switch
    {
        LogLevel.Debug => cmdlet => cmdlet.WriteDebug(message),
        LogLevel.Verbose => cmdlet => cmdlet.WriteVerbose(message),
        _ => cmdlet => cmdlet.WriteWarning(message),
    });

    /// <summary>Writes the next post through a cmdlet, on the pipeline thread.</summary>
    /// <returns>False where none came in time.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public bool TryWrite(PSCmdlet cmdlet, TimeSpan wait, CancellationToken cancel)
    {
        if (!_posts.TryTake(out var write, (int)wait.TotalMilliseconds, cancel)) return false;
        write(cmdlet);
        return true;
    }

    /// <summary>Writes everything that was posted until now.</summary>
    public void WriteAll(PSCmdlet cmdlet)
    {
        while (_posts.TryTake(out var write)) write(cmdlet);
    }
}
