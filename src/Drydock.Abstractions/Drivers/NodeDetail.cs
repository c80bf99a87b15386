using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers;

/// <summary>What commissioning found in a node (<c>lshw</c>, LLDP, script results); null where it does not say.</summary>
public sealed record NodeDetail
{
    /// <summary>The provisioner's id of the machine.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>The machine as it was then.</summary>
    public MaasMachine? Machine { get; init; }

    /// <summary>Who made the server.</summary>
    public string? Vendor { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The hardware's version.</summary>
    public string? Version { get; init; }

    /// <summary>The serial number.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The system's UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>BIOS or UEFI firmware.</summary>
    public NodeFirmware? Firmware { get; init; }

    /// <summary>Processors, one entry a socket.</summary>
    public ItemList<NodeCpu> Cpus { get; init; } = ItemList<NodeCpu>.Empty;

    /// <summary>Memory in MiB.</summary>
    public long MemoryMiB { get; init; }

    /// <summary>Disks.</summary>
    public ItemList<NodeDisk> Disks { get; init; } = ItemList<NodeDisk>.Empty;

    /// <summary>Network interfaces.</summary>
    public ItemList<NodeNic> Nics { get; init; } = ItemList<NodeNic>.Empty;

    /// <summary>Names that the operating system has for the aliases of the hardware profile; without those it does not have.</summary>
    public TextMap Aliases { get; init; } = TextMap.Empty;

    /// <summary>What scripts of commissioning and testing found.</summary>
    public ItemList<MaasScriptResult> Scripts { get; init; } = ItemList<MaasScriptResult>.Empty;

    /// <summary>How the node differs from its hardware profile, one sentence each.</summary>
    public ItemList<string> Differences { get; init; } = ItemList<string>.Empty;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Vendor} {Model}, {Cpus.Count} CPU(s), {MemoryMiB / 1024} GiB, {Disks.Count} disk(s), {Nics.Count} interface(s)".TrimStart();
}

/// <summary>Firmware that starts a server.</summary>
/// <param name="Kind"><c>BIOS</c> or <c>UEFI</c>.</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Date">Its date, as it states it.</param>
public sealed record NodeFirmware(string Kind, string? Vendor, string? Version, string? Date)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", new[] { Kind, Vendor, Version, Date }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>A processor.</summary>
/// <param name="Model">Its model.</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="Cores">Its cores.</param>
/// <param name="Threads">Its threads.</param>
public sealed record NodeCpu(string Model, string? Vendor, int Cores, int Threads)
{
    /// <inheritdoc/>
    public override string ToString() => Model;
}

/// <summary>A disk.</summary>
public sealed record NodeDisk
{
    /// <summary>The operating system's name, for example <c>sda</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Bus and address, for example <c>scsi@2:0.0.0</c>.</summary>
    public string? BusAddress { get; init; }

    /// <summary>The alias that the hardware profile gives it; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The serial number.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The firmware's version.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>A path that names the disk for good.</summary>
    public string? IdPath { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A network interface.</summary>
public sealed record NodeNic
{
    /// <summary>The operating system's name, for example <c>eno1</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The PCI address, for example <c>0000:18:00.0</c>.</summary>
    public string? PciAddress { get; init; }

    /// <summary>The alias that the hardware profile gives it; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>The MAC address, lower case with colons.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Who made it.</summary>
    public string? Vendor { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The firmware's version.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>The link's speed in Mbit/s; null without a link.</summary>
    public int? LinkSpeed { get; init; }

    /// <summary>What is at the other end of the cable; null where LLDP heard nobody.</summary>
    public LldpNeighbour? Neighbour { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Who spoke LLDP on an interface (IEEE 802.1AB).</summary>
/// <param name="System">The switch's name.</param>
/// <param name="ChassisId">The switch's id, mostly a MAC address.</param>
/// <param name="Port">The port's id or description.</param>
/// <param name="Vlan">The port's VLAN; null where it was not told.</param>
public sealed record LldpNeighbour(string? System, string? ChassisId, string? Port, int? Vlan)
{
    /// <inheritdoc/>
    public override string ToString() => $"{System ?? ChassisId} {Port}".Trim();
}
