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
    public ItemList<DeviceAlias> Devices { get; init; } = ItemList<DeviceAlias>.Empty;

    /// <summary>Sets of CPUs by name, for kernel parameters.</summary>
    public TextMap CpuSets { get; init; } = TextMap.Empty;

    /// <summary>Huge page settings by name, for kernel parameters.</summary>
    public ItemList<HugePages> HugePages { get; init; } = ItemList<HugePages>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
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
