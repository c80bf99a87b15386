using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes what holds for a host; <see cref="Reading.HostReader"/> reads it.</summary>
internal static class HostWriter
{
    /// <summary>A node with everything that it inherits, so that it names no host profile.</summary>
    public static YamlMapping Node(BaremetalNode node) => Host(node, node.Addressing, node.BootMac);

    /// <summary>A profile with everything that it inherits.</summary>
    public static YamlMapping Profile(HostProfile profile) => Host(profile, ItemList<NodeAddress>.Empty, null);

    private static YamlMapping Host(HostSettings host, ItemList<NodeAddress> addresses, string? bootMac) => Fields.Of(fields => fields
        .Text("hardware_profile", host.HardwareProfile)
        .Text("primary_network", host.PrimaryNetwork)
        .Group("oob", oob => OobWriter.Oob(oob, host.Oob))
        .List("addressing", addresses, Address)
        .Named("interfaces", host.Interfaces, item => item.Name, Interface)
        .Group("storage", storage => storage
            .Named("physical_devices", host.StorageDevices, device => device.Name, Device)
            .Named("raids", host.Raids, raid => raid.Name, Raid)
            .Named("bcaches", host.Bcaches, bcache => bcache.Name, Bcache)
            .Named("volume_groups", host.VolumeGroups, group => group.Name, Group))
        .Group("platform", platform => platform
            .Text("image", host.Image)
            .Text("kernel", host.Kernel)
            .Map("kernel_params", host.KernelParams))
        .Group("metadata", metadata => metadata
            .Text("boot_mac", bootMac)
            .Text("rack", host.Rack)
            .Texts("tags", host.Tags)
            .Map("owner_data", host.OwnerData)));

    private static void Address(Fields fields, NodeAddress address) => fields
        .Text("network", address.Network)
        .Text("address", address.Type switch { AddressType.Dhcp => "dhcp", AddressType.Auto => "auto", _ => address.Address });

    private static void Interface(Fields fields, HostInterface item) => fields
        .Text("device_link", item.NetworkLink)
        .Texts("slaves", item.Slaves)
        .Texts("networks", item.Networks)
        .Map("labels", item.Labels)
        .Group("sriov", sriov =>
        {
            if (item.Sriov is { } settings) sriov.Number("vf_count", settings.VirtualFunctions).Flag("trustedmode", settings.Trusted);
        });

    private static void Device(Fields fields, StorageDevice device) => fields
        .Map("labels", device.Labels)
        .Text("volume_group", device.VolumeGroup)
        .List("partitions", device.Partitions, Partition);

    private static void Partition(Fields fields, Partition partition)
    {
        fields.Text("name", partition.Name).Text("size", partition.Size);
        if (partition.Bootable) fields.Flag("bootable", true);
        fields.Text("part_uuid", partition.PartUuid).Map("labels", partition.Labels).Text("volume_group", partition.VolumeGroup);
        Filesystem(fields, partition.Filesystem);
    }

    private static void Raid(Fields fields, Raid raid)
    {
        fields.Number("level", raid.Level)
            .Texts("devices", raid.Devices)
            .Texts("spares", raid.Spares)
            .Text("raid_uuid", raid.RaidUuid)
            .Text("volume_group", raid.VolumeGroup)
            .List("partitions", raid.Partitions, Partition);
        Filesystem(fields, raid.Filesystem);
    }

    private static void Bcache(Fields fields, Bcache bcache)
    {
        fields.Text("backing", bcache.Backing)
            .Text("cache", bcache.Cache)
            .Text("mode", bcache.Mode?.ToString().ToLowerInvariant())
            .Text("bcache_uuid", bcache.BcacheUuid)
            .Text("volume_group", bcache.VolumeGroup);
        Filesystem(fields, bcache.Filesystem);
    }

    private static void Group(Fields fields, VolumeGroup group) => fields
        .Text("vg_uuid", group.VgUuid)
        .List("logical_volumes", group.LogicalVolumes, Volume);

    private static void Volume(Fields fields, LogicalVolume volume)
    {
        fields.Text("name", volume.Name).Text("size", volume.Size).Text("lv_uuid", volume.LvUuid);
        Filesystem(fields, volume.Filesystem);
    }

    private static void Filesystem(Fields fields, Filesystem? filesystem)
    {
        if (filesystem is null) return;
        fields.Group("filesystem", inner => inner
            .Text("mountpoint", filesystem.MountPoint)
            .Text("fstype", filesystem.Type)
            .Text("mount_options", filesystem.MountOptions)
            .Text("fs_uuid", filesystem.Uuid)
            .Text("fs_label", filesystem.Label));
    }
}
