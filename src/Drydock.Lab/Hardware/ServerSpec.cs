using System.Net;

namespace Drydock.Lab.Hardware;

/// <summary>What a simulated server is made of. Nothing of it changes while the lab runs.</summary>
public sealed record ServerSpec
{
    /// <summary>The node's name in the design.</summary>
    public required string Name { get; init; }

    /// <summary>What the design says its BMC speaks, <c>ipmi</c> or <c>redfish</c>; both answer.</summary>
    public required string BmcType { get; init; }

    /// <summary>The BMC's address.</summary>
    public required IPAddress BmcAddress { get; init; }

    /// <summary>The BMC's UDP port for IPMI; 0 picks a free one.</summary>
    public int IpmiPort { get; init; }

    /// <summary>The BMC's TCP port for Redfish; 0 picks a free one.</summary>
    public int RedfishPort { get; init; }

    /// <summary>The BMC's account.</summary>
    public required string BmcUser { get; init; }

    /// <summary>The account's password.</summary>
    public required Secret BmcPassword { get; init; }

    /// <summary>The system's UUID, lower case with hyphens.</summary>
    public required string Uuid { get; init; }

    /// <summary>Who makes the server.</summary>
    public string Vendor { get; init; } = "Drydock";

    /// <summary>The model.</summary>
    public string Model { get; init; } = "Lab server";

    /// <summary>The serial number.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>The version of its BIOS or UEFI.</summary>
    public string BiosVersion { get; init; } = "1.0";

    /// <summary>How many cores.</summary>
    public int Cores { get; init; } = 16;

    /// <summary>Memory in MiB.</summary>
    public int MemoryMiB { get; init; } = 65536;

    /// <summary>Whether it boots by UEFI; else by BIOS.</summary>
    public bool Uefi { get; init; }

    /// <summary>Network interfaces in the order in which Linux finds them.</summary>
    public ItemList<NicSpec> Nics { get; init; } = ItemList<NicSpec>.Empty;

    /// <summary>Disks in the order in which Linux finds them.</summary>
    public ItemList<DiskSpec> Disks { get; init; } = ItemList<DiskSpec>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A network interface.</summary>
public sealed record NicSpec
{
    /// <summary>Linux's name, for example <c>ens3f0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>MAC address, lower case with colons.</summary>
    public required string MacAddress { get; init; }

    /// <summary>PCI address, for example <c>0000:18:00.0</c>.</summary>
    public required string PciAddress { get; init; }

    /// <summary>CIDR of the untagged network it is plugged into; null where it is in none.</summary>
    public string? Cidr { get; init; }

    /// <summary>Whether the server boots from the network through it.</summary>
    public bool Boot { get; init; }

    /// <summary>The switch that it is plugged into, as LLDP tells; null for none.</summary>
    public string? Switch { get; init; }

    /// <summary>The switch's port, as LLDP tells.</summary>
    public string? SwitchPort { get; init; }
}

/// <summary>A disk.</summary>
public sealed record DiskSpec
{
    /// <summary>Linux's name, for example <c>sda</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The serial number.</summary>
    public required string Serial { get; init; }

    /// <summary>The model.</summary>
    public string Model { get; init; } = "LABDISK";

    /// <summary>SCSI address, for example <c>2:0.0.0</c>.</summary>
    public required string BusAddress { get; init; }

    /// <summary>Whether it is a solid-state disk; else a rotating one.</summary>
    public bool Ssd { get; init; }
}
