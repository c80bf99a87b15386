using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Core.Registry;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Oob;
using Drydock.Lab;
using Drydock.Lab.Maas;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Bench;

/// <summary>
/// Takes nodes through MAAS, stage by stage, on a lab as slow as a real region: requests by kind, bytes, time and memory.
/// Each node has a bond of two slaves with two VLANs, three links, a volume group with one volume, a tag and kernel parameters.
/// </summary>
internal static class MaasBench
{
    private const double TimeScale = 60;

    public static async Task RunAsync(int nodes, string latency, CancellationToken cancel)
    {
        var options = new LabOptions { Nodes = nodes, TimeScale = TimeScale, Latency = LabLatency.Parse(latency) };
        using var lab = (RunningLab)await new LabFactory().StartAsync(options, cancel);
        var site = MaasBenchSite.Adapt(await SiteFiles.ReadAsync([lab.SitePath], cancel));
        var registry = new DriverRegistry(OobDrivers.All().Append(new MaasNodeDriver()));
        Console.WriteLine($"{nodes} nodes; latency {options.Latency}; servers {TimeScale:0} times as fast as in life");
        using (var session = await ConnectAsync(lab, cancel))
        {
            var context = new DriverContext { Provisioner = session };
            await registry.FindNode("maas").CreateNetworkTemplateAsync(site, context, cancel);
        }

        await BootAsync(registry, site, cancel);
        var first = await PassAsync("first pass", lab, registry, site, cancel);
        var second = await PassAsync("second pass", lab, registry, site, cancel);
        var traffic = lab.Maas.Traffic;
        Console.WriteLine($"most writes under way: {traffic.MostWrites} in all, {traffic.MostWritesPerMachine} of one machine");
        Console.WriteLine($"peak memory of client and lab {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
        Console.WriteLine($"per node: {(double)first.Total / nodes:0.0} requests in the first pass, {(double)second.Total / nodes:0.0} in the second; writes of the second pass: {second.Writes}");
    }

    private static async Task<Tally> PassAsync(string name, RunningLab lab, DriverRegistry registry, SiteDesign site, CancellationToken cancel)
    {
        using var session = await ConnectAsync(lab, cancel);
        var driver = registry.FindNode("maas");
        var context = new DriverContext { Provisioner = session, Timeout = TimeSpan.FromMinutes(60) };
        (string Name, Func<BaremetalNode, Task<NodeActionResult>> Action)[] stages =
        [
            ("identify", node => driver.IdentifyAsync(node, context, cancel)),
            ("commission", node => driver.CommissionAsync(node, context, cancel)),
            ("network", node => driver.ApplyNetworkingAsync(node, context, cancel)),
            ("storage", node => driver.ApplyStorageAsync(node, context, cancel)),
            ("platform", node => driver.ApplyPlatformAsync(node, context, cancel)),
            ("deploy", node => driver.DeployAsync(node, context, cancel)),
        ];
        var begun = lab.Maas.Traffic;
        Console.WriteLine(name);
        foreach (var (stage, action) in stages)
        {
            var (before, watch) = (lab.Maas.Traffic, Stopwatch.StartNew());
            var results = await Task.WhenAll(site.Nodes.Select(action));
            if (results.FirstOrDefault(result => !result.Succeeded) is { } failed) throw new InvalidOperationException(failed.Message);
            Print(stage, new(before, lab.Maas.Traffic), watch.Elapsed);
        }

        var tally = new Tally(begun, lab.Maas.Traffic);
        Print("all", tally, null);
        foreach (var kind in tally.Kinds.OrderByDescending(kind => kind.Value)) Console.WriteLine($"      {kind.Value,7}  {kind.Key}");
        return tally;
    }

    private static void Print(string stage, Tally tally, TimeSpan? time) => Console.WriteLine(
        $"   {stage,-12}{tally.Reads,7} reads {tally.Writes,7} writes {tally.Bytes / 1e6,9:0.00} MB"
        + (time is { } taken ? $" {taken.TotalSeconds,8:0.0} s" : ""));

    /// <summary>Has every server boot from the network, and waits until MAAS knows all of them.</summary>
    private static async Task BootAsync(DriverRegistry registry, SiteDesign site, CancellationToken cancel)
    {
        var context = new DriverContext();
        await Task.WhenAll(site.Nodes.Select(node => registry.FindOob(node).PowerOnAsync(node, context, cancel)));
    }

    private static Task<IMaasSession> ConnectAsync(RunningLab lab, CancellationToken cancel) => new MaasConnector().ConnectAsync(
        new MaasConnectOptions { Url = lab.MaasUrl, ApiKey = lab.MaasApiKey, PollInterval = TimeSpan.FromSeconds(2) }, cancel);

    /// <summary>What went over the wire between two moments.</summary>
    private sealed record Tally(LabMaasTraffic Before, LabMaasTraffic After)
    {
        public IReadOnlyDictionary<string, long> Kinds => After.Kinds
            .ToDictionary(kind => kind.Key, kind => kind.Value - Before.Kinds.GetValueOrDefault(kind.Key))
            .Where(kind => kind.Value > 0).ToDictionary(kind => kind.Key, kind => kind.Value);

        public long Reads => Kinds.Where(kind => kind.Key.StartsWith("GET", StringComparison.Ordinal)).Sum(kind => kind.Value);

        public long Total => Kinds.Sum(kind => kind.Value);

        public long Writes => Total - Reads;

        public long Bytes => After.BytesIn + After.BytesOut - Before.BytesIn - Before.BytesOut;
    }
}
