using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Compares what commissioning found with a node's hardware profile. What either of them does not say is no difference.</summary>
public static class HardwareDifferences
{
    /// <summary>The differences, one sentence each.</summary>
    /// <param name="node">The node.</param>
    /// <param name="found">What was found.</param>
    public static IEnumerable<string> Between(BaremetalNode node, NodeDetail found)
    {
        if (node.Site?.FindHardwareProfile(node.HardwareProfile) is not { } profile) yield break;
        var versions = new[]
        {
            (What: "BIOS version", Found: found.Firmware?.Version, Wanted: profile.BiosVersion),
            (What: "hardware version", Found: found.Version, Wanted: profile.HardwareVersion),
            (What: "boot mode", Found: found.Firmware?.Kind.ToLowerInvariant(), Wanted: profile.BootMode),
        };
        foreach (var (what, has, wanted) in versions.Where(entry => Differ(entry.Found, entry.Wanted)))
            yield return $"Its {what} is '{has}' where hardware profile '{profile.Name}' says '{wanted}'.";
        foreach (var alias in profile.Devices.Where(alias => alias.FirmwareVersion is not null))
        {
            var has = found.Nics.FirstOrDefault(nic => nic.Alias == alias.Alias)?.FirmwareVersion
                ?? found.Disks.FirstOrDefault(disk => disk.Alias == alias.Alias)?.FirmwareVersion;
            if (Differ(has, alias.FirmwareVersion))
                yield return $"The firmware of {alias.Alias} is '{has}' where hardware profile '{profile.Name}' says '{alias.FirmwareVersion}'.";
        }

        foreach (var alias in profile.Devices.Where(alias => found.Aliases.Count > 0 && !found.Aliases.ContainsKey(alias.Alias)))
            yield return $"It has no device at {alias.BusType}@{alias.Address}, which hardware profile '{profile.Name}' calls {alias.Alias}.";
    }

    private static bool Differ(string? found, string? wanted) =>
        found is { Length: > 0 } && wanted is { Length: > 0 } && !string.Equals(found.Trim(), wanted.Trim(), StringComparison.OrdinalIgnoreCase);
}
