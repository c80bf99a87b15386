using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Switches nodes by their power parameters, as a rack controller does.</summary>
internal sealed class NodePower(Region region, ServerFleet fleet, CancellationToken stop)
{
    /// <summary>Ends the request where no rack controller reaches the node's BMC. A manual node needs none.</summary>
    public void Require(Node node)
    {
        if (node.PowerType.Length == 0)
            throw MaasError.Plain(500, "Unconfigured power type. Please configure the power type and try again.");
        if (!node.IsManual && fleet.Controlled(node) is null) throw NoAccess(node);
    }

    /// <summary>The power state from the BMC.</summary>
    public string Query(Node node)
    {
        if (fleet.Controlled(node) is not { } server) throw NoAccess(node);
        return node.PowerState = server.Power == PowerState.On ? "on" : "off";
    }

    /// <summary>True where nothing has to be switched off: the power is off, or MAAS does not control it.</summary>
    public bool IsOffOrManual(Node node) => node.IsManual || fleet.Controlled(node) is { Power: PowerState.Off };

    /// <summary>Boots the node from the network, whatever it does now.</summary>
    public void NetworkBoot(Node node)
    {
        if (fleet.Controlled(node) is not { } server) return;
        server.SetBootOverride(new BootOverride(BootDevice.Pxe));
        if (server.Power == PowerState.On) server.PowerCycle();
        else server.PowerOn();
        Note(node, "on");
    }

    public void On(Node node)
    {
        fleet.Controlled(node)?.PowerOn();
        Note(node, "on");
    }

    /// <summary>Switches the node off and waits until it is.</summary>
    public async Task OffAsync(Node node, bool soft = false)
    {
        if (fleet.Controlled(node) is { } server)
        {
            var off = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var session = server.PowerSession.Register(() => off.TrySetResult(true));
            using var end = stop.Register(() => off.TrySetCanceled());
            if (soft) server.SoftOff();
            else server.PowerOff();
            await off.Task;
        }

        Note(node, "off");
    }

    private static MaasError NoAccess(Node node) =>
        MaasError.Unavailable("No rack controllers can access the BMC of node " + node.Hostname);

    private void Note(Node node, string state)
    {
        lock (region.Sync)
        {
            if (!node.IsManual) node.PowerState = state;
        }
    }
}
