using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;
using Drydock.Maas;

namespace Drydock.PowerShell.Commands;

/// <summary>Events of MAAS, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "MaasEvent")]
[OutputType(typeof(MaasEvent))]
public sealed class GetMaasEventCommand : MaasCmdlet
{
    private readonly List<MachineInput> _machines = [];

    /// <summary>Machines whose events are wanted; all where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(MachineNameCompleter))]
    [ValidateNotNullOrEmpty]
    public MachineInput[] Machine { get; set; } = [];

    /// <summary>The lowest level.</summary>
    [Parameter]
    [ValidateSet("Debug", "Info", "Warning", "Error", "Critical", "Audit")]
    public string Level { get; set; } = "Info";

    /// <summary>How many events at most.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int Count { get; set; } = 100;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _machines.AddRange(Machine);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var query = new List<KeyValuePair<string, string>> { new("level", Level.ToUpperInvariant()) };
        if (_machines.Count > 0)
        {
            if (!TryAwait(cancel => MachineInput.FindAsync(Session, _machines, cancel), null, out var found)) return;
            foreach (var (name, _) in found.Where(machine => machine.SystemId is null)) WriteMissing("machine", name);
            var ids = found.Where(machine => machine.SystemId is not null).Select(machine => machine.SystemId!).Distinct().ToList();
            if (ids.Count == 0) return; // without ids MAAS would give everybody's events
            query.AddRange(ids.Select(id => new KeyValuePair<string, string>("id", id)));
        }

        if (TryAwait(cancel => Session.GetEventsAsync(query, Count, cancel), null, out var events)) WriteObject(events, enumerateCollection: true);
    }
}
