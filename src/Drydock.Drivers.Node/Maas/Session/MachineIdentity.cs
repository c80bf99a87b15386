using System;
using System.Linq;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>By what a node's machine is known.</summary>
/// <param name="Hostname">The node's name, once the machine bears it.</param>
/// <param name="Mac">The MAC address of the boot interface, as MAAS writes it; null where the design gives none.</param>
/// <param name="Power">The BMC; null where the design gives none.</param>
public sealed record MachineIdentity(string Hostname, string? Mac, PowerKey? Power)
{
    /// <summary>The identity of a node.</summary>
    /// <param name="node">The node.</param>
    public static MachineIdentity Of(BaremetalNode node) =>
        new(node.Name, string.IsNullOrWhiteSpace(node.BootMac) ? null : MachineLookup.NormaliseMac(node.BootMac!), PowerKey.Of(node));

    /// <summary>In words, for errors.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        $"host name '{Hostname}'",
        Mac is null ? "no boot_mac" : $"boot_mac {Mac}",
        Power is null ? "no out-of-band address" : $"out-of-band address {Power.Host}",
    });

    /// <summary>Whether a machine has the boot interface.</summary>
    /// <param name="machine">The machine.</param>
    public bool HasMac(MaasMachine machine) => Mac is not null && MachineLookup.MacsOf(machine).Contains(Mac, StringComparer.OrdinalIgnoreCase);
}
