namespace Drydock.Design;

/// <summary>A model of server: what it is, how it boots and what its devices are called.</summary>
public sealed record HardwareProfile : DesignDocument
{
    /// <summary>Who makes it.</summary>
    public string? Vendor { get; init; }

    /// <summary>The maker's generation, for example <c>Gen10</c>.</summary>
    public string? Generation { get; init; }

    /// <summary>Hardware version.</summary>
    public string? HardwareVersion { get; init; }

    /// <summary>BIOS version.</summary>
    public string? BiosVersion { get; init; }

    /// <summary><c>bios</c> or <c>uefi</c>.</summary>
    public string? BootMode { get; init; }

    /// <summary><c>pxe</c>, <c>usb</c> or <c>hdd</c>.</summary>
    public string? BootstrapProtocol { get; init; }

    /// <summary>The interface that boots from the network.</summary>
    public string? PxeInterface { get; init; }

    /// <summary>Names that the design uses for devices.</summary>
    public ItemList<DeviceAlias> Devices { get; init => field = value ?? ItemList<DeviceAlias>.Empty; } = ItemList<DeviceAlias>.Empty;

    /// <summary>Sets of CPUs by name, for kernel parameters.</summary>
    public TextMap CpuSets { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <summary>Huge page settings by name, for kernel parameters.</summary>
    public ItemList<HugePages> HugePages { get; init => field = value ?? ItemList<HugePages>.Empty; } = ItemList<HugePages>.Empty;

    /// <summary>Scripts that commissioning and testing run on this hardware (<c>scripts</c>).</summary>
    public ItemList<HardwareScript> Scripts { get; init => field = value ?? ItemList<HardwareScript>.Empty; } = ItemList<HardwareScript>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A script for the provisioner's commissioning or testing: an update of firmware, a RAID setup, a driver.</summary>
public sealed record HardwareScript
{
    /// <summary>Its name in the provisioner: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The file with its text; relative to the folder of the document. Null where <see cref="Content"/> is given.</summary>
    public string? Path { get; init; }

    /// <summary>Its text; null where <see cref="Path"/> is given.</summary>
    public string? Content { get; init; }

    /// <summary>When it runs.</summary>
    public HardwareScriptType Type { get; init; }

    /// <summary>What it is for; becomes a tag of the script.</summary>
    public HardwareScriptPurpose Purpose { get; init; }

    /// <summary>Further tags.</summary>
    public ItemList<string> Tags { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Values of its parameters when it runs on a node of this hardware.</summary>
    public TextMap Parameters { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;
}

/// <summary>When a script runs.</summary>
public enum HardwareScriptType
{
    /// <summary>While a machine is commissioned.</summary>
    Commissioning,

    /// <summary>When a machine's hardware is tested.</summary>
    Testing,
}

/// <summary>What a script is for.</summary>
public enum HardwareScriptPurpose
{
    /// <summary>Nothing of these.</summary>
    Other,

    /// <summary>Updates firmware.</summary>
    Firmware,

    /// <summary>Sets up hardware RAID.</summary>
    Raid,

    /// <summary>Installs a driver.</summary>
    Driver,
}

/// <summary>A device of the hardware, named for use in host profiles.</summary>
public sealed record DeviceAlias
{
    /// <summary>The name that host profiles use.</summary>
    public string Alias { get; init; } = "";

    /// <summary><c>pci</c> or <c>scsi</c>.</summary>
    public string BusType { get; init; } = "";

    /// <summary>What the device is, as the maker calls it.</summary>
    public string? DeviceType { get; init; }

    /// <summary>The bus address, or <c>regexp:</c> and an expression that it matches.</summary>
    public string Address { get; init; } = "";

    /// <summary>The firmware version that it is to have; null where any will do.</summary>
    public string? FirmwareVersion { get; init; }
}

/// <summary>Huge pages of one kind.</summary>
public sealed record HugePages
{
    /// <summary>The name that kernel parameters refer to.</summary>
    public string Name { get; init; } = "";

    /// <summary>Page size as the kernel writes it, for example <c>1G</c>.</summary>
    public string Size { get; init; } = "";

    /// <summary>How many pages.</summary>
    public int Count { get; init; }
}
