using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>
/// Puts VLANs whose networks belong to a route domain into the space of its name: in both, traffic passes between all
/// members. VLANs of networks without a route domain stay where they are.
/// </summary>
internal static class SpaceStep
{
    public static async Task RunAsync(
        IMaasApi api, IReadOnlyList<NetworkPlace> places, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var wanted = places.Where(place => place.Network.RouteDomain is { Length: > 0 }).ToList();
        if (wanted.Count == 0) return;
        var spaces = new HashSet<string>((await api.GetAsync("spaces/", null, cancel).ConfigureAwait(false) as JArray ?? []).Select(space => space.Text("name")));
        foreach (var place in wanted)
        {
            var (space, vlan) = (place.Network.RouteDomain!, actual.FindVlan(place.Vlan.Id) ?? place.Vlan);
            if (vlan.Space == space) continue;
            if (spaces.Add(space)) await report.PostAsync("spaces/", new MaasForm().Add("name", space), $"Space '{space}' created.", cancel).ConfigureAwait(false);
            actual.Put(MaasNetworkParsing.Vlan(await report.PutAsync($"vlans/{vlan.Id}/", new MaasForm().Add("space", space),
                $"VLAN {vlan.Vid} of '{place.Network.Name}' put into space '{space}'.", cancel).ConfigureAwait(false)));
        }
    }
}
