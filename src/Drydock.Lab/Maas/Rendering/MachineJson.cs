using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>A machine as MAAS's JSON: all of it, whatever was asked.</summary>
internal static class MachineJson
{
    public static JObject Json(this Node node, Region region)
    {
        region.Rendered++;
        var json = CommonJson.Of(node, region);
        json["status"] = (int)node.Status;
        json["status_name"] = node.Status.Label();
        json["status_message"] = node.StatusMessage;
        json["owner"] = node.Owner?.Name;
        json["owner_data"] = Map(node.OwnerData);
        json["workload_annotations"] = Map(node.OwnerData);
        json["pool"] = node.Pool.PoolJson();
        json["locked"] = node.Locked;
        json["netboot"] = node.Netboot;
        json["ephemeral_deploy"] = node.EphemeralDeploy;
        json["hwe_kernel"] = node.HweKernel;
        json["min_hwe_kernel"] = node.MinHweKernel;
        json["bios_boot_method"] = node.BiosBootMethod;
        json["address_ttl"] = null;
        json["disable_ipv4"] = false;
        json["enable_hw_sync"] = node.EnableHwSync;
        json["last_sync"] = null;
        json["next_sync"] = null;
        json["sync_interval"] = null;
        json["parent"] = null;
        json["pod"] = null;
        json["virtualmachine_id"] = null;
        json["ip_addresses"] = new JArray(Addresses(node).Distinct());
        json["boot_interface"] = node.BootInterface?.Json();
        json["default_gateways"] = Gateways(region, node);
        AddStorage(json, node);
        return json;
    }

    private static JObject Map(IEnumerable<KeyValuePair<string, string>> entries) =>
        new(entries.Select(entry => new JProperty(entry.Key, entry.Value)));

    private static void AddStorage(JObject json, Node node)
    {
        json["storage"] = node.PhysicalDisks.Sum(disk => disk.Size) / 1_000_000.0;
        json["boot_disk"] = node.BootDisk?.Json();
        json["blockdevice_set"] = new JArray(node.BlockDevices.Select(disk => disk.Json()));
        json["physicalblockdevice_set"] = new JArray(node.PhysicalDisks.Select(disk => disk.Json()));
        json["virtualblockdevice_set"] = new JArray(node.BlockDevices.Where(disk => disk.IsVirtual).Select(disk => disk.Json()));
        json["volume_groups"] = new JArray(node.VolumeGroups.Select(group => Stub(node, group.Id)));
        json["raids"] = new JArray(node.Raids.Select(raid => Stub(node, raid.Id)));
        json["bcaches"] = new JArray(node.Bcaches.Select(bcache => Stub(node, bcache.Id)));
        json["cache_sets"] = new JArray(node.CacheSets.Select(set => Stub(node, set.Id)));
        json["special_filesystems"] = new JArray(node.SpecialFilesystems.Select(special => new JObject
        {
            ["fstype"] = special.Type,
            ["label"] = "",
            ["uuid"] = null,
            ["mount_point"] = special.MountPoint,
            ["mount_options"] = special.MountOptions,
        }));
        json["numanode_set"] = new JArray(new JObject
        {
            ["index"] = 0,
            ["memory"] = node.MemoryMiB,
            ["cores"] = new JArray(Enumerable.Range(0, node.CpuCount)),
            ["hugepages_set"] = new JArray(),
        });
    }

    private static JObject Stub(Node node, int id) => new() { ["system_id"] = node.SystemId, ["id"] = id, ["__incomplete__"] = true };

    /// <summary>The configured addresses; the discovered one only where there are none.</summary>
    private static IEnumerable<string> Addresses(Node node)
    {
        var configured = node.Interfaces.SelectMany(nic => nic.Links).Where(link => link.Address is not null)
            .Select(link => link.Address!.Value.ToString()).ToList();
        return configured.Count > 0 ? configured
            : node.Interfaces.Where(nic => nic.DiscoveredAddress is not null).Select(nic => nic.DiscoveredAddress!.Value.ToString());
    }

    private static JObject Gateways(Region region, Node node)
    {
        // Where none was chosen, MAAS takes the gateway of the boot interface's subnet, or of any other, when it deploys.
        var links = node.Interfaces.SelectMany(nic => nic.Links).Where(link => link.Subnet?.Gateway is not null && link.Address is not null);
        var link = node.GatewayLink ?? (node.Status is NodeStatus.Deploying or NodeStatus.Deployed ? links.FirstOrDefault() : null);
        var gateway = link?.Subnet?.Gateway;
        return new()
        {
            ["ipv4"] = Gateway(gateway is { IsV6: false } ? link : null),
            ["ipv6"] = Gateway(gateway is { IsV6: true } ? link : null),
        };
    }

    private static JObject Gateway(InterfaceLink? link) =>
        new() { ["gateway_ip"] = link?.Subnet?.Gateway?.ToString(), ["link_id"] = link?.Id };
}
