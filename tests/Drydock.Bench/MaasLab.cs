using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab;
using Drydock.Lab.Maas;
using Newtonsoft.Json;

namespace Drydock.Bench;

/// <summary>
/// A lab in a process of its own, so that its memory does not count as the client's. Prints where it is as a line of JSON; for
/// each line that comes, what it has served so far; ends with its input.
/// </summary>
internal static class MaasLab
{
    /// <summary>How much faster than in life servers boot, commission and install.</summary>
    public const double TimeScale = 60;

    public static async Task RunAsync(int nodes, string latency, CancellationToken cancel)
    {
        var options = new LabOptions { Nodes = nodes, TimeScale = TimeScale, Latency = LabLatency.Parse(latency) };
        using var lab = (RunningLab)await new LabFactory().StartAsync(options, cancel);
        // The key is the lab's own, made for this run, and goes to the process that asked for it.
        Console.WriteLine(JsonConvert.SerializeObject(new Place(lab.MaasUrl, lab.MaasApiKey.Reveal(), lab.SitePath, options.Latency.ToString())));
        using var process = Process.GetCurrentProcess();
        while (await Console.In.ReadLineAsync(cancel) is not null)
        {
            process.Refresh();
            Console.WriteLine(JsonConvert.SerializeObject(new Count(lab.Maas.Traffic, process.PeakWorkingSet64, process.TotalProcessorTime)));
        }
    }

    /// <summary>Where a lab is.</summary>
    public sealed record Place(Uri Url, string Key, string Site, string Latency);

    /// <summary>What a lab has served, and what it took for that.</summary>
    public sealed record Count(LabMaasTraffic Traffic, long PeakMemory, TimeSpan Cpu);
}
