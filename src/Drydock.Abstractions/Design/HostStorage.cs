namespace Drydock.Design;

/// <summary>A physical disk: a member of a volume group, RAID or <see cref="Bcache"/>, or partitioned.</summary>
public sealed record StorageDevice
{
    /// <summary>A device alias of the hardware profile, or the disk's name, for example <c>sda</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Free labels; <c>bootdrive: true</c> marks the boot disk.</summary>
    public TextMap Labels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <summary>The volume group that takes the whole disk; null for a partitioned one.</summary>
    public string? VolumeGroup { get; init; }

    /// <summary>Partitions in the order in which they are made.</summary>
    public ItemList<Partition> Partitions { get; init => field = value ?? ItemList<Partition>.Empty; } = ItemList<Partition>.Empty;
}

/// <summary>A partition: a filesystem, or a member of a volume group, RAID or <see cref="Bcache"/>.</summary>
public sealed record Partition
{
    /// <summary>The partition's name; <c>root</c>, <c>boot</c> and <c>efi</c> have their meaning.</summary>
    public string Name { get; init; } = "";

    /// <summary>The size as written: <c>20g</c>, <c>&gt;20g</c>, <c>40%</c>.</summary>
    public string? Size { get; init; }

    /// <summary>Whether firmware shall boot from it.</summary>
    public bool Bootable { get; init; }

    /// <summary>Free labels.</summary>
    public TextMap Labels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <summary>The partition's UUID; null to have one made.</summary>
    public string? PartUuid { get; init; }

    /// <summary>The volume group that it is a member of; null with a filesystem.</summary>
    public string? VolumeGroup { get; init; }

    /// <summary>Its filesystem; null where it has none.</summary>
    public Filesystem? Filesystem { get; init; }
}

/// <summary>A volume group and what it is cut into.</summary>
public sealed record VolumeGroup
{
    /// <summary>The group's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its UUID; null to have one made.</summary>
    public string? VgUuid { get; init; }

    /// <summary>Logical volumes in the order in which they are made.</summary>
    public ItemList<LogicalVolume> LogicalVolumes { get; init => field = value ?? ItemList<LogicalVolume>.Empty; } = ItemList<LogicalVolume>.Empty;
}

/// <summary>A logical volume.</summary>
public sealed record LogicalVolume
{
    /// <summary>The volume's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The size as written, as a partition's.</summary>
    public string? Size { get; init; }

    /// <summary>Its UUID; null to have one made.</summary>
    public string? LvUuid { get; init; }

    /// <summary>Its filesystem; null where it has none.</summary>
    public Filesystem? Filesystem { get; init; }
}

/// <summary>A filesystem and where it is mounted.</summary>
public sealed record Filesystem
{
    /// <summary>The type, for example <c>ext4</c>.</summary>
    public string Type { get; init; } = "ext4";

    /// <summary>The mount point; null for none.</summary>
    public string? MountPoint { get; init; }

    /// <summary>Mount options.</summary>
    public string MountOptions { get; init; } = "defaults";

    /// <summary>The filesystem's UUID; null to have one made.</summary>
    public string? Uuid { get; init; }

    /// <summary>The filesystem's label; null for none.</summary>
    public string? Label { get; init; }
}
