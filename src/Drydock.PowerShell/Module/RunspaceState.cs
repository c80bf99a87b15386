using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Drydock.Design;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Module;

/// <summary>What one session remembers between cmdlets; parallel sessions do not disturb one another.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    /// <summary>The state of the session that the calling thread works for.</summary>
    public static RunspaceState Current => States.GetOrCreateValue(
        Runspace.DefaultRunspace ?? throw new InvalidOperationException("The thread belongs to no PowerShell session."));

    /// <summary>The site imported last.</summary>
    public SiteDesign? Site { get; set; }

    /// <summary>The MAAS session that cmdlets use where none is given.</summary>
    public IMaasSession? Maas { get; set; }

    /// <summary>Names of machines seen last, for completion.</summary>
    public IReadOnlyList<string> MachineNames { get; set; } = [];

    /// <summary>Names of MAAS's other objects seen last, by the cmdlets' noun, for completion.</summary>
    public Dictionary<string, IReadOnlyList<string>> MaasNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Node cmdlets of pipelines under way, in the order in which they began.</summary>
    public List<NodeActionCmdlet> Stages { get; } = [];
}
