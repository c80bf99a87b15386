using System.Linq;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>Networks of a region, from MAAS's JSON.</summary>
public static class MaasNetworkParsing
{
    /// <summary>A fabric with its VLANs (<c>FabricHandler</c>).</summary>
    /// <param name="json">The fabric's JSON.</param>
    public static MaasFabric Fabric(JToken json) => new()
    {
        Id = json.Int("id"),
        Name = json.Text("name"),
        ClassType = Filled(json, "class_type"),
        Vlans = new(json.Items("vlans").Select(Vlan)),
    };

    /// <summary>A VLAN (<c>VlanHandler</c>).</summary>
    /// <param name="json">The VLAN's JSON.</param>
    public static MaasVlan Vlan(JToken json) => new()
    {
        Id = json.Int("id"),
        Vid = json.Int("vid"),
        Name = json.Text("name"),
        Mtu = json.Int("mtu"),
        DhcpOn = json.Flag("dhcp_on"),
        ExternalDhcp = Filled(json, "external_dhcp"),
        PrimaryRack = json.OptionalText("primary_rack"),
        SecondaryRack = json.OptionalText("secondary_rack"),
        RelayVlanId = (int?)json.Object("relay_vlan").Number("id"),
        Space = json.Text("space"),
        FabricId = json.Int("fabric_id"),
        Fabric = json.Text("fabric"),
    };

    /// <summary>A subnet (<c>SubnetHandler</c>).</summary>
    /// <param name="json">The subnet's JSON.</param>
    public static MaasSubnet Subnet(JToken json) => new()
    {
        Id = json.Int("id"),
        Name = json.Text("name"),
        Cidr = json.Text("cidr"),
        Vlan = json.Object("vlan") is { } vlan ? Vlan(vlan) : new MaasVlan(),
        Gateway = Filled(json, "gateway_ip"),
        DnsServers = json.Texts("dns_servers"),
        Managed = json.Flag("managed"),
        Space = json.Text("space"),
    };

    /// <summary>A space (<c>SpaceHandler</c>).</summary>
    /// <param name="json">The space's JSON.</param>
    public static MaasSpace Space(JToken json) => new()
    {
        Id = json.Int("id"),
        Name = json.Text("name"),
        Description = json.Text("description"),
        Vlans = new(json.Items("vlans").Select(Vlan)),
        Subnets = new(json.Items("subnets").Select(Subnet)),
    };

    /// <summary>An address range (<c>IPRangeHandler</c>).</summary>
    /// <param name="json">The range's JSON.</param>
    public static MaasIPRange IPRange(JToken json) => new()
    {
        Id = json.Int("id"),
        Type = json.Text("type"),
        StartIP = json.Text("start_ip"),
        EndIP = json.Text("end_ip"),
        SubnetId = json.Object("subnet").Int("id"),
        SubnetCidr = json.Object("subnet").Text("cidr"),
        Comment = json.Text("comment"),
        User = json.Object("user").OptionalText("username"),
    };

    /// <summary>A static route (<c>StaticRouteHandler</c>).</summary>
    /// <param name="json">The route's JSON.</param>
    public static MaasStaticRoute StaticRoute(JToken json) => new()
    {
        Id = json.Int("id"),
        SourceId = json.Object("source").Int("id"),
        Source = json.Object("source").Text("cidr"),
        DestinationId = json.Object("destination").Int("id"),
        Destination = json.Object("destination").Text("cidr"),
        Gateway = json.Text("gateway_ip"),
        Metric = json.Int("metric"),
    };

    private static string? Filled(JToken json, string key) => json.OptionalText(key) is { Length: > 0 } text ? text : null;
}
