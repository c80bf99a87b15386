using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>Nodes of a design that are rack controllers of MAAS: it runs on them, so that nothing is done to them.</summary>
internal static class RackNodes
{
    /// <summary>The rack controller that a node is, by name or boot MAC address; null for none.</summary>
    public static async Task<MaasRackController?> FindAsync(MaasSession session, BaremetalNode node, CancellationToken cancel)
    {
        var identity = MachineIdentity.Of(node);
        return (await session.Site.GetRacksAsync(cancel).ConfigureAwait(false))
            .FirstOrDefault(rack => rack.Hostname == identity.Hostname || (identity.Mac is not null && rack.MacAddresses.Contains(identity.Mac)));
    }

    /// <summary>The result of any action on one.</summary>
    public static NodeActionResult LeftAlone(BaremetalNode node, string action, MaasRackController rack) =>
        NodeActionResult.Success(node, action, $"Is rack controller '{rack.Fqdn}' ({rack.SystemId}) of MAAS; it is left alone.", rack);
}
