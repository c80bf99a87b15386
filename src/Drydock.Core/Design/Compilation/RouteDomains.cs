using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Compilation;

/// <summary>
/// Adds to each network with a route to a route domain the routes to the networks of that domain. The route that names the
/// domain stays as it is; doing it twice adds nothing.
/// </summary>
internal static class RouteDomains
{
    /// <summary>The networks with the routes of their domains.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="incomplete">Is told of a route without gateway or metric, from which none can be made.</param>
    public static ItemList<Network> Apply(IReadOnlyCollection<Network> networks, Action<Network, string> incomplete)
    {
        var domains = networks.Where(network => network.RouteDomain is not null)
            .GroupBy(network => network.RouteDomain!, StringComparer.Ordinal).ToList();
        return new ItemList<Network>(networks.Select(network => WithRoutes(network, domains, incomplete)));
    }

    private static Network WithRoutes(
        Network network, List<IGrouping<string, Network>> domains, Action<Network, string> incomplete)
    {
        List<Route>? routes = null;
        foreach (var domain in domains)
        {
            if (network.Routes.FirstOrDefault(route => route.RouteDomain == domain.Key) is not { } way) continue;
            if (way.Gateway is null || way.Metric is null)
            {
                incomplete(network, domain.Key);
                continue;
            }
            routes ??= [.. network.Routes];
            foreach (var cidr in domain.Select(member => member.Cidr).Where(cidr => cidr != network.Cidr).Distinct())
            {
                if (!routes.Any(route => route.Subnet == cidr && route.Gateway == way.Gateway))
                    routes.Add(new Route { Subnet = cidr, Gateway = way.Gateway, Metric = way.Metric });
            }
        }
        return routes is null ? network : network with { Routes = new(routes) };
    }
}
