using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>
/// Makes static routes. A destination that MAAS does not know becomes an unmanaged subnet, since MAAS's routes lead to
/// subnets only.
/// </summary>
internal static class RouteStep
{
    public static async Task RunAsync(IReadOnlyList<NetworkPlace> places, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        foreach (var place in places)
        {
            if (actual.FindSubnet(place.Network.Cidr) is not { } source) continue;
            foreach (var route in place.Network.Routes.Where(IsStatic))
                await EnsureAsync(route, source, actual, report, cancel).ConfigureAwait(false);
        }
    }

    private static bool IsStatic(Route route) => route is { Subnet: not null, Gateway: not null } && !NetworkPlace.IsDefault(route);

    private static async Task EnsureAsync(
        Route route, MaasSubnet source, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var destination = actual.FindSubnet(route.Subnet!) ?? await CreateAsync(route.Subnet!, actual, report, cancel).ConfigureAwait(false);
        if (destination.Id == source.Id) return;
        var metric = route.Metric ?? 0;
        var same = actual.Routes.Where(old => old.SourceId == source.Id && old.DestinationId == destination.Id).ToList();
        var exact = same.Find(old => AddressSpan.AreSame(old.Gateway, route.Gateway));
        if (exact?.Metric == metric) return;
        var text = $"Route from {source.Cidr} to {destination.Cidr} by {route.Gateway}";
        // One route of the pair with another gateway is an older form of this one; several are the design's own.
        var outdated = exact ?? (same.Count == 1 ? same[0] : null);
        if (outdated is null)
        {
            var form = new MaasForm().Add("source", source.Id).Add("destination", destination.Id).Add("gateway_ip", route.Gateway!)
                .Add("metric", metric);
            actual.Routes.Add(MaasNetworkParsing.StaticRoute(await report.PostAsync("static-routes/", form, text + " created.", cancel).ConfigureAwait(false)));
            return;
        }

        var change = new MaasForm().Add("gateway_ip", route.Gateway!).Add("metric", metric);
        var written = await report.PutAsync($"static-routes/{outdated.Id}/", change, text + " changed.", cancel).ConfigureAwait(false);
        actual.Routes.Remove(outdated);
        actual.Routes.Add(MaasNetworkParsing.StaticRoute(written));
    }

    private static async Task<MaasSubnet> CreateAsync(string cidr, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var created = MaasNetworkParsing.Subnet(await report.PostAsync("subnets/",
            new MaasForm().Add("cidr", cidr).Add("name", cidr).Add("managed", false),
            $"Subnet {cidr} created as a route's destination.", cancel).ConfigureAwait(false));
        actual.Put(created);
        return created;
    }
}
