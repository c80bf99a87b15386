using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>
/// A node on its way from one node cmdlet to the next while the action before is still under way. Only node cmdlets that
/// follow one another directly hand it over; it is never seen elsewhere.
/// </summary>
public sealed class PendingNode
{
    internal PendingNode(BaremetalNode node, Task<NodeActionResult?> before, bool rehearsal = false, bool failed = false)
    {
        Node = node;
        Before = before;
        Rehearsal = rehearsal;
        Failed = failed;
    }

    /// <summary>The node.</summary>
    public BaremetalNode Node { get; }

    /// <summary>True where an action before is only rehearsed (<c>-WhatIf</c>), so that this one can be no more.</summary>
    public bool Rehearsal { get; }

    /// <summary>True where it is known already that an action before failed, so that nothing needs to be asked.</summary>
    public bool Failed { get; }

    /// <summary>The result of the action before; null where there was none.</summary>
    internal Task<NodeActionResult?> Before { get; }

    /// <inheritdoc/>
    public override string ToString() => Node.Name;
}
