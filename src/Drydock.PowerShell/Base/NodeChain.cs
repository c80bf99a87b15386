using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>
/// Node cmdlets that follow one another directly in a pipeline. All but the last hand nodes on before they are done; the
/// last one writes for all of them and emits each node as soon as it has gone through all. They stop together.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Workers use the token until they notice that they shall stop; a source without timer holds nothing but memory.")]
internal sealed class NodeChain
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    // How long the way out waits for workers to notice that they shall stop.
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<(string Node, string Action), bool> _active = new();
    private string[] _interrupted = [];
    private int _stopped;
    private int _left;
    private int _owed;
    private int _warned;

    /// <summary>What the last cmdlet shall write.</summary>
    public PipelineQueue Queue { get; } = new();

    /// <summary>How far the nodes are.</summary>
    public ChainProgress Progress { get; } = new();

    /// <summary>What was read from vaults.</summary>
    public VaultReader Vaults { get; } = new();

    /// <summary>Cancelled when the chain stops.</summary>
    public CancellationToken Cancel => _stop.Token;

    /// <summary>Notes that an action works on a node, until the returned mark is disposed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="action">The action.</param>
    /// <param name="changes">Whether it changes anything, so that it can be half done.</param>
    public IDisposable Enter(BaremetalNode node, string action, bool changes)
    {
        var key = (node.Name, action);
        _active[key] = changes;
        Progress.Tell(node, action);
        return new Mark(() => _active.TryRemove(key, out _));
    }

    /// <summary>Lets a node's last result be emitted as soon as it is there.</summary>
    public void Owe(Task<NodeActionResult?> result)
    {
        Interlocked.Increment(ref _owed);
        _ = PayAsync(result);
    }

    /// <summary>Writes what is there now.</summary>
    public void Drain(PSCmdlet cmdlet) => Guard(cmdlet, () =>
    {
        Queue.WriteAll(cmdlet);
        Progress.Show(cmdlet);
        return true;
    });

    /// <summary>Writes until every node is done.</summary>
    public void DrainToEnd(PSCmdlet cmdlet) => Guard(cmdlet, () =>
    {
        try
        {
            while (Volatile.Read(ref _owed) > 0)
            {
                Queue.TryWrite(cmdlet, Tick, Cancel);
                Progress.Show(cmdlet);
            }
            Queue.WriteAll(cmdlet);
            return true;
        }
        finally
        {
            Progress.Complete(cmdlet);
        }
    });

    /// <summary>Stops all work. May be called from any thread, more than once.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        _interrupted = [.. _active.Where(entry => entry.Value).Select(entry => entry.Key).OrderBy(key => key.Node, StringComparer.Ordinal).Select(key => $"{key.Node} ({key.Action})")];
        _stop.Cancel();
    }

    /// <summary>Names the nodes whose action was interrupted; on a pipeline that is stopping only the host can still be told.</summary>
    public void WarnOfInterrupted(PSCmdlet cmdlet)
    {
        if (_interrupted.Length == 0 || Interlocked.Exchange(ref _warned, 1) != 0) return;
        var text = "Stopped while actions were under way, which may be half done: " + string.Join(", ", _interrupted) + ".";
        try
        {
            cmdlet.WriteWarning(text);
        }
        catch (Exception fault) when (fault is PipelineStoppedException or InvalidOperationException)
        {
            cmdlet.Host?.UI?.WriteWarningLine(text);
        }
    }

    /// <summary>Runs a step of the pipeline thread; any way out but the normal one stops the chain.</summary>
    public void Guard(PSCmdlet cmdlet, Func<bool> step)
    {
        var done = false;
        try
        {
            done = step();
        }
        catch (OperationCanceledException) when (Cancel.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (!done) Leave(cmdlet);
        }
    }

    private void Leave(PSCmdlet cmdlet)
    {
        Stop();
        if (Interlocked.Exchange(ref _left, 1) == 0) SpinWait.SpinUntil(() => _active.IsEmpty, StopTime);
        WarnOfInterrupted(cmdlet);
    }

    private async Task PayAsync(Task<NodeActionResult?> owed)
    {
        NodeActionResult? result = null;
        try
        {
            result = await owed.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // the chain stops; nobody waits for this node any more
        }
        if (result is not null)
        {
            Progress.Finish(result);
            Queue.Post(cmdlet => cmdlet.WriteObject(result.Named()));
        }
        Interlocked.Decrement(ref _owed);
        Queue.Wake();
    }

    private sealed class Mark(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
