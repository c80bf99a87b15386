using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>A network of the design and the VLAN of MAAS in which it belongs.</summary>
/// <param name="Network">The network.</param>
/// <param name="Vlan">The VLAN.</param>
internal sealed record NetworkPlace(Network Network, MaasVlan Vlan)
{
    /// <summary>The gateway of the default route with the lowest metric; null for none.</summary>
    public string? Gateway
    {
        get
        {
            Route? best = null;
            foreach (var route in Network.Routes)
            {
                if (IsDefault(route) && route.Gateway is not null && (best is null || (route.Metric ?? 0) < (best.Metric ?? 0))) best = route;
            }

            return best?.Gateway;
        }
    }

    /// <summary>Whether a route leads to everywhere.</summary>
    public static bool IsDefault(Route route) => route.Subnet is "0.0.0.0/0" or "::/0";
}
