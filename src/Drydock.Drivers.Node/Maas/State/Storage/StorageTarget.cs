namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Something of a machine's storage, named so that it can be spoken of before it is made.</summary>
public abstract record StorageTarget;

/// <summary>A device that can be partitioned, by its name.</summary>
/// <param name="Name">MAAS's name.</param>
public abstract record DeviceTarget(string Name) : StorageTarget
{
    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>A physical disk.</summary>
/// <param name="Id">MAAS's id.</param>
/// <param name="Name">Its name.</param>
public sealed record DiskTarget(int Id, string Name) : DeviceTarget(Name);

/// <summary>The device of a RAID or bcache, which has its name.</summary>
/// <param name="Name">The name.</param>
public sealed record ArrayTarget(string Name) : DeviceTarget(Name);

/// <summary>A partition by its place.</summary>
/// <param name="Device">The disk or RAID.</param>
/// <param name="Index">The place among the device's partitions, from 0.</param>
/// <param name="Name">The design's name for it.</param>
public sealed record PartitionTarget(DeviceTarget Device, int Index, string Name) : StorageTarget
{
    /// <inheritdoc/>
    public override string ToString() => $"partition '{Name}' of {Device}";
}

/// <summary>A logical volume by its name.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Volume">The volume's name.</param>
public sealed record VolumeTarget(string Group, string Volume) : StorageTarget
{
    /// <summary>The name of its block device in MAAS.</summary>
    public string DeviceName => Group + "-" + Volume;

    /// <inheritdoc/>
    public override string ToString() => $"volume '{Volume}' of {Group}";
}
