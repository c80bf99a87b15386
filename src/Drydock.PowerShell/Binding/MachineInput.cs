using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.PowerShell.Binding;

/// <summary>What <c>-Machine</c> takes: a machine, its host name or MAAS's id, a node, or the result of an action on one.</summary>
public sealed class MachineInput
{
    /// <summary>A machine by its host name or MAAS's id.</summary>
    /// <param name="name">The host name without domain, or the id.</param>
    public MachineInput(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>A machine.</summary>
    /// <param name="machine">The machine.</param>
    public MachineInput(MaasMachine machine)
        : this((machine ?? throw new ArgumentNullException(nameof(machine))).Hostname) => SystemId = machine.SystemId;

    /// <summary>A machine by its node.</summary>
    /// <param name="node">The node.</param>
    public MachineInput(BaremetalNode node)
        : this((node ?? throw new ArgumentNullException(nameof(node))).Name)
    {
    }

    /// <summary>A machine by its node.</summary>
    /// <param name="result">The result of an action on the node.</param>
    public MachineInput(NodeActionResult result)
        : this((result ?? throw new ArgumentNullException(nameof(result))).Name)
    {
    }

    /// <summary>Its name as given.</summary>
    internal string Name { get; }

    /// <summary>MAAS's id, where it was given.</summary>
    internal string? SystemId { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Finds machines: by host name, what is left by id; two requests at most, and none for machines that came whole.</summary>
    /// <param name="session">The session.</param>
    /// <param name="given">What was given.</param>
    /// <param name="cancel">Stops the look-up.</param>
    /// <returns>Pairs of a name and its id, in the order of what was given; an id of null for what MAAS does not have.</returns>
    internal static async Task<IReadOnlyList<(string Name, string? SystemId)>> FindAsync(
        IMaasSession session, IReadOnlyList<MachineInput> given, CancellationToken cancel)
    {
        var names = given.Where(input => input.SystemId is null).Select(input => input.Name).Distinct(StringComparer.Ordinal).ToArray();
        IReadOnlyList<MaasMachine> byName = names.Length == 0 ? []
            : await session.GetMachinesAsync(new() { Hostnames = names }, cancel).ConfigureAwait(false);
        var found = byName.ToLookup(machine => machine.Hostname, StringComparer.OrdinalIgnoreCase);
        var rest = names.Where(name => !found.Contains(name)).ToArray();
        IReadOnlyList<MaasMachine> byId = rest.Length == 0 ? []
            : await session.GetMachinesAsync(new() { SystemIds = rest }, cancel).ConfigureAwait(false);
        return
        [
            .. given.SelectMany(input => input.SystemId is { } id ? [(input.Name, (string?)id)]
                : found.Contains(input.Name) ? found[input.Name].Select(machine => (input.Name, (string?)machine.SystemId))
                : [(byId.FirstOrDefault(machine => machine.SystemId == input.Name)?.Hostname ?? input.Name,
                    byId.FirstOrDefault(machine => machine.SystemId == input.Name)?.SystemId)]),
        ];
    }
}
