using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Installs operating systems.</summary>
internal sealed class Deployer(Lifecycle life)
{
    private Region Region => life.Region;

    /// <summary>Begins a deployment; addresses and power follow when the lock is free.</summary>
    public Action Start(Node node, User user)
    {
        node.Owner = user;
        node.Netboot = true;
        Scripts.BeginInstallation(Region, node);
        life.Enter(node, NodeStatus.Deploying, NodeStatus.FailedDeployment);
        Region.Log(node, "Deploying", user: user);
        return () =>
        {
            lock (Region.Sync)
            {
                if (Region.AssignAutoAddresses(node).Count > 0)
                {
                    Fail(node, "Not enough addresses: a subnet of an auto link has none left.");
                    return;
                }
            }

            life.Power.NetworkBoot(node);
        };
    }

    public async Task InstallAsync(SimulatedServer server, Node node, CancellationToken session)
    {
        server.Activity = "installing";
        int serial;
        lock (Region.Sync)
        {
            serial = node.StatusSerial;
            Region.Log(node, "Performing PXE boot", "", "DEBUG");
            Scripts.Run(Region, node.CurrentSet(ScriptKind.Installation));
        }

        await life.DelayAsync(life.Options.DeployTime, session);
        var fails = life.Options.Faults.TryTake(LabFaultKind.DeploymentFails, server.Spec.Name);
        lock (Region.Sync)
        {
            if (node.StatusSerial != serial) return;
            if (fails)
            {
                Fail(node, "Installation failed (refer to the installation log for more information).");
            }
            else
            {
                Scripts.End(Region, node.CurrentSet(ScriptKind.Installation), ScriptStatus.Passed, _ => "curtin: Installation finished.\n");
                node.Netboot = false;
                Region.Log(node, "Rebooting", "", "DEBUG");
            }
        }

        if (fails)
        {
            server.Activity = "installation failed";
            return;
        }

        server.SystemInstalled = true;
        server.Reset();
    }

    /// <summary>The installed system has booted.</summary>
    public async Task OnDiskBootAsync(SimulatedServer server, Node node, CancellationToken session)
    {
        server.Activity = "running";
        lock (Region.Sync)
        {
            if (node.Status != NodeStatus.Deploying || node.Netboot) return;
        }

        server.Activity = "first boot";
        await life.DelayAsync(life.Options.FirstBootTime, session);
        server.Activity = "running";
        lock (Region.Sync)
        {
            if (node.Status != NodeStatus.Deploying) return;
            Region.SetStatus(node, NodeStatus.Deployed);
            Region.Log(node, "Deployed");
        }
    }

    private void Fail(Node node, string reason)
    {
        Scripts.End(Region, node.CurrentSet(ScriptKind.Installation), ScriptStatus.Failed, _ => "curtin: Installation failed with exception: " + reason + "\n");
        Region.SetStatus(node, NodeStatus.FailedDeployment);
        Region.Log(node, "Marking node failed", reason, "ERROR", "mark_failed");
    }
}
