using Drydock.Core.Design.Reading;
using Drydock.Design;

namespace Drydock.Core.Design.Compilation;

/// <summary>
/// Fills in what a host's document leaves open from the profile it inherits. Not inherited are the name, the parent's own
/// parent, addresses and the boot MAC address.
/// </summary>
internal sealed class HostMerger(HostLayer layer)
{
    private static readonly HostProfile Nothing = new();

    private readonly Removals _removed = layer.Removed;

    /// <summary>The host with what it inherits.</summary>
    /// <param name="parent">The effective parent; null where there is none.</param>
    public HostSettings Merge(HostSettings? parent)
    {
        var own = layer.Own;
        parent ??= Nothing;
        return own with
        {
            HardwareProfile = _removed.Inherit(".hardware_profile", own.HardwareProfile, parent.HardwareProfile),
            PrimaryNetwork = _removed.Inherit(".primary_network", own.PrimaryNetwork, parent.PrimaryNetwork),
            Rack = _removed.Inherit(".metadata.rack", own.Rack, parent.Rack),
            Image = _removed.Inherit(".platform.image", own.Image, parent.Image),
            Kernel = _removed.Inherit(".platform.kernel", own.Kernel, parent.Kernel),
            Oob = new OobMerger(_removed).Merge(own.Oob, parent.Oob),
            Tags = Inheritance.Lists(own.Tags, parent.Tags),
            OwnerData = Inheritance.Maps(own.OwnerData, parent.OwnerData),
            KernelParams = Inheritance.Maps(own.KernelParams, parent.KernelParams),
            Interfaces = Inheritance.Named(own.Interfaces, parent.Interfaces, item => item.Name, Interface),
            StorageDevices = Inheritance.Named(own.StorageDevices, parent.StorageDevices, item => item.Name, Device),
            Raids = Inheritance.Named(own.Raids, parent.Raids, item => item.Name, Raid),
            Bcaches = Inheritance.Named(own.Bcaches, parent.Bcaches, item => item.Name, Bcache),
            VolumeGroups = Inheritance.Named(own.VolumeGroups, parent.VolumeGroups, item => item.Name, Group),
        };
    }

    private HostInterface Interface(HostInterface own, HostInterface? parent)
    {
        var path = ".interfaces." + own.Name;
        return own with
        {
            NetworkLink = _removed.Inherit(path + ".device_link", own.NetworkLink, parent?.NetworkLink),
            Slaves = Inheritance.Lists(own.Slaves, parent?.Slaves ?? ItemList<string>.Empty),
            Networks = Inheritance.Lists(own.Networks, parent?.Networks ?? ItemList<string>.Empty),
            Sriov = _removed.Inherit(path + ".sriov", own.Sriov, parent?.Sriov),
            Labels = Inheritance.Maps(own.Labels, parent?.Labels ?? TextMap.Empty),
        };
    }

    private StorageDevice Device(StorageDevice own, StorageDevice? parent)
    {
        var path = ".storage.physical_devices." + own.Name;
        return own with
        {
            VolumeGroup = _removed.Inherit(path + ".volume_group", own.VolumeGroup, parent?.VolumeGroup),
            Labels = Inheritance.Maps(own.Labels, parent?.Labels ?? TextMap.Empty),
            Partitions = Inheritance.Named(own.Partitions, parent?.Partitions ?? ItemList<Partition>.Empty, item => item.Name,
                (mine, other) => Partition(path + "." + mine.Name, mine, other)),
        };
    }

    private Partition Partition(string path, Partition own, Partition? parent) => own with
    {
        Size = _removed.Inherit(path + ".size", own.Size, parent?.Size),
        PartUuid = _removed.Inherit(path + ".part_uuid", own.PartUuid, parent?.PartUuid),
        Bootable = own.Bootable || parent?.Bootable == true,
        VolumeGroup = _removed.Contains(path + ".vg") ? null
            : _removed.Inherit(path + ".volume_group", own.VolumeGroup, parent?.VolumeGroup),
        Labels = Inheritance.Maps(own.Labels, parent?.Labels ?? TextMap.Empty),
        Filesystem = Filesystem(path, own.Filesystem, parent?.Filesystem),
    };

    private Raid Raid(Raid own, Raid? parent)
    {
        var path = ".storage.raids." + own.Name;
        return own with
        {
            Level = own.Level ?? parent?.Level,
            Devices = Inheritance.Lists(own.Devices, parent?.Devices ?? ItemList<string>.Empty),
            Spares = Inheritance.Lists(own.Spares, parent?.Spares ?? ItemList<string>.Empty),
            RaidUuid = _removed.Inherit(path + ".raid_uuid", own.RaidUuid, parent?.RaidUuid),
            VolumeGroup = _removed.Inherit(path + ".volume_group", own.VolumeGroup, parent?.VolumeGroup),
            Partitions = Inheritance.Named(own.Partitions, parent?.Partitions ?? ItemList<Partition>.Empty, item => item.Name,
                (mine, other) => Partition(path + "." + mine.Name, mine, other)),
            Filesystem = Filesystem(path, own.Filesystem, parent?.Filesystem),
        };
    }

    private Bcache Bcache(Bcache own, Bcache? parent)
    {
        var path = ".storage.bcaches." + own.Name;
        return own with
        {
            Backing = _removed.Inherit(path + ".backing", own.Backing, parent?.Backing),
            Cache = _removed.Inherit(path + ".cache", own.Cache, parent?.Cache),
            Mode = own.Mode ?? parent?.Mode,
            BcacheUuid = _removed.Inherit(path + ".bcache_uuid", own.BcacheUuid, parent?.BcacheUuid),
            VolumeGroup = _removed.Inherit(path + ".volume_group", own.VolumeGroup, parent?.VolumeGroup),
            Filesystem = Filesystem(path, own.Filesystem, parent?.Filesystem),
        };
    }

    private VolumeGroup Group(VolumeGroup own, VolumeGroup? parent)
    {
        var path = ".storage.volume_groups." + own.Name;
        return own with
        {
            VgUuid = _removed.Inherit(path + ".vg_uuid", own.VgUuid, parent?.VgUuid),
            LogicalVolumes = Inheritance.Named(own.LogicalVolumes, parent?.LogicalVolumes ?? ItemList<LogicalVolume>.Empty,
                item => item.Name, (mine, other) => Volume(path + "." + mine.Name, mine, other)),
        };
    }

    private LogicalVolume Volume(string path, LogicalVolume own, LogicalVolume? parent) => own with
    {
        Size = _removed.Inherit(path + ".size", own.Size, parent?.Size),
        LvUuid = _removed.Inherit(path + ".lv_uuid", own.LvUuid, parent?.LvUuid),
        Filesystem = Filesystem(path, own.Filesystem, parent?.Filesystem),
    };

    private Filesystem? Filesystem(string path, Filesystem? own, Filesystem? parent)
    {
        if (own is null || parent is null) return _removed.Inherit(path + ".filesystem", own, parent);
        // A filesystem that is written has its type and options from its own defaults, not from the parent's.
        return own with
        {
            MountPoint = _removed.Inherit(path + ".mountpoint", own.MountPoint, parent.MountPoint),
            Uuid = _removed.Inherit(path + ".fs_uuid", own.Uuid, parent.Uuid),
            Label = _removed.Inherit(path + ".fs_label", own.Label, parent.Label),
        };
    }
}
