namespace Drydock.Design;

/// <summary>A network interface of a host, or a bond of several.</summary>
public sealed record HostInterface
{
    /// <summary>The interface's name in the operating system; a bond's name where it has several slaves.</summary>
    public string Name { get; init; } = "";

    /// <summary>The network link it is plugged into.</summary>
    public string? NetworkLink { get; init; }

    /// <summary>Device aliases or names of the physical interfaces.</summary>
    public ItemList<string> Slaves { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Networks that the host takes part in here.</summary>
    public ItemList<string> Networks { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>
    /// Physical interfaces as the hardware profile addresses them; filled in by compilation, one per slave. An interface
    /// without slaves has one, for its own name.
    /// </summary>
    public ItemList<DeviceSelector> Selectors { get; init => field = value ?? ItemList<DeviceSelector>.Empty; } = ItemList<DeviceSelector>.Empty;

    /// <summary>SR-IOV settings; null where it is off.</summary>
    public SriovSettings? Sriov { get; init; }

    /// <summary>Free labels.</summary>
    public TextMap Labels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;
}

/// <summary>How a physical device is found on a machine.</summary>
/// <param name="Kind">Whether <paramref name="Address"/> is a bus address or a name.</param>
/// <param name="Address">A bus address, <c>regexp:</c> and an expression, or a name.</param>
/// <param name="BusType">The bus of a bus address: <c>pci</c> or <c>scsi</c>.</param>
/// <param name="DeviceType">The maker's device type, where known.</param>
public sealed record DeviceSelector(DeviceSelectorKind Kind, string Address, string? BusType = null, string? DeviceType = null)
{
    /// <summary>An empty selector, which initialisers fill.</summary>
    public DeviceSelector()
        : this(DeviceSelectorKind.Name, "")
    {
    }
}

/// <summary>What a <see cref="DeviceSelector"/> goes by.</summary>
public enum DeviceSelectorKind
{
    /// <summary>The operating system's name.</summary>
    Name,

    /// <summary>A bus address.</summary>
    Address,
}

/// <summary>SR-IOV of an interface.</summary>
public sealed record SriovSettings
{
    /// <summary>How many virtual functions.</summary>
    public int VirtualFunctions { get; init; }

    /// <summary>Whether virtual functions are trusted.</summary>
    public bool Trusted { get; init; }
}
