using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>
/// Finds or makes a fabric for each network link, and the VLANs of its networks. A link's fabric is the one in which MAAS
/// already has the subnets of its networks (that is where its cables are), else the one of its name.
/// </summary>
internal static class FabricStep
{
    public static async Task<IReadOnlyList<NetworkPlace>> RunAsync(
        SiteDesign site, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        Dictionary<string, NetworkPlace> places = [];
        foreach (var link in site.NetworkLinks)
        {
            if (link.Labels.ContainsKey("noconfig"))
            {
                report.Info($"Link '{link.Name}' is labelled noconfig; MAAS is not told of it.");
                continue;
            }

            var networks = link.AllowedNetworks.Append(link.NativeNetwork ?? "").Distinct()
                .Select(site.FindNetwork).OfType<Network>().ToList();
            if (networks.Count == 0) continue;
            if (IsTorn(link, networks, actual, report)) continue;
            var fabric = Find(link, networks, actual, places) ?? await CreateAsync(link, actual, report, cancel).ConfigureAwait(false);
            foreach (var network in networks)
            {
                if (Vid(link, network, networks.Count) is not { } vid)
                    report.Error($"Network '{network.Name}' is neither native on link '{link.Name}' nor has it a VLAN id.");
                else if (!places.TryGetValue(network.Name, out var place))
                    places[network.Name] = new(network, await VlanAsync(link, network, vid, fabric.Id, actual, report, cancel).ConfigureAwait(false));
                else if (place.Vlan.Vid != vid)
                    report.Error($"Network '{network.Name}' has VLAN {vid} on link '{link.Name}' and {place.Vlan.Vid} on another.");
            }
        }

        foreach (var network in site.Networks.Where(network => !places.ContainsKey(network.Name)))
            report.Info($"Network '{network.Name}' is on no link; MAAS is not told of it.");
        return [.. places.Values];
    }

    /// <summary>The tag with which a network travels on a link; 0 for none, null where the design gives no way to tell.</summary>
    private static int? Vid(NetworkLink link, Network network, int networks) =>
        network.Name == link.NativeNetwork || (link.TrunkingMode == TrunkingMode.Disabled && networks == 1) ? 0
        : network.Vlan ?? (link.NativeNetwork is null && networks == 1 ? 0 : null);

    /// <summary>
    /// One link is one broadcast domain. Where rack controllers have interfaces in two fabrics with networks of the link,
    /// cables and design contradict each other, and moving subnets would cut machines off.
    /// </summary>
    private static bool IsTorn(NetworkLink link, List<Network> networks, NetworkState actual, SiteReport report)
    {
        var cabled = new HashSet<int>(actual.Racks.SelectMany(rack => rack.VlanIds));
        var found = networks.Select(network => (network.Name, Vlan: actual.FindSubnet(network.Cidr)?.Vlan))
            .Where(entry => entry.Vlan is not null && cabled.Contains(entry.Vlan.Id)).GroupBy(entry => entry.Vlan!.FabricId).ToList();
        if (found.Count < 2) return false;
        report.Error($"Link '{link.Name}' is one cable in the design, but MAAS has discovered its networks in several fabrics: "
            + string.Join("; ", found.Select(same => $"{string.Join(", ", same.Select(entry => $"'{entry.Name}'"))} in '{same.First().Vlan!.Fabric}'")) + ".");
        return true;
    }

    private static MaasFabric? Find(
        NetworkLink link, List<Network> networks, NetworkState actual, Dictionary<string, NetworkPlace> places)
    {
        // The native network first: MAAS has discovered it on the very cable, tagged ones may have been moved by hand.
        var ordered = networks.OrderBy(network => network.Name == link.NativeNetwork ? 0 : 1);
        var ids = ordered.Select(network => places.TryGetValue(network.Name, out var place) ? place.Vlan.FabricId
            : actual.FindSubnet(network.Cidr)?.Vlan.FabricId).Where(id => id is not null);
        return actual.Fabrics.Find(fabric => fabric.Id == ids.FirstOrDefault()) ?? actual.Fabrics.Find(fabric => fabric.Name == link.Name);
    }

    private static async Task<MaasFabric> CreateAsync(NetworkLink link, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var created = MaasNetworkParsing.Fabric(await report.PostAsync("fabrics/", new MaasForm().Add("name", link.Name),
            $"Fabric '{link.Name}' created.", cancel).ConfigureAwait(false));
        actual.Fabrics.Add(created);
        return created;
    }

    private static async Task<MaasVlan> VlanAsync(NetworkLink link, Network network, int vid, int fabricId, NetworkState actual,
        SiteReport report, CancellationToken cancel)
    {
        var fabric = actual.Fabrics.Find(candidate => candidate.Id == fabricId)!;
        var mtu = network.Mtu ?? link.Mtu;
        var vlan = fabric.Vlans.FirstOrDefault(candidate => candidate.Vid == vid);
        if (vlan?.Mtu == mtu) return vlan;
        var written = vlan is null
            ? await report.PostAsync($"fabrics/{fabric.Id}/vlans/", new MaasForm().Add("name", network.Name).Add("vid", vid).Add("mtu", mtu),
                $"VLAN {vid} of '{network.Name}' created in fabric '{fabric.Name}'.", cancel).ConfigureAwait(false)
            : await report.PutAsync($"vlans/{vlan.Id}/", new MaasForm().Add("mtu", mtu),
                $"MTU of VLAN {vid} in fabric '{fabric.Name}' set to {mtu}, was {vlan.Mtu}.", cancel).ConfigureAwait(false);
        var result = MaasNetworkParsing.Vlan(written);
        actual.Put(result);
        return result;
    }
}
