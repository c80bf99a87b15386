using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Binding;

/// <summary>
/// What <c>-Node</c> takes: a node, the result of an action before, a MAAS machine, or the name of a node of the site
/// imported last.
/// </summary>
public sealed class NodeInput
{
    private readonly string _name;
    private readonly PendingNode? _pending;

    /// <summary>A node by its name.</summary>
    /// <param name="name">The name, looked up in the site imported last.</param>
    public NodeInput(string name) => _name = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>A node by its machine's host name.</summary>
    /// <param name="machine">The machine.</param>
    public NodeInput(MaasMachine machine)
        : this((machine ?? throw new ArgumentNullException(nameof(machine))).Hostname)
    {
    }

    /// <summary>A node.</summary>
    /// <param name="node">The node.</param>
    public NodeInput(BaremetalNode node)
        : this((node ?? throw new ArgumentNullException(nameof(node))).Name) =>
        _pending = new PendingNode(node, Task.FromResult<NodeActionResult?>(null));

    /// <summary>A node as an action before left it; one that failed passes through.</summary>
    /// <param name="result">The result.</param>
    public NodeInput(NodeActionResult result)
        : this((result ?? throw new ArgumentNullException(nameof(result))).Name)
    {
        if (result.Node is { } node) _pending = new PendingNode(node, Task.FromResult<NodeActionResult?>(result), IsRehearsal(result), !result.Succeeded);
    }

    /// <summary>A node whose action before is under way.</summary>
    /// <param name="pending">The node.</param>
    public NodeInput(PendingNode pending)
        : this((pending ?? throw new ArgumentNullException(nameof(pending))).Node.Name) => _pending = pending;

    /// <inheritdoc/>
    public override string ToString() => _name;

    /// <summary>The node.</summary>
    /// <param name="site">The site imported last.</param>
    /// <exception cref="DrydockException">The site has no such node, or there is no site.</exception>
    internal PendingNode Resolve(SiteDesign? site)
    {
        if (_pending is not null) return _pending;
        if (site?.FindNode(_name) is { } node) return new PendingNode(node, Task.FromResult<NodeActionResult?>(null));
        throw NotFound(_name, site);
    }

    /// <summary>The error of a name that no node has.</summary>
    internal static DrydockException NotFound(string name, SiteDesign? site) =>
        new(ErrorCatalogue.NodeNotFound, site is null
            ? $"Node '{name}' cannot be looked up: this session has imported no site. Call Import-SiteDesign first."
            : $"The site '{site.Name}' has no node '{name}'.")
        {
            Target = name,
        };

    private static bool IsRehearsal(NodeActionResult result) =>
        result.Status == ActionStatus.WhatIf || result.History.Any(earlier => earlier.Status == ActionStatus.WhatIf);
}
