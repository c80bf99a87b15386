using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>Machines of MAAS, in its order. MAAS itself filters, save for names with wildcards.</summary>
[Cmdlet(VerbsCommon.Get, "MaasMachine")]
[OutputType(typeof(MaasMachine))]
public sealed class GetMaasMachineCommand : MaasCmdlet
{
    /// <summary>Host names without domain.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Hostname")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MachineNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>MAAS's ids, for example <c>4dpwwg</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] SystemId { get; set; } = [];

    /// <summary>States.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public MaasMachineStatus[] Status { get; set; } = [];

    /// <summary>Resource pools.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Pool { get; set; } = [];

    /// <summary>Tags; a machine has all of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var wild = Name.Any(WildcardPattern.ContainsWildcardCharacters);
        var query = new MaasMachineQuery
        {
            Hostnames = wild ? [] : Name,
            SystemIds = SystemId,
            Statuses = Status,
            Pools = Pool,
            Tags = Tag,
        };
        if (!TryAwait(cancel => Session.GetMachinesAsync(query, cancel), null, out var machines)) return;
        State.MachineNames = [.. State.MachineNames.Union(machines.Select(machine => machine.Hostname)).OrderBy(name => name, StringComparer.Ordinal)];
        var patterns = Name.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToList();
        foreach (var machine in machines)
            if (patterns.Count == 0 || patterns.Exists(pattern => pattern.IsMatch(machine.Hostname))) WriteObject(machine);
        ReportMissing(machines);
    }

    private void ReportMissing(IReadOnlyList<MaasMachine> machines)
    {
        if (Status.Length > 0 || Pool.Length > 0 || Tag.Length > 0) return; // a filter may well leave nothing over
        var names = Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)
            && !machines.Any(machine => string.Equals(machine.Hostname, name, StringComparison.OrdinalIgnoreCase)));
        var ids = SystemId.Where(id => !machines.Any(machine => machine.SystemId == id));
        foreach (var missing in names.Concat(ids))
            WriteMissing("machine", missing);
    }
}
