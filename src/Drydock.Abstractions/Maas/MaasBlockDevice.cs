namespace Drydock.Maas;

/// <summary>A disk of a machine, physical or virtual (<c>BlockDeviceHandler</c>); sizes in bytes.</summary>
public sealed record MaasBlockDevice
{
    /// <summary>The machine's id.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The name, for example <c>sda</c>; <c>group-volume</c> for a logical volume.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>physical</c> or <c>virtual</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The size.</summary>
    public long Size { get; init; }

    /// <summary>What is free.</summary>
    public long AvailableSize { get; init; }

    /// <summary>What it is used for, in MAAS's words.</summary>
    public string UsedFor { get; init; } = "";

    /// <summary>The serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The firmware's version; null where MAAS does not know.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>A path that names the disk for good, below <c>/dev/disk/by-id</c>.</summary>
    public string? IdPath { get; init; }

    /// <summary>Tags, for example <c>ssd</c>.</summary>
    public ItemList<string> Tags { get; init; } = ItemList<string>.Empty;

    /// <summary>The UUID of a virtual disk.</summary>
    public string? Uuid { get; init; }

    /// <summary><c>GPT</c> or <c>MBR</c>; null where it has no partitions.</summary>
    public string? PartitionTableType { get; init; }

    /// <summary>Partitions.</summary>
    public ItemList<MaasPartition> Partitions { get; init; } = ItemList<MaasPartition>.Empty;

    /// <summary>The filesystem on the whole disk; null for none.</summary>
    public MaasFilesystem? Filesystem { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A partition (<c>PartitionHandler</c>); sizes in bytes.</summary>
public sealed record MaasPartition
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The path, for example <c>/dev/disk/by-dname/sda-part2</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The size, a multiple of 4 MiB.</summary>
    public long Size { get; init; }

    /// <summary>What it is used for, in MAAS's words.</summary>
    public string UsedFor { get; init; } = "";

    /// <summary>The filesystem; null for none.</summary>
    public MaasFilesystem? Filesystem { get; init; }
}

/// <summary>A filesystem.</summary>
/// <param name="Type">The type, for example <c>ext4</c>.</param>
/// <param name="Label">The label.</param>
/// <param name="Uuid">The UUID.</param>
/// <param name="MountPoint">Where it is mounted; null for nowhere.</param>
/// <param name="MountOptions">Mount options.</param>
public sealed record MaasFilesystem(string Type, string? Label, string? Uuid, string? MountPoint, string? MountOptions);
