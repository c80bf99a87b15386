using System.Linq;
using Drydock.Design;
using Newtonsoft.Json.Linq;

namespace Drydock.Core.Tests.Design;

/// <summary>A compiled site as JSON in the field names of airshipit/drydock's models, to be compared with recorded ones.</summary>
internal static class EffectiveModel
{
    public static JObject Of(SiteDesign site) => new()
    {
        ["nodes"] = new JObject(site.Nodes.Select(node => new JProperty(node.Name, Node(node)))),
        ["networks"] = new JObject(site.Networks.Select(network => new JProperty(network.Name, Network(network)))),
        ["links"] = new JObject(site.NetworkLinks.Select(link => new JProperty(link.Name, Link(link)))),
        ["bootactions"] = new JObject(site.BootActions.Select(action => new JProperty(action.Name,
            new JArray(action.TargetNodes.OrderBy(name => name, System.StringComparer.Ordinal))))),
    };

    private static JObject Node(BaremetalNode node)
    {
        var oob = new (string Key, string? Value)[]
        {
            ("network", node.Oob.Network), ("account", node.Oob.Account), ("credential", node.Oob.Credential?.Reveal()),
            ("address", node.Oob.Address), ("port", node.Oob.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("libvirt_uri", node.Oob.LibvirtUri),
        };
        return new JObject
        {
            ["domain"] = node.Domain,
            ["kernel_param_string"] = node.KernelParameterText,
            ["addressing"] = new JArray(node.Addressing.Select(address => new JObject
            {
                ["network"] = address.Network,
                ["type"] = Name(address.Type),
                ["address"] = address.Address,
            })),
            ["boot_mac"] = node.BootMac,
            ["hardware_profile"] = node.HardwareProfile,
            ["image"] = node.Image,
            ["kernel"] = node.Kernel,
            ["kernel_params"] = Map(node.KernelParams),
            ["oob_type"] = node.Oob.Type,
            ["oob_parameters"] = new JObject(oob.Where(entry => entry.Value is not null).Select(entry => new JProperty(entry.Key, entry.Value))
                .Concat(node.Oob.Extensions.Select(entry => new JProperty(entry.Key, entry.Value)))),
            ["owner_data"] = Map(node.OwnerData),
            ["parent_profile"] = node.HostProfile,
            ["primary_network"] = node.PrimaryNetwork,
            ["rack"] = node.Rack,
            ["tags"] = new JArray(node.Tags),
            ["interfaces"] = new JArray(node.Interfaces.Select(Interface)),
            ["storage_devices"] = new JArray(node.StorageDevices.Select(Device)),
            ["volume_groups"] = new JArray(node.VolumeGroups.Select(Group)),
        };
    }

    private static JObject Interface(HostInterface item) => new()
    {
        ["name"] = item.Name,
        ["network_link"] = item.NetworkLink,
        ["slaves"] = new JArray(item.Slaves),
        ["networks"] = new JArray(item.Networks),
        ["selectors"] = new JArray(item.Slaves.Count == 0 ? [] : item.Selectors.Select(selector => $"{Name(selector.Kind)} {selector.Address}")),
        ["sriov"] = item.Sriov is { } sriov ? $"{sriov.VirtualFunctions} {Name(sriov.Trusted)}" : null,
    };

    private static JObject Device(StorageDevice device) => new()
    {
        ["name"] = device.Name,
        ["labels"] = Map(device.Labels),
        ["volume_group"] = device.VolumeGroup,
        ["partitions"] = new JArray(device.Partitions.Select(partition => Filesystem(new JObject
        {
            ["name"] = partition.Name,
            ["size"] = partition.Size,
            ["part_uuid"] = partition.PartUuid,
        }, partition.Filesystem))),
    };

    private static JObject Group(VolumeGroup group) => new()
    {
        ["name"] = group.Name,
        ["vg_uuid"] = group.VgUuid,
        ["logical_volumes"] = new JArray(group.LogicalVolumes.Select(volume => Filesystem(new JObject
        {
            ["name"] = volume.Name,
            ["size"] = volume.Size,
            ["lv_uuid"] = volume.LvUuid,
        }, volume.Filesystem))),
    };

    private static JObject Filesystem(JObject volume, Filesystem? filesystem)
    {
        volume["mountpoint"] = filesystem?.MountPoint;
        volume["fstype"] = filesystem?.Type;
        volume["mount_options"] = filesystem?.MountOptions;
        volume["fs_uuid"] = filesystem?.Uuid;
        volume["fs_label"] = filesystem?.Label;
        return volume;
    }

    private static JObject Network(Network network) => new()
    {
        ["cidr"] = network.Cidr,
        ["vlan"] = network.Vlan,
        ["mtu"] = network.Mtu,
        ["routedomain"] = network.RouteDomain,
        ["dns_domain"] = network.DnsDomain,
        ["dns_servers"] = string.Join(",", network.DnsServers),
        ["self_ip"] = network.DhcpRelaySelfIp,
        ["upstream_target"] = network.DhcpRelayUpstreamTarget,
        ["ranges"] = new JArray(network.Ranges.Select(range => $"{Name(range.Type)} {range.Start} {range.End}")),
        ["routes"] = new JArray(network.Routes.Select(route => $"{route.Subnet} {route.Gateway} {route.Metric} {route.RouteDomain}")),
        ["labels"] = Map(network.Labels),
    };

    private static JObject Link(NetworkLink link) => new()
    {
        ["mtu"] = link.Mtu,
        ["linkspeed"] = link.LinkSpeed,
        ["bonding"] = $"{link.Bonding.MonitorRate} {link.Bonding.UpDelay} {link.Bonding.DownDelay} {link.Bonding.HashPolicy} {link.Bonding.PeerRate}",
        ["native_network"] = link.NativeNetwork,
        ["allowed_networks"] = new JArray(link.AllowedNetworks),
        ["labels"] = Map(link.Labels),
    };

    private static JObject Map(TextMap map) => new(map.Select(entry => new JProperty(entry.Key, entry.Value)));

    private static string Name(object value) => value.ToString()!.ToLowerInvariant();
}
