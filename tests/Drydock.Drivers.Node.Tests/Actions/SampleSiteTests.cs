using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Drydock.Lab.Samples;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>The sample site, all actions of the driver, on the lab's MAAS.</summary>
public sealed class SampleSiteTests
{
    [Fact]
    public async Task Twelve_nodes_are_deployed_as_designed_and_a_second_pass_writes_nothing()
    {
        var sources = LabSite.Generate(12, 93);
        var site = new SiteDesignReader().Read(sources).Site!;
        var clock = new LabClock(300);
        using var maas = new LabMaas(new IPEndPoint(IPAddress.Loopback, 0), new LabMaasOptions { Clock = clock, NodeTimeout = LabRegion.Patience });
        await maas.StartAsync(default).Soon();
        var servers = ServerSpecs.Of(site).Select(spec => new SimulatedServer(spec, clock) { Booted = maas.OnBootAsync }).ToList();
        foreach (var server in servers)
        {
            maas.Attach(server);
            server.SetBootOverride(new BootOverride(BootDevice.Pxe));
            server.PowerOn();
        }

        var options = new MaasConnectOptions { Url = maas.Url, ApiKey = maas.ApiKey, PollInterval = TimeSpan.FromMilliseconds(50) };
        using var session = await new MaasConnector().ConnectAsync(options, default).Soon();
        var context = new DriverContext { Provisioner = session, Timeout = TimeSpan.FromSeconds(60) };
        await PassAsync(site, context);
        Assert.All(site.Nodes, node => Assert.Equal("Deployed", maas.StatusOf(node.Name)));
        var writes = maas.Writes;
        await PassAsync(site, context);
        Assert.Equal(writes, maas.Writes);
        servers.ForEach(server => server.Dispose());
    }

    private static async Task PassAsync(SiteDesign site, DriverContext context)
    {
        var driver = new MaasNodeDriver();
        SiteActionResult[] prepared =
        [
            await driver.ValidateServicesAsync(site, context, default).Soon(),
            await driver.CreateNetworkTemplateAsync(site, context, default).Soon(),
            await driver.ConfigureUserCredentialsAsync(site, context, default).Soon(),
        ];
        Assert.All(prepared, result => Assert.True(result.Status == ActionStatus.Success, result.Message));
        await Task.WhenAll(site.Nodes.Select(async node =>
        {
            await driver.IdentifyAsync(node, context, default);
            await driver.CommissionAsync(node, context, default);
            await driver.ApplyNetworkingAsync(node, context, default);
            await driver.ApplyStorageAsync(node, context, default);
            await driver.ApplyPlatformAsync(node, context, default);
            await driver.DeployAsync(node, context, default);
        })).Soon();
    }
}
