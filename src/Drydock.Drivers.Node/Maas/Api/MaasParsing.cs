using System.Linq;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>Machines, interfaces and disks from MAAS's JSON, of any version from 2.2 on.</summary>
public static class MaasParsing
{
    /// <summary>A machine (<c>MachineHandler</c>).</summary>
    /// <param name="json">The machine's JSON.</param>
    public static MaasMachine Machine(JToken json) => new()
    {
        SystemId = json.Text("system_id"),
        Hostname = json.Text("hostname"),
        Fqdn = json.Text("fqdn"),
        Domain = json.Object("domain").Text("name"),
        Status = (MaasMachineStatus)json.Int("status"),
        StatusName = json.Text("status_name"),
        StatusMessage = json.Text("status_message"),
        PowerState = json.Text("power_state"),
        PowerType = json.Text("power_type"),
        Owner = json.OptionalText("owner") is { Length: > 0 } owner ? owner : null,
        Locked = json.Flag("locked"),
        Pool = json.Object("pool").Text("name"),
        Zone = json.Object("zone").Text("name"),
        Architecture = json.Text("architecture"),
        BiosBootMethod = json.OptionalText("bios_boot_method"),
        CpuCount = json.Int("cpu_count"),
        Memory = json.Number("memory") ?? 0,
        OperatingSystem = json.Text("osystem"),
        DistroSeries = json.Text("distro_series"),
        HweKernel = json.Text("hwe_kernel"),
        BootMac = json.Object("boot_interface").OptionalText("mac_address"),
        CommissioningResultId = (int?)json.Number("current_commissioning_result_id"),
        BootDiskId = (int?)json.Object("boot_disk").Number("id"),
        Tags = json.Texts("tag_names"),
        IPAddresses = json.Texts("ip_addresses"),
        OwnerData = json.Map("owner_data"),
        Interfaces = new(json.Items("interface_set").Select(Interface)),
        BlockDevices = new((json["blockdevice_set"] is JArray
            ? json.Items("blockdevice_set")
            : json.Items("physicalblockdevice_set").Concat(json.Items("virtualblockdevice_set"))).Select(BlockDevice)),
        VolumeGroupIds = new(json.Items("volume_groups").Select(group => group.Int("id"))),
        RaidIds = new(json.Items("raids").Select(raid => raid.Int("id"))),
        BcacheIds = new(json.Items("bcaches").Select(bcache => bcache.Int("id"))),
        CacheSetIds = new(json.Items("cache_sets").Select(set => set.Int("id"))),
        DefaultGatewayLinkId = (int?)json.Object("default_gateways").Object("ipv4").Number("link_id"),
    };

    /// <summary>An interface (<c>InterfaceHandler</c>).</summary>
    /// <param name="json">The interface's JSON.</param>
    public static MaasInterface Interface(JToken json) => new()
    {
        SystemId = json.Text("system_id"),
        Enabled = json["enabled"] is not { Type: JTokenType.Boolean } || json.Flag("enabled"),
        LinkConnected = json["link_connected"] is { Type: JTokenType.Boolean } ? json.Flag("link_connected") : null,
        Id = json.Int("id"),
        Name = json.Text("name"),
        Type = json.Text("type"),
        MacAddress = json.Text("mac_address"),
        Vlan = json.Object("vlan") is { } vlan ? VlanReference(vlan) : null,
        Parents = json.Texts("parents"),
        Children = json.Texts("children"),
        EffectiveMtu = json.Int("effective_mtu"),
        Parameters = json.Map("params"),
        Vendor = Filled(json, "vendor"),
        Product = Filled(json, "product"),
        FirmwareVersion = Filled(json, "firmware_version"),
        LinkSpeed = json.Int("link_speed") is > 0 and var speed ? speed : null,
        Links = new(json.Items("links").Select(Link)),
    };

    /// <summary>A disk (<c>BlockDeviceHandler</c>).</summary>
    /// <param name="json">The disk's JSON.</param>
    public static MaasBlockDevice BlockDevice(JToken json) => new()
    {
        SystemId = json.Text("system_id"),
        Id = json.Int("id"),
        Name = json.Text("name"),
        Type = json.Text("type"),
        Size = json.Number("size") ?? 0,
        AvailableSize = json.Number("available_size") ?? 0,
        UsedFor = json.Text("used_for"),
        Serial = json.OptionalText("serial"),
        Model = json.OptionalText("model"),
        FirmwareVersion = Filled(json, "firmware_version"),
        IdPath = json.OptionalText("id_path"),
        Tags = json.Texts("tags"),
        Uuid = json.OptionalText("uuid"),
        PartitionTableType = json.OptionalText("partition_table_type"),
        Partitions = new(json.Items("partitions").Select(Partition)),
        Filesystem = json.Object("filesystem") is { } filesystem ? Filesystem(filesystem) : null,
    };

    /// <summary>A partition (<c>PartitionHandler</c>).</summary>
    /// <param name="json">The partition's JSON.</param>
    public static MaasPartition Partition(JToken json) => new()
    {
        Id = json.Int("id"),
        Path = json.Text("path"),
        Uuid = json.OptionalText("uuid"),
        Size = json.Number("size") ?? 0,
        UsedFor = json.Text("used_for"),
        Filesystem = json.Object("filesystem") is { } filesystem ? Filesystem(filesystem) : null,
    };

    /// <summary>A volume group (<c>VolumeGroupHandler</c>).</summary>
    /// <param name="json">The group's JSON.</param>
    public static MaasVolumeGroup VolumeGroup(JToken json)
    {
        var members = json.Items("devices").ToLookup(member => member.Text("type") == "partition", member => member.Int("id"));
        return new()
        {
            SystemId = json.Text("system_id"),
            Id = json.Int("id"),
            Name = json.Text("name"),
            Uuid = json.OptionalText("uuid"),
            Size = json.Number("size") ?? 0,
            AvailableSize = json.Number("available_size") ?? 0,
            DiskIds = new(members[false]),
            PartitionIds = new(members[true]),
            Volumes = new(json.Items("logical_volumes").Select(BlockDevice)),
        };
    }

    /// <summary>A filesystem, as disks and partitions hold it.</summary>
    /// <param name="json">The filesystem's JSON.</param>
    public static MaasFilesystem Filesystem(JToken json) => new(json.Text("fstype"), Filled(json, "label"), Filled(json, "uuid"),
        Filled(json, "mount_point"), Filled(json, "mount_options"));

    /// <summary>The VLAN below an interface or subnet.</summary>
    /// <param name="json">The VLAN's JSON.</param>
    public static MaasVlanReference VlanReference(JToken json) =>
        new(json.Int("id"), json.Int("vid"), json.Int("fabric_id"), json.Int("mtu"));

    private static MaasLink Link(JToken json) => new(json.Int("id"), json.Text("mode"),
        (int?)json.Object("subnet").Number("id"), json.Object("subnet").OptionalText("cidr"), Filled(json, "ip_address"));

    private static string? Filled(JToken json, string key) => json.OptionalText(key) is { Length: > 0 } text ? text : null;
}
