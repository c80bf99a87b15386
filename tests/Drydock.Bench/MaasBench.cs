using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Core.Registry;
using Drydock.Core.Runs;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Oob;
using Drydock.Lab;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Bench;

internal static class MaasBench
{
    public static async Task RunAsync(int nodes, CancellationToken cancel)
    {
        using var lab = await new LabFactory().StartAsync(new LabOptions { Nodes = nodes, TimeScale = 200 }, cancel);
        var site = new SiteDesignReader().Read(await SiteFiles.ReadAsync([lab.SitePath], cancel)).Site;
        var registry = new DriverRegistry(OobDrivers.All().Append(new MaasNodeDriver()));
        foreach (var pass in new[] { "first", "second" })
        {
            using var session = await ConnectAsync(lab, cancel);
            var steps = new StepCounts();
            var run = new ProvisioningRun(registry, registry.FindNode("maas"), new ActionRunner(Clock.System), steps,
                new DriverContext { Provisioner = session });
            var watch = Stopwatch.StartNew();
            await run.PrepareSiteAsync(site, cancel);
            var prepared = session.Requests;
            var results = await run.DeployNodesAsync(site.Nodes, cancel);
            Console.WriteLine($"{pass} pass: {results.Count(result => result.Succeeded)} of {nodes} deployed in {watch.Elapsed.TotalSeconds:0.0} s; " +
                $"site {prepared.Total} requests; nodes {session.Requests.Reads - prepared.Reads} reads and " +
                $"{session.Requests.Writes - prepared.Writes} writes, {(double)(session.Requests.Total - prepared.Total) / nodes:0.0} per node");
            Console.WriteLine("   " + steps);
        }
        await IdentifyAsync(lab, site, registry, cancel);
        Console.WriteLine($"peak memory of client and lab {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
    }

    private static async Task IdentifyAsync(ILab lab, SiteDesign site, DriverRegistry registry, CancellationToken cancel)
    {
        using var session = await ConnectAsync(lab, cancel);
        var context = new DriverContext { Provisioner = session };
        await Task.WhenAll(site.Nodes.Select(node => registry.FindNode("maas").IdentifyAsync(node, context, cancel)));
        Console.WriteLine($"identifying {site.Nodes.Count} known nodes: {session.Requests.Total} requests, connecting among them");
    }

    private static Task<IMaasSession> ConnectAsync(ILab lab, CancellationToken cancel) => new MaasConnector().ConnectAsync(
        new MaasConnectOptions { Url = lab.MaasUrl, ApiKey = lab.MaasApiKey, PollInterval = TimeSpan.FromMilliseconds(250) }, cancel);

    private sealed class StepCounts : IRunObserver
    {
        private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _steps = new();

        public void StepStarted(BaremetalNode node, string action)
        {
            // Only ends are counted.
        }

        public void StepEnded(NodeActionResult result) => _steps.GetOrAdd(result.Action, _ => []).Add(result.Duration.TotalSeconds);

        public override string ToString() => string.Join(", ", _steps.Select(step => $"{step.Key} {step.Value.Average():0.00} s"));
    }
}
