using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using Drydock.Design;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>The progress bar of a chain: how many nodes are done, and what the others are doing.</summary>
internal sealed class ChainProgress
{
    private const int ActivityId = 41;
    private const int NodesShown = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, string> _doing = new(StringComparer.Ordinal);
    private readonly Clock _clock = Clock.System;
    private TimeSpan _shown = Clock.System.Elapsed;
    private int _nodes;
    private int _done;
    private int _failed;
    private bool _visible;

    /// <summary>Another node has entered the chain.</summary>
    public void Add() => Interlocked.Increment(ref _nodes);

    /// <summary>Says what a node is doing.</summary>
    public void Tell(BaremetalNode node, string what) => _doing[node.Name] = what;

    /// <summary>A node has gone through the chain.</summary>
    public void Finish(NodeActionResult result)
    {
        _doing.TryRemove(result.Name, out _);
        if (!result.Succeeded) Interlocked.Increment(ref _failed);
        Interlocked.Increment(ref _done);
    }

    /// <summary>Shows it, four times a second at most; short work shows none.</summary>
    public void Show(PSCmdlet cmdlet)
    {
        var now = _clock.Elapsed;
        if (now - _shown < Interval) return;
        _shown = now;
        _visible = true;
        var failed = _failed == 0 ? "" : $", {_failed} failed";
        var doing = _doing.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        var more = doing.Count > NodesShown ? $" and {doing.Count - NodesShown} more" : "";
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity(cmdlet), $"{_done} of {_nodes} nodes done{failed}")
        {
            PercentComplete = _nodes == 0 ? 0 : Math.Min(100, 100 * _done / _nodes),
            CurrentOperation = string.Join(", ", doing.Take(NodesShown).Select(entry => entry.Key + " " + entry.Value)) + more,
        });
    }

    /// <summary>Takes the bar away.</summary>
    public void Complete(PSCmdlet cmdlet)
    {
        if (!_visible) return;
        _visible = false;
        try
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity(cmdlet), "Done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // the host takes the bars of a stopped pipeline away
        }
    }

    private static string Activity(PSCmdlet cmdlet) => cmdlet.MyInvocation.MyCommand.Name;
}
