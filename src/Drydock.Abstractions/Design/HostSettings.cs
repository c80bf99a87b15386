namespace Drydock.Design;

/// <summary>What a host profile says of its hosts and a node of itself; a node inherits what it leaves open.</summary>
public abstract record HostSettings : DesignDocument
{
    /// <summary>The parent profile's name.</summary>
    public string? HostProfile { get; init; }

    /// <summary>The hardware profile's name.</summary>
    public string? HardwareProfile { get; init; }

    /// <summary>The network whose address and domain name the host goes by.</summary>
    public string? PrimaryNetwork { get; init; }

    /// <summary>Out-of-band management.</summary>
    public OobSettings Oob { get; init => field = value ?? new(); } = new();

    /// <summary>Physical disks that the design lays out.</summary>
    public ItemList<StorageDevice> StorageDevices { get; init => field = value ?? ItemList<StorageDevice>.Empty; } = ItemList<StorageDevice>.Empty;

    /// <summary>LVM volume groups.</summary>
    public ItemList<VolumeGroup> VolumeGroups { get; init => field = value ?? ItemList<VolumeGroup>.Empty; } = ItemList<VolumeGroup>.Empty;

    /// <summary>Software RAIDs.</summary>
    public ItemList<Raid> Raids { get; init => field = value ?? ItemList<Raid>.Empty; } = ItemList<Raid>.Empty;

    /// <summary>Cached devices.</summary>
    public ItemList<Bcache> Bcaches { get; init => field = value ?? ItemList<Bcache>.Empty; } = ItemList<Bcache>.Empty;

    /// <summary>Network interfaces, bonds among them.</summary>
    public ItemList<HostInterface> Interfaces { get; init => field = value ?? ItemList<HostInterface>.Empty; } = ItemList<HostInterface>.Empty;

    /// <summary>Tags.</summary>
    public ItemList<string> Tags { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Annotations (<c>metadata.owner_data</c>).</summary>
    public TextMap OwnerData { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <summary>The rack's name.</summary>
    public string? Rack { get; init; }

    /// <summary>The operating system's series, for example <c>jammy</c>.</summary>
    public string? Image { get; init; }

    /// <summary>The kernel, for example <c>ga-22.04</c>.</summary>
    public string? Kernel { get; init; }

    /// <summary>Kernel parameters; <c>True</c> stands for a parameter without a value.</summary>
    public TextMap KernelParams { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;
}

/// <summary>Settings that nodes inherit.</summary>
public sealed record HostProfile : HostSettings
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
