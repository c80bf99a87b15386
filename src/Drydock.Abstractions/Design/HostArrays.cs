namespace Drydock.Design;

/// <summary>
/// A software RAID (<c>storage.raids</c>): a filesystem, a member of a volume group, partitioned, or the backing device or
/// cache of a <see cref="Bcache"/>. MAAS: <c>RaidHandler</c>.
/// </summary>
public sealed record Raid
{
    /// <summary>The array's name, for example <c>md0</c>, which is its device's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The level: 0, 1, 5, 6 or 10; null where it is not stated.</summary>
    public int? Level { get; init; }

    /// <summary>Members: devices of the design (<c>disk1</c>) or partitions of one (<c>disk1/mirror</c>).</summary>
    public ItemList<string> Devices { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Spare members, named as <see cref="Devices"/>; none with level 0.</summary>
    public ItemList<string> Spares { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>The array's UUID; null to have one made.</summary>
    public string? RaidUuid { get; init; }

    /// <summary>The volume group that takes the whole array; null for none.</summary>
    public string? VolumeGroup { get; init; }

    /// <summary>Partitions in the order in which they are made.</summary>
    public ItemList<Partition> Partitions { get; init => field = value ?? ItemList<Partition>.Empty; } = ItemList<Partition>.Empty;

    /// <summary>The filesystem on the whole array; null where it has none.</summary>
    public Filesystem? Filesystem { get; init; }
}

/// <summary>
/// A slow device with a fast one before it (<c>storage.bcaches</c>): a filesystem, or a member of a volume group. Several
/// may share one cache. MAAS: <c>BcacheHandler</c>, <c>BcacheCacheSetHandler</c>.
/// </summary>
public sealed record Bcache
{
    /// <summary>The name, for example <c>bcache0</c>, which is its device's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What keeps the data: a device of the design, a partition of one (<c>disk1/data</c>), or a RAID.</summary>
    public string? Backing { get; init; }

    /// <summary>What caches it, named as <see cref="Backing"/>.</summary>
    public string? Cache { get; init; }

    /// <summary>How writes are cached; null for <see cref="CacheMode.WriteThrough"/>.</summary>
    public CacheMode? Mode { get; init; }

    /// <summary>Its UUID; null to have one made.</summary>
    public string? BcacheUuid { get; init; }

    /// <summary>The volume group that takes it whole; null for none.</summary>
    public string? VolumeGroup { get; init; }

    /// <summary>Its filesystem; null where it has none.</summary>
    public Filesystem? Filesystem { get; init; }
}

/// <summary>How a <see cref="Bcache"/> caches writes (MAAS: <c>CACHE_MODE_TYPE</c>).</summary>
public enum CacheMode
{
    /// <summary>A write is done when both devices have it: <c>writethrough</c>.</summary>
    WriteThrough,

    /// <summary>A write is done when the cache has it; it is lost with the cache: <c>writeback</c>.</summary>
    WriteBack,

    /// <summary>Writes go past the cache: <c>writearound</c>.</summary>
    WriteAround,
}
