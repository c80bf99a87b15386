using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Rescue mode: the machine runs from the network and keeps its place in its life.</summary>
internal sealed class Rescuer(Lifecycle life)
{
    private Region Region => life.Region;

    public Action Start(Node node, User user)
    {
        node.PreviousStatus = node.Status;
        node.Owner ??= user;
        node.Netboot = true;
        life.Enter(node, NodeStatus.EnteringRescueMode, NodeStatus.FailedEnteringRescueMode);
        Region.Log(node, "Entering rescue mode", user: user);
        return () => life.Power.NetworkBoot(node);
    }

    public async Task EnterAsync(SimulatedServer server, Node node, CancellationToken session)
    {
        server.Activity = "entering rescue mode";
        await life.DelayAsync(life.Options.RescueTime, session);
        server.Activity = "rescue mode";
        lock (Region.Sync)
        {
            if (node.Status != NodeStatus.EnteringRescueMode) return;
            Region.SetStatus(node, NodeStatus.RescueMode);
            Region.Log(node, "Rescue mode");
        }
    }

    public Action Exit(Node node, User user)
    {
        if (node.IsManual)
        {
            // There is nobody whose power could be waited for.
            Region.Log(node, "Exiting rescue mode", user: user);
            Leave(node);
            return () => { };
        }

        life.Enter(node, NodeStatus.ExitingRescueMode, NodeStatus.FailedExitingRescueMode);
        Region.Log(node, "Exiting rescue mode", user: user);
        var serial = node.StatusSerial;
        return () => life.Begin(async () =>
        {
            var deployed = node.PreviousStatus == NodeStatus.Deployed;
            if (!life.Power.IsOffOrManual(node)) await life.Power.OffAsync(node);
            lock (Region.Sync)
            {
                if (node.StatusSerial != serial) return;
                Leave(node);
            }

            if (deployed) life.Power.On(node);
        });
    }

    private void Leave(Node node)
    {
        node.Netboot = node.PreviousStatus != NodeStatus.Deployed;
        if (node.PreviousStatus is NodeStatus.Ready or NodeStatus.New or NodeStatus.Broken) node.Owner = null;
        Region.SetStatus(node, node.PreviousStatus);
        Region.Log(node, "Exited rescue mode");
    }
}
