using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Core.Registry;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Oob;
using Drydock.Lab.Maas;
using Drydock.Maas;
using Drydock.Results;
using Newtonsoft.Json;

namespace Drydock.Bench;

/// <summary>
/// Takes nodes through MAAS, stage by stage, on a lab as slow as a real region: requests by kind, bytes, time and memory.
/// Each node has a bond of two slaves with two VLANs, three links, a volume group with one volume, a tag and kernel parameters.
/// </summary>
internal static class MaasBench
{
    /// <summary>
    /// .NET lets as much garbage gather as the processor's cache is large, which on servers is hundreds of MB. So that what is
    /// measured is the client and not the processor, all have the cache of a common one.
    /// </summary>
    private const long YoungMemory = 32L << 20;

    /// <summary>Measures, each size in a process of its own, which starts with no memory used.</summary>
    public static async Task RunAsync(int? nodes, string latency, CancellationToken cancel)
    {
        foreach (var size in nodes is { } one ? [one] : (int[])[10, 100, 1000])
            await ChildProcess.RunAsync(YoungMemory, cancel, "maas-pass", "--nodes", Text(size), "--latency", latency);
    }

    /// <summary>Measures in this process.</summary>
    public static async Task MeasureAsync(int nodes, string latency, CancellationToken cancel)
    {
        using var lab = new ChildProcess("maas-lab", "--nodes", Text(nodes), "--latency", latency);
        var place = JsonConvert.DeserializeObject<MaasLab.Place>(await lab.ReadAsync(cancel))!;
        var site = MaasBenchSite.Adapt(await SiteFiles.ReadAsync([place.Site], cancel));
        var registry = new DriverRegistry(OobDrivers.All().Append(new MaasNodeDriver()));
        Console.WriteLine($"{nodes} nodes; latency {place.Latency}; servers {MaasLab.TimeScale:0} times as fast as in life");
        using (var session = await ConnectAsync(place, cancel))
            await registry.FindNode("maas").CreateNetworkTemplateAsync(site, new DriverContext { Provisioner = session }, cancel);
        await BenchProgress.ShowAsync("power on", site.Nodes, node => registry.FindOob(node).PowerOnAsync(node, new DriverContext(), cancel));
        var first = await PassAsync("first pass", lab, place, registry, site, cancel);
        var second = await PassAsync("second pass", lab, place, registry, site, cancel);
        var end = await CountAsync(lab, cancel);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"most writes under way: {end.Traffic.MostWrites} in all, {end.Traffic.MostWritesPerMachine} of one machine");
        Console.WriteLine($"peak memory of the client {process.PeakWorkingSet64 / 1e6:0} MB (a garbage collector's budget of {YoungMemory >> 20} MB), of the lab {end.PeakMemory / 1e6:0} MB; "
            + $"CPU of the client {process.TotalProcessorTime.TotalSeconds:0.0} s, of the lab {end.Cpu.TotalSeconds:0.0} s");
        Console.WriteLine($"per node: {(double)first.Total / nodes:0.0} requests in the first pass, {(double)second.Total / nodes:0.0} in the second; writes of the second pass: {second.Writes}");
    }

    private static async Task<Tally> PassAsync(
        string name, ChildProcess lab, MaasLab.Place place, DriverRegistry registry, SiteDesign site, CancellationToken cancel)
    {
        using var session = await ConnectAsync(place, cancel);
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
        var begun = (await CountAsync(lab, cancel)).Traffic;
        Console.WriteLine(name);
        foreach (var (stage, action) in stages)
        {
            var (before, watch) = ((await CountAsync(lab, cancel)).Traffic, Stopwatch.StartNew());
            await BenchProgress.ShowAsync(stage, site.Nodes, action, () => session.Requests);
            Print(stage, new(before, (await CountAsync(lab, cancel)).Traffic), watch.Elapsed);
        }

        var tally = new Tally(begun, (await CountAsync(lab, cancel)).Traffic);
        Print("all", tally, null);
        foreach (var kind in tally.Kinds.OrderByDescending(kind => kind.Value)) Console.WriteLine($"      {kind.Value,7}  {kind.Key}");
        return tally;
    }

    private static void Print(string stage, Tally tally, TimeSpan? time) => Console.WriteLine(
        $"   {stage,-12}{tally.Reads,7} reads {tally.Writes,7} writes {tally.Bytes / 1e6,9:0.00} MB"
        + (time is { } taken ? $" {taken.TotalSeconds,8:0.0} s, client's memory {Environment.WorkingSet / 1e6:0} MB, at most {PeakMemory() / 1e6:0} MB" : ""));

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static async Task<MaasLab.Count> CountAsync(ChildProcess lab, CancellationToken cancel) =>
        JsonConvert.DeserializeObject<MaasLab.Count>(await lab.AskAsync(cancel))!;

    private static Task<IMaasSession> ConnectAsync(MaasLab.Place place, CancellationToken cancel) => new MaasConnector().ConnectAsync(
        new MaasConnectOptions { Url = place.Url, ApiKey = new Secret(place.Key), PollInterval = TimeSpan.FromSeconds(2) }, cancel);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

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
