using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>MAAS's networks as they are: read once, kept up to date with what is written.</summary>
internal sealed class NetworkState
{
    private NetworkState()
    {
    }

    public List<string> Domains { get; private set; } = [];

    public List<MaasFabric> Fabrics { get; private set; } = [];

    public List<MaasSubnet> Subnets { get; private set; } = [];

    public List<IPRange> Ranges { get; private set; } = [];

    public List<StaticRoute> Routes { get; private set; } = [];

    /// <summary>Rack controllers with the ids of the VLANs in which they have interfaces, healthy ones first.</summary>
    public List<(string SystemId, ISet<int> VlanIds)> Racks { get; private set; } = [];

    public static async Task<NetworkState> ReadAsync(IMaasApi api, CancellationToken cancel)
    {
        var domains = ListAsync("domains/", domain => domain.Text("name"));
        var fabrics = ListAsync("fabrics/", MaasFabric.Parse);
        var subnets = ListAsync("subnets/", MaasSubnet.Parse);
        var ranges = ListAsync("ipranges/", IPRange.Parse);
        var routes = ListAsync("static-routes/", StaticRoute.Parse);
        var racks = ListAsync("rackcontrollers/", rack => rack);
        return new NetworkState
        {
            Domains = await domains.ConfigureAwait(false),
            Fabrics = await fabrics.ConfigureAwait(false),
            Subnets = await subnets.ConfigureAwait(false),
            Ranges = await ranges.ConfigureAwait(false),
            Routes = await routes.ConfigureAwait(false),
            Racks = [.. (await racks.ConfigureAwait(false)).OrderBy(IsDead).Select(Rack)],
        };

        async Task<List<T>> ListAsync<T>(string path, Func<JToken, T> parse) =>
            [.. (await api.GetAsync(path, null, cancel).ConfigureAwait(false) as JArray ?? []).Select(parse)];
    }

    /// <summary>The subnet of a CIDR, however written; null where there is none.</summary>
    public MaasSubnet? FindSubnet(string cidr) => Subnets.Find(subnet => AddressSpan.AreSame(subnet.Cidr, cidr));

    /// <summary>Takes in a subnet that was written.</summary>
    public void Put(MaasSubnet subnet)
    {
        Subnets.RemoveAll(old => old.Id == subnet.Id);
        Subnets.Add(subnet);
    }

    /// <summary>Takes in a VLAN that was written.</summary>
    public void Put(MaasVlan vlan)
    {
        var at = Fabrics.FindIndex(fabric => fabric.Id == vlan.FabricId);
        if (at < 0) return;
        var fabric = Fabrics[at];
        Fabrics[at] = fabric with { Vlans = new(fabric.Vlans.Where(old => old.Id != vlan.Id).Append(vlan)) };
    }

    /// <summary>The VLAN of an id, as it is now.</summary>
    public MaasVlan? FindVlan(int id) => Fabrics.SelectMany(fabric => fabric.Vlans).FirstOrDefault(vlan => vlan.Id == id);

    private static bool IsDead(JToken rack) =>
        rack.Items("service_set").Any(service => service.Text("name") is "rackd" or "dhcpd" && service.Text("status") == "dead");

    private static (string, ISet<int>) Rack(JToken rack) => (rack.Text("system_id"),
        new HashSet<int>(rack.Items("interface_set").Select(nic => nic.Object("vlan")).Where(vlan => vlan is not null)
            .Select(vlan => vlan.Int("id"))));
}

/// <summary>An address range of a subnet (<c>IPRangeHandler</c>).</summary>
/// <param name="Id">MAAS's id.</param>
/// <param name="Type"><c>reserved</c> or <c>dynamic</c>.</param>
/// <param name="Start">The first address.</param>
/// <param name="End">The last address.</param>
/// <param name="SubnetId">The subnet's id.</param>
internal sealed record IPRange(int Id, string Type, string Start, string End, int SubnetId)
{
    public AddressSpan? Span => AddressSpan.Between(Start, End);

    public static IPRange Parse(JToken json) =>
        new(json.Int("id"), json.Text("type"), json.Text("start_ip"), json.Text("end_ip"), json.Object("subnet").Int("id"));
}

/// <summary>A static route (<c>StaticRouteHandler</c>).</summary>
/// <param name="Id">MAAS's id.</param>
/// <param name="SourceId">Id of the subnet whose machines get the route.</param>
/// <param name="DestinationId">Id of the subnet it leads to.</param>
/// <param name="Gateway">The gateway's address.</param>
/// <param name="Metric">The metric.</param>
internal sealed record StaticRoute(int Id, int SourceId, int DestinationId, string Gateway, int Metric)
{
    public static StaticRoute Parse(JToken json) => new(json.Int("id"), json.Object("source").Int("id"),
        json.Object("destination").Int("id"), json.Text("gateway_ip"), json.Int("metric"));
}
