using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Secrets;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Core.Runs;

/// <summary>
/// The main job: prepares the provisioner for a site and takes its nodes from bare metal to deployed. It looks first:
/// nodes that the provisioner knows already are not rebooted, and what is as designed is not written again.
/// </summary>
/// <param name="registry">Drivers.</param>
/// <param name="provisioner">The node driver.</param>
/// <param name="runner">Runs driver calls.</param>
/// <param name="observer">Sees each step.</param>
/// <param name="context">What drivers are given; its timeout is replaced by each step's.</param>
public sealed class ProvisioningRun(
    IDriverRegistry registry, INodeDriver provisioner, IActionRunner runner, IRunObserver observer, DriverContext context)
{
    /// <summary>
    /// Prepares the provisioner: imports images, checks it, builds the networks, brings settings, SSH keys and hardware scripts.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>One result per action; the last may be a failure, after which nothing more was tried.</returns>
    public async Task<IReadOnlyList<SiteActionResult>> PrepareSiteAsync(SiteDesign site, CancellationToken cancel)
    {
        // Images first, as the check wants them, and as nothing else takes as long.
        (string Action, TimeSpan Limit, Func<SiteDesign, DriverContext, CancellationToken, Task<SiteActionResult>> Work)[] actions =
        [
            (ActionNames.CreateBootMedia, TimeSpan.FromHours(1), provisioner.CreateBootMediaAsync),
            (ActionNames.ValidateNodeServices, TimeSpan.FromMinutes(10), provisioner.ValidateServicesAsync),
            (ActionNames.CreateNetworkTemplate, TimeSpan.FromMinutes(10), provisioner.CreateNetworkTemplateAsync),
            (ActionNames.CreateStorageTemplate, TimeSpan.FromMinutes(10), provisioner.CreateStorageTemplateAsync),
            (ActionNames.ConfigureNodeProvisioner, TimeSpan.FromMinutes(10), provisioner.ConfigureProvisionerAsync),
            (ActionNames.ConfigureUserCredentials, TimeSpan.FromMinutes(10), provisioner.ConfigureUserCredentialsAsync),
            (ActionNames.PrepareHardwareConfig, TimeSpan.FromMinutes(10), provisioner.PrepareHardwareConfigAsync),
        ];
        var results = new List<SiteActionResult>();
        foreach (var (action, limit, work) in actions)
        {
            var settings = context with { Timeout = limit };
            var result = await runner.RunSiteAsync(
                site.Name, action, provisioner.Name, limit, token => work(site, settings, token), cancel).ConfigureAwait(false);
            results.Add(result);
            if (result.Status != ActionStatus.Success) break;
        }
        return results;
    }

    /// <summary>Deploys nodes.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The last result of each node; its history holds those before.</returns>
    public Task<IReadOnlyList<NodeActionResult>> DeployNodesAsync(IReadOnlyList<BaremetalNode> nodes, CancellationToken cancel) =>
        new NodeRun(runner, observer).RunAsync(nodes, [.. Steps()], cancel);

    private IEnumerable<RunStep> Steps()
    {
        // A look without waiting: only nodes that the provisioner does not know are booted from the network.
        yield return Node(ActionNames.IdentifyNode, TimeSpan.Zero, provisioner.IdentifyAsync) with
        {
            Timeout = TimeSpan.FromMinutes(2),
            Tolerated = ErrorCatalogue.MachineNotFound,
        };
        yield return Oob(ActionNames.SetNodeBoot, TimeSpan.FromMinutes(2),
            (driver, node, settings, token) => driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), settings, token));
        yield return Oob(ActionNames.PowerCycleNode, TimeSpan.FromMinutes(5),
            (driver, node, settings, token) => driver.PowerCycleAsync(node, settings, token));
        yield return Node(ActionNames.IdentifyNode, TimeSpan.FromMinutes(30), provisioner.IdentifyAsync) with { IsNeeded = IsUnknown };
        yield return Node(ActionNames.ConfigureHardware, TimeSpan.FromHours(1), provisioner.CommissionAsync);
        yield return Node(ActionNames.ApplyNodeNetworking, TimeSpan.FromMinutes(10), provisioner.ApplyNetworkingAsync);
        yield return Node(ActionNames.ApplyNodeStorage, TimeSpan.FromMinutes(10), provisioner.ApplyStorageAsync);
        yield return Node(ActionNames.ApplyNodePlatform, TimeSpan.FromMinutes(10), provisioner.ApplyPlatformAsync);
        yield return Node(ActionNames.DeployNode, TimeSpan.FromHours(1), provisioner.DeployAsync);
    }

    private static bool IsUnknown(ItemList<NodeActionResult> results) =>
        !results.Any(result => result.Action == ActionNames.IdentifyNode && result.Succeeded);

    private RunStep Node(
        string action, TimeSpan timeout, Func<BaremetalNode, DriverContext, CancellationToken, Task<NodeActionResult>> work)
    {
        var settings = context with { Timeout = timeout };
        return new RunStep
        {
            Action = action,
            Driver = _ => provisioner.Name,
            Timeout = timeout,
            ThrottleLimit = 1024, // the session bounds its requests; waiting nodes cost nothing
            Work = (node, token) => work(node, settings, token),
        };
    }

    private RunStep Oob(
        string action, TimeSpan timeout, Func<IOobDriver, BaremetalNode, DriverContext, CancellationToken, Task<NodeActionResult>> work)
    {
        var settings = context with { Timeout = timeout };
        return new RunStep
        {
            Action = action,
            Driver = node => node.Oob.Type ?? "",
            Timeout = timeout,
            IsNeeded = IsUnknown,
            Work = (node, token) => work(registry.FindOob(node), NodeSecrets.Resolve(node), settings, token),
        };
    }
}
