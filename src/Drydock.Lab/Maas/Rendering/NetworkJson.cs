using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>Network objects as MAAS's JSON.</summary>
internal static class NetworkJson
{
    public static JObject Json(this Fabric fabric, Region region) => new()
    {
        ["class_type"] = fabric.ClassType,
        ["vlans"] = new JArray(region.VlansOf(fabric).Select(vlan => vlan.Json())),
        ["id"] = fabric.Id,
        ["name"] = fabric.Name,
        ["resource_uri"] = Uris.Of($"fabrics/{fabric.Id}/"),
    };

    public static JObject Json(this Vlan vlan) => new()
    {
        ["vid"] = vlan.Vid,
        ["mtu"] = vlan.Mtu,
        ["dhcp_on"] = vlan.DhcpOn,
        ["external_dhcp"] = null,
        ["relay_vlan"] = vlan.Relay?.Json(),
        ["id"] = vlan.Id,
        ["name"] = vlan.Name,
        ["primary_rack"] = vlan.PrimaryRack?.SystemId,
        ["secondary_rack"] = vlan.SecondaryRack?.SystemId,
        ["space"] = vlan.Space?.Name ?? "undefined",
        ["fabric"] = vlan.Fabric.Name,
        ["fabric_id"] = vlan.Fabric.Id,
        ["resource_uri"] = Uris.Of($"vlans/{vlan.Id}/"),
    };

    public static JObject Json(this Subnet subnet) => new()
    {
        ["name"] = subnet.Name,
        ["description"] = subnet.Description,
        ["vlan"] = subnet.Vlan.Json(),
        ["cidr"] = subnet.Network.ToString(),
        ["rdns_mode"] = subnet.RdnsMode,
        ["gateway_ip"] = subnet.Gateway?.ToString(),
        ["dns_servers"] = new JArray(subnet.DnsServers),
        ["allow_dns"] = subnet.AllowDns,
        ["allow_proxy"] = subnet.AllowProxy,
        ["active_discovery"] = subnet.ActiveDiscovery,
        ["managed"] = subnet.Managed,
        ["disabled_boot_architectures"] = new JArray(subnet.DisabledBootArchitectures),
        ["space"] = subnet.Vlan.Space?.Name ?? "undefined",
        ["id"] = subnet.Id,
        ["resource_uri"] = Uris.Of($"subnets/{subnet.Id}/"),
    };

    public static JObject Json(this IpRange range) => new()
    {
        ["subnet"] = range.Subnet.Json(),
        ["type"] = range.Kind,
        ["start_ip"] = range.Start.ToString(),
        ["end_ip"] = range.End.ToString(),
        ["user"] = range.User?.Json(),
        ["comment"] = range.Comment,
        ["id"] = range.Id,
        ["resource_uri"] = Uris.Of($"ipranges/{range.Id}/"),
    };

    public static JObject Json(this StaticRoute route) => new()
    {
        ["source"] = route.Source.Json(),
        ["destination"] = route.Destination.Json(),
        ["gateway_ip"] = route.Gateway.ToString(),
        ["metric"] = route.Metric,
        ["id"] = route.Id,
        ["resource_uri"] = Uris.Of($"static-routes/{route.Id}/"),
    };

    /// <summary>A space; the one without a number holds the VLANs that are in none.</summary>
    public static JObject SpaceJson(Region region, Space? space) => new()
    {
        ["description"] = space?.Description ?? "Backward compatibility object to ensure objects not associated with a space can be found.",
        ["id"] = space?.Id ?? -1,
        ["name"] = space?.Name ?? "undefined",
        ["resource_uri"] = space is null ? Uris.Of($"spaces/undefined/") : Uris.Of($"spaces/{space.Id}/"),
        ["vlans"] = new JArray(region.Vlans.Values.Where(vlan => vlan.Space == space).Select(vlan => vlan.Json())),
        ["subnets"] = new JArray(region.Subnets.Values.Where(subnet => subnet.Vlan.Space == space).Select(subnet => subnet.Json())),
    };

    public static JObject Json(this NodeInterface nic) => new()
    {
        ["id"] = nic.Id,
        ["name"] = nic.Name,
        ["type"] = nic.Kind,
        ["mac_address"] = nic.Mac,
        ["system_id"] = nic.Node.SystemId,
        ["vlan"] = nic.Vlan?.Json(),
        ["links"] = new JArray(nic.Links.Select(link => Json(nic, link))),
        ["discovered"] = nic.DiscoveredAddress is { } address
            ? new JArray(new JObject { ["subnet"] = nic.DiscoveredSubnet?.Json(), ["ip_address"] = address.ToString() })
            : null,
        ["parents"] = new JArray(nic.Parents.Select(parent => parent.Name)),
        ["children"] = new JArray(nic.Children.Select(child => child.Name)),
        ["effective_mtu"] = nic.EffectiveMtu,
        ["params"] = new JObject(nic.Params.Select(param => new JProperty(param.Key, param.Value))),
        ["tags"] = new JArray(nic.Tags),
        ["enabled"] = nic.Enabled,
        ["link_connected"] = nic.LinkConnected,
        ["link_speed"] = nic.LinkSpeed,
        ["interface_speed"] = nic.InterfaceSpeed,
        ["vendor"] = nic.Vendor,
        ["product"] = nic.Product,
        ["firmware_version"] = nic.Firmware,
        ["numa_node"] = nic.NumaNode,
        ["sriov_max_vf"] = 0,
        ["resource_uri"] = Uris.Of($"nodes/{nic.Node.SystemId}/interfaces/{nic.Id}/"),
    };

    private static JObject Json(NodeInterface nic, InterfaceLink link)
    {
        var json = new JObject { ["id"] = link.Id, ["mode"] = link.Mode };
        // A link by DHCP shows the address that was seen at the last boot.
        var seen = link.Mode == "dhcp" && link.Subnet == nic.DiscoveredSubnet ? nic.DiscoveredAddress : null;
        if ((link.Address ?? seen) is { } address) json["ip_address"] = address.ToString();
        if (link.Subnet is { } subnet) json["subnet"] = subnet.Json();
        return json;
    }
}
