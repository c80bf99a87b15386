using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
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

    public List<MaasIPRange> Ranges { get; private set; } = [];

    public List<MaasStaticRoute> Routes { get; private set; } = [];

    /// <summary>Rack controllers, healthy ones first.</summary>
    public List<MaasRackController> Racks { get; private set; } = [];

    public static async Task<NetworkState> ReadAsync(IMaasApi api, CancellationToken cancel)
    {
        var domains = ListAsync("domains/", domain => domain.Text("name"));
        var fabrics = ListAsync("fabrics/", MaasNetworkParsing.Fabric);
        var subnets = ListAsync("subnets/", MaasNetworkParsing.Subnet);
        var ranges = ListAsync("ipranges/", MaasNetworkParsing.IPRange);
        var routes = ListAsync("static-routes/", MaasNetworkParsing.StaticRoute);
        var racks = ListAsync("rackcontrollers/", MaasSiteParsing.RackController);
        return new NetworkState
        {
            Domains = await domains.ConfigureAwait(false),
            Fabrics = await fabrics.ConfigureAwait(false),
            Subnets = await subnets.ConfigureAwait(false),
            Ranges = await ranges.ConfigureAwait(false),
            Routes = await routes.ConfigureAwait(false),
            Racks = [.. (await racks.ConfigureAwait(false)).OrderBy(rack => rack.IsDead)],
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
}
