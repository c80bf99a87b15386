namespace Drydock.Maas;

/// <summary>An LVM volume group of a machine (<c>VolumeGroupHandler</c>); sizes in bytes.</summary>
public sealed record MaasVolumeGroup
{
    /// <summary>The machine's id.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The size, a multiple of 4 MiB.</summary>
    public long Size { get; init; }

    /// <summary>What no logical volume takes.</summary>
    public long AvailableSize { get; init; }

    /// <summary>Ids of the disks that it has whole.</summary>
    public ItemList<int> DiskIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Ids of the partitions that it has.</summary>
    public ItemList<int> PartitionIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Logical volumes; their names begin with the group's and a hyphen.</summary>
    public ItemList<MaasBlockDevice> Volumes { get; init; } = ItemList<MaasBlockDevice>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
