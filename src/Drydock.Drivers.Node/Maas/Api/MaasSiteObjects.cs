using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>A fabric with its VLANs (<c>FabricHandler</c>).</summary>
/// <param name="Id">MAAS's id; 0 is one.</param>
/// <param name="Name">The name.</param>
/// <param name="Vlans">Its VLANs; vid 0 is the untagged one.</param>
public sealed record MaasFabric(int Id, string Name, ItemList<MaasVlan> Vlans)
{
    /// <summary>Reads a fabric.</summary>
    /// <param name="json">The fabric's JSON.</param>
    public static MaasFabric Parse(JToken json) =>
        new(json.Int("id"), json.Text("name"), new(json.Items("vlans").Select(MaasVlan.Parse)));
}

/// <summary>A VLAN (<c>VlanHandler</c>).</summary>
public sealed record MaasVlan
{
    /// <summary>MAAS's id, as in <c>vlans/{id}/</c>.</summary>
    public int Id { get; init; }

    /// <summary>The tag; 0 for untagged.</summary>
    public int Vid { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>MTU in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>Whether MAAS serves DHCP here.</summary>
    public bool DhcpOn { get; init; }

    /// <summary>The rack controller that serves DHCP; null for none.</summary>
    public string? PrimaryRack { get; init; }

    /// <summary>The rack controller that stands in; null for none.</summary>
    public string? SecondaryRack { get; init; }

    /// <summary>Id of the VLAN to which DHCP is relayed; null for none.</summary>
    public int? RelayVlanId { get; init; }

    /// <summary>The fabric's id.</summary>
    public int FabricId { get; init; }

    /// <summary>The fabric's name.</summary>
    public string Fabric { get; init; } = "";

    /// <summary>Reads a VLAN.</summary>
    /// <param name="json">The VLAN's JSON.</param>
    public static MaasVlan Parse(JToken json) => new()
    {
        Id = json.Int("id"),
        Vid = json.Int("vid"),
        Name = json.Text("name"),
        Mtu = json.Int("mtu"),
        DhcpOn = json.Flag("dhcp_on"),
        PrimaryRack = json.OptionalText("primary_rack"),
        SecondaryRack = json.OptionalText("secondary_rack"),
        RelayVlanId = (int?)json.Object("relay_vlan").Number("id"),
        FabricId = json.Int("fabric_id"),
        Fabric = json.Text("fabric"),
    };
}

/// <summary>A subnet (<c>SubnetHandler</c>).</summary>
public sealed record MaasSubnet
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The network in CIDR form.</summary>
    public string Cidr { get; init; } = "";

    /// <summary>The VLAN in which it lies.</summary>
    public MaasVlan Vlan { get; init; } = new();

    /// <summary>The gateway's address; null for none.</summary>
    public string? Gateway { get; init; }

    /// <summary>DNS servers.</summary>
    public ItemList<string> DnsServers { get; init; } = ItemList<string>.Empty;

    /// <summary>Reads a subnet.</summary>
    /// <param name="json">The subnet's JSON.</param>
    public static MaasSubnet Parse(JToken json) => new()
    {
        Id = json.Int("id"),
        Name = json.Text("name"),
        Cidr = json.Text("cidr"),
        Vlan = json.Object("vlan") is { } vlan ? MaasVlan.Parse(vlan) : new MaasVlan(),
        Gateway = json.OptionalText("gateway_ip") is { Length: > 0 } gateway ? gateway : null,
        DnsServers = json.Texts("dns_servers"),
    };
}

/// <summary>A tag (<c>TagHandler</c>).</summary>
/// <param name="Name">The name.</param>
/// <param name="Definition">The XPath rule by which MAAS applies it; empty for a tag applied by hand.</param>
/// <param name="KernelOptions">Kernel parameters of the machines that have it.</param>
public sealed record MaasTag(string Name, string Definition, string KernelOptions)
{
    /// <summary>Reads a tag.</summary>
    /// <param name="json">The tag's JSON.</param>
    public static MaasTag Parse(JToken json) => new(json.Text("name"), json.Text("definition"), json.Text("kernel_opts"));
}
