using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Core.Runs;

/// <summary>One step of the chain that every node of a run goes through.</summary>
public sealed record RunStep
{
    /// <summary>The action's name.</summary>
    public string Action { get; init; } = "";

    /// <summary>Names the driver that serves a node here.</summary>
    public Func<BaremetalNode, string> Driver { get; init; } = _ => "";

    /// <summary>How long the step may take on one node.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>On how many nodes the step may be under way at once.</summary>
    public int ThrottleLimit { get; init; } = 64;

    /// <summary>Calls the driver.</summary>
    public Func<BaremetalNode, CancellationToken, Task<NodeActionResult>> Work { get; init; } =
        (_, _) => throw new InvalidOperationException("A step needs work.");

    /// <summary>Whether a node needs the step, by the results it has so far.</summary>
    public Func<ItemList<NodeActionResult>, bool> IsNeeded { get; init; } = _ => true;

    /// <summary>The failure with which a node goes on nevertheless; null for none.</summary>
    public ErrorId? Tolerated { get; init; }
}
