using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.PowerShell.Binding;
using Drydock.PowerShell.Module;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>
/// An action on each node that comes in. <see cref="ProcessRecord"/> asks, starts the work and returns; a node cmdlet
/// that follows directly gets the node at once and takes over when this action is done, so no node waits for another.
/// </summary>
public abstract class NodeActionCmdlet : DrydockCmdlet
{
    // Who watches or steers this cmdlet's own streams gets them from this cmdlet: it then hands on finished nodes only.
    private static readonly string[] OwnStreams =
    [
        "ErrorAction", "ErrorVariable", "WarningAction", "WarningVariable", "InformationAction", "InformationVariable",
        "OutVariable", "PipelineVariable", "Verbose", "Debug",
    ];

    private NodeChain? _chain;
    private NodeActionCmdlet? _next;
    private RunspaceState? _registered;
    private SemaphoreSlim? _throttle;
    private bool _first;

    /// <summary>Nodes, results of node cmdlets, MAAS machines, or names of nodes of the site imported last.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    [ValidateNotNullOrEmpty]
    public NodeInput[] Node { get; set; } = [];

    /// <summary>On how many nodes this action works at once.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int ThrottleLimit { get; set; } = 64;

    /// <summary>How many seconds the action may take on one node.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int TimeoutSec { get; set; }

    /// <summary>The action's name.</summary>
    private protected abstract string Action { get; }

    /// <summary>How long the action may take on one node where the user does not say.</summary>
    private protected abstract TimeSpan DefaultTimeout { get; }

    /// <summary>Whether the action changes anything, so that it is only rehearsed with <c>-WhatIf</c>.</summary>
    private protected virtual bool Changes => true;

    /// <summary>Says what will be done to which node where, as <c>-WhatIf</c> and <c>-Confirm</c> show it.</summary>
    private protected abstract string Describe(BaremetalNode node);

    /// <summary>Chooses the driver and how it is called.</summary>
    /// <exception cref="DrydockException">No driver serves the node.</exception>
    private protected abstract DriverCall Plan(BaremetalNode node);

    /// <summary>What the driver is given besides the node.</summary>
    private protected virtual DriverContext Context(NodeChain chain) => new()
    {
        Log = chain.Queue,
        Progress = chain.Progress.Tell,
    };

    /// <summary>How long the action may take on a node.</summary>
    private protected virtual TimeSpan TimeoutOf(BaremetalNode node) => TimeoutSec > 0 ? TimeSpan.FromSeconds(TimeoutSec) : DefaultTimeout;

    /// <summary>
    /// Called on the pipeline thread as a node comes in: what makes the node ready for its driver when its turn comes. The
    /// result has the node as it came in.
    /// </summary>
    /// <exception cref="DrydockException">The node cannot be made ready; the action then fails on it.</exception>
    private protected virtual Func<BaremetalNode, BaremetalNode> Prepare(BaremetalNode node, NodeChain chain) => ready => ready;

    private NodeChain Chain => _chain ??= Link();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _throttle = new SemaphoreSlim(ThrottleLimit);
        _registered = State;
        _registered.Stages.Add(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Chain.Guard(this, () =>
    {
        foreach (var input in Node) Accept(input);
        if (_next is null) Chain.Drain(this);
        return true;
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var chain = Chain;
        if (_next is null) chain.DrainToEnd(this);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _chain?.Queue.Close();
        _chain?.WarnOfInterrupted(this);
        _registered?.Stages.Remove(this);
    }

    /// <inheritdoc/>
    private protected override void Stop()
    {
        base.Stop();
        _chain?.Stop();
    }

    /// <summary>
    /// Finds the node cmdlets that follow directly. All cmdlets of a pipeline have begun before the first is given
    /// anything, and a pipeline inside another has ended or not begun by then; so the next of the same length and a
    /// position one higher is ours.
    /// </summary>
    private NodeChain Link()
    {
        var chain = new NodeChain();
        var last = this;
        last._chain = chain;
        _first = true;
        while (last.FindNext() is { } next)
        {
            last._next = next;
            next._chain = chain;
            last = next;
        }
        return chain;
    }

    private NodeActionCmdlet? FindNext()
    {
        if (OwnStreams.Any(MyInvocation.BoundParameters.ContainsKey)) return null;
        return State.Stages.SkipWhile(stage => stage != this).FirstOrDefault(stage => stage._chain is null
            && stage.MyInvocation.PipelineLength == MyInvocation.PipelineLength
            && stage.MyInvocation.PipelinePosition == MyInvocation.PipelinePosition + 1
            && stage.MyInvocation.ScriptName == MyInvocation.ScriptName
            && stage.MyInvocation.ExpectingInput
            && !stage.MyInvocation.BoundParameters.ContainsKey(nameof(Node)));
    }

    private void Accept(NodeInput input)
    {
        PendingNode pending;
        try
        {
            pending = input.Resolve(State.Site);
        }
        catch (DrydockException fault)
        {
            WriteError(fault.ToErrorRecord());
            return;
        }
        var rehearsal = pending.Rehearsal;
        if (Changes && !pending.Failed)
        {
            var what = Describe(pending.Node);
            // ShouldProcess would ask whether to do what a rehearsal does not do; so its line is written here.
            if (rehearsal)
            {
                Host.UI.WriteLine($"What if: {what}.");
            }
            else if (!ShouldProcess(what + ".", what + "?", "Confirm", out var reason))
            {
                if (reason != ShouldProcessReason.WhatIf) return;
                rehearsal = true;
            }
        }
        var chain = Chain;
        var prepare = pending.Failed || (rehearsal && Changes) ? node => node : PrepareOrFail(pending.Node, chain);
        var running = Task.Run(() => RunAsync(pending, rehearsal && Changes, prepare, chain));
        if (_first) chain.Progress.Add();
        if (_next is null) chain.Owe(running);
        else WriteObject(new PendingNode(pending.Node, running, rehearsal));
    }

    private async Task<NodeActionResult?> RunAsync(
        PendingNode pending, bool rehearse, Func<BaremetalNode, BaremetalNode> prepare, NodeChain chain)
    {
        FlowingLog.FlowTo(chain.Queue);
        var before = await pending.Before.ConfigureAwait(false);
        if (before is { Succeeded: false }) return before;
        var node = before?.Node ?? pending.Node;
        var history = before is null ? ItemList<NodeActionResult>.Empty : new([.. before.History, before with { History = ItemList<NodeActionResult>.Empty }]);
        if (rehearse)
        {
            return new NodeActionResult
            {
                Name = node.Name,
                Node = node,
                Action = Action,
                Status = ActionStatus.WhatIf,
                Message = "What if: " + Describe(node) + ".",
                Attempts = 0,
                History = history,
            };
        }
        await _throttle!.WaitAsync(chain.Cancel).ConfigureAwait(false);
        try
        {
            using (chain.Enter(node, Action, Changes))
            {
                var (driver, call) = PlanOrFail(node);
                var context = Context(chain) with { Timeout = TimeoutOf(node) };
                var result = await Composition.Runner.RunAsync(
                    new ActionCall(node, Action, driver, context.Timeout, history),
                    cancel => CallAsync(node, prepare, ready => call(ready, context, cancel)), chain.Cancel).ConfigureAwait(false);
                if (result.Error is { } error && !chain.Cancel.IsCancellationRequested)
                {
                    var name = MyInvocation.MyCommand.Name;
                    chain.Queue.Post(cmdlet => cmdlet.WriteError(error.ToErrorRecord(node.Name, name, cmdlet == this ? null : name + ": ")));
                }
                return result;
            }
        }
        finally
        {
            _throttle.Release();
        }
    }

    private DriverCall PlanOrFail(BaremetalNode node)
    {
        try
        {
            return Plan(node);
        }
        catch (DrydockException fault)
        {
            return new DriverCall("", (_, _, _) => Task.FromException<NodeActionResult>(fault));
        }
    }

    private static async Task<NodeActionResult> CallAsync(
        BaremetalNode node, Func<BaremetalNode, BaremetalNode> prepare, Func<BaremetalNode, Task<NodeActionResult>> call)
    {
        var ready = prepare(node);
        var result = await call(ready).ConfigureAwait(false);
        return ReferenceEquals(ready, node) ? result : result with { Node = node };
    }

    private Func<BaremetalNode, BaremetalNode> PrepareOrFail(BaremetalNode node, NodeChain chain)
    {
        try
        {
            return Prepare(node, chain);
        }
        catch (DrydockException fault)
        {
            return _ => throw fault;
        }
    }
}
