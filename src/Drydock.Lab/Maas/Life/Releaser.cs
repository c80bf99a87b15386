using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Gives machines back, with or without erasing their disks; and aborts what is under way.</summary>
internal sealed class Releaser(Lifecycle life)
{
    private Region Region => life.Region;

    /// <summary>Begins a release. Where no power has to be switched it is over at once, and nothing is left to do.</summary>
    public Action? Start(Node node, User user, bool erase)
    {
        node.OwnerData.Clear();
        if (erase)
        {
            life.Enter(node, NodeStatus.DiskErasing, NodeStatus.FailedDiskErasing);
            node.Netboot = true;
            Region.Log(node, "Erasing disks", user: user);
            return () => life.Power.NetworkBoot(node);
        }

        Forget(node);
        if (life.Power.IsOffOrManual(node))
        {
            Finish(node);
            return null;
        }

        life.Enter(node, NodeStatus.Releasing, NodeStatus.FailedReleasing);
        Region.Log(node, "Releasing", user: user);
        var serial = node.StatusSerial;
        return () => life.Begin(() => SwitchOffAsync(node, serial, () => Finish(node)));
    }

    public async Task EraseAsync(SimulatedServer server, Node node, CancellationToken session)
    {
        server.Activity = "erasing disks";
        int serial;
        lock (Region.Sync) serial = node.StatusSerial;
        await life.DelayAsync(life.Options.EraseTime, session);
        if (life.Options.Faults.TryTake(LabFaultKind.ErasingFails, server.Spec.Name))
        {
            lock (Region.Sync)
            {
                if (node.StatusSerial != serial) return;
                Region.SetStatus(node, NodeStatus.FailedDiskErasing);
                Region.Log(node, "Marking node failed", "Failed to erase disks.", "ERROR", "mark_failed");
            }

            return;
        }

        server.SystemInstalled = false;
        lock (Region.Sync)
        {
            if (node.StatusSerial != serial) return;
            Forget(node);
        }

        // The machine's own shutdown ends this session, and with it this method's token: what follows runs on its own.
        life.Begin(() => SwitchOffAsync(node, serial, () => Finish(node)));
    }

    /// <summary>Ends what is under way. The answer still tells the old state; the new one comes with the power's end.</summary>
    public Action Abort(Node node, User user)
    {
        var (kind, next) = node.Status switch
        {
            NodeStatus.Commissioning => ("Aborted commissioning", node.PreviousStatus),
            NodeStatus.Deploying => ("Aborted deployment", NodeStatus.Allocated),
            NodeStatus.DiskErasing => ("Aborted disk erasing", NodeStatus.FailedDiskErasing),
            _ => ("Aborted testing", node.PreviousStatus),
        };
        Region.Log(node, kind, user: user);
        var serial = node.StatusSerial;
        if (node.Status == NodeStatus.Commissioning) node.Owner = null;
        return () => life.Begin(() => SwitchOffAsync(node, serial, () =>
        {
            foreach (var set in node.ScriptSets.FindAll(set => set.Status is ScriptStatus.Pending or ScriptStatus.Running))
                Scripts.End(Region, set, ScriptStatus.Aborted, _ => "");
            if (next == NodeStatus.Ready) node.Owner = null;
            Region.SetStatus(node, next);
        }));
    }

    /// <summary>Takes a machine from its owner into the state Broken.</summary>
    public void Break(Node node)
    {
        node.PreviousStatus = node.Status;
        Forget(node);
        node.OwnerData.Clear();
        Finish(node);
        Region.SetStatus(node, NodeStatus.Broken);
    }

    private async Task SwitchOffAsync(Node node, int serial, Action then)
    {
        if (!life.Power.IsOffOrManual(node)) await life.Power.OffAsync(node);
        lock (Region.Sync)
        {
            if (node.StatusSerial == serial) then();
        }
    }

    private static void Forget(Node node)
    {
        node.OperatingSystem = "";
        node.DistroSeries = "";
        node.HweKernel = null;
        node.Netboot = true;
        node.EphemeralDeploy = false;
        node.AgentName = "";
        node.UserData = null;
        foreach (var set in node.ScriptSets.FindAll(set => set.Kind == ScriptKind.Installation)) set.IsCurrent = false;
    }

    private void Finish(Node node)
    {
        NodeNetwork.ReleaseAutoAddresses(node);
        node.Owner = null;
        node.Locked = false;
        Region.SetStatus(node, NodeStatus.Ready);
        Region.Log(node, "Released");
    }
}
