using System;
using System.Collections.Generic;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Registry;
using Drydock.Core.Runs;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Results;

namespace Drydock.Core.Tests.Runs;

/// <summary>What a run does to the provisioner before it takes up nodes.</summary>
public sealed class ProvisioningRunTests
{
    [Fact]
    public async Task Hardware_scripts_are_uploaded_before_any_node_is_commissioned()
    {
        var runner = new Recorder();
        var run = new ProvisioningRun(new DriverRegistry([]), DispatchProxy.Create<INodeDriver, Nothing>(), runner, new Silent(), new DriverContext());

        await run.PrepareSiteAsync(new SiteDesign(), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(
            [
                ActionNames.CreateBootMedia, ActionNames.ValidateNodeServices, ActionNames.CreateNetworkTemplate, ActionNames.CreateStorageTemplate,
                ActionNames.ConfigureNodeProvisioner, ActionNames.ConfigureUserCredentials, ActionNames.PrepareHardwareConfig,
            ],
            runner.Actions);
    }

    /// <summary>A driver that does nothing; the runner never asks it to.</summary>
    public class Nothing : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.ReturnType == typeof(string) ? "none" : null;
    }

    private sealed class Recorder : IActionRunner
    {
        public List<string> Actions { get; } = [];

        public Task<NodeActionResult> RunAsync(ActionCall call, Func<CancellationToken, Task<NodeActionResult>> work, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<SiteActionResult> RunSiteAsync(
            string site, string action, string driver, TimeSpan timeout, Func<CancellationToken, Task<SiteActionResult>> work, CancellationToken cancel)
        {
            Actions.Add(action);
            return Task.FromResult(new SiteActionResult { Name = site, Action = action, Status = ActionStatus.Success });
        }
    }

    private sealed class Silent : IRunObserver
    {
        public void StepStarted(BaremetalNode node, string action)
        {
        }

        public void StepEnded(NodeActionResult result)
        {
        }
    }
}
