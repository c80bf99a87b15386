using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.Bench;

/// <summary>
/// Reads, compiles and checks sites of several sizes from files, each size in a process of its own: the first pass, which
/// compiles the code too, the best of the following ones, and what the process held at most.
/// </summary>
internal static class SiteBench
{
    /// <summary>Enough for the runtime to be done with compiling what runs often.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    private const int FewestPasses = 4;

    /// <summary>Measures sites of 1,000, 5,000 and 25,000 nodes, or of one size.</summary>
    public static async Task RunAsync(int? nodes, CancellationToken cancel)
    {
        var perNode = new List<double>();
        foreach (var size in nodes is { } one ? [one] : new[] { 1000, 5000, 25000 })
        {
            var folder = Directory.CreateTempSubdirectory("drydock-bench-");
            try
            {
                BenchSite.Write(folder.FullName, size);
                using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(SiteBench).Assembly.Location, "site-pass", folder.FullName])
                {
                    RedirectStandardOutput = true,
                })!;
                while (await child.StandardOutput.ReadLineAsync(cancel) is { } line)
                {
                    Console.WriteLine(line);
                    if (line.StartsWith("warm", StringComparison.Ordinal)) perNode.Add(double.Parse(line.Split(' ')[^3], CultureInfo.InvariantCulture));
                }
                await child.WaitForExitAsync(cancel);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        if (perNode.Count > 1)
            Console.WriteLine($"linearity: a node of the largest site costs {perNode[^1] / perNode[0]:0.00} times one of the smallest (CPU, warm)");
    }

    /// <summary>Measures the site of a folder in this process.</summary>
    public static async Task PassAsync(string folder, CancellationToken cancel)
    {
        // A fresh process reads from files; the passes after it measure the work alone.
        var (cold, coldCpu, site) = await MeasureAsync(folder, cancel);
        var coldPeak = Peak();
        Console.WriteLine($"{site.Nodes.Count} nodes");
        Console.WriteLine($"cold: {cold.TotalSeconds:0.00} s, {coldCpu.TotalSeconds:0.00} s CPU, peak {coldPeak:0} MB");
        var (best, bestCpu) = (cold, coldCpu);
        var watch = Stopwatch.StartNew();
        for (var pass = 0; pass < FewestPasses || watch.Elapsed < WarmUp; pass++)
        {
            var (time, cpu, _) = await MeasureAsync(folder, cancel);
            if (time < best) best = time;
            if (cpu < bestCpu) bestCpu = cpu;
        }
        Console.WriteLine($"warm: {best.TotalSeconds:0.00} s, {bestCpu.TotalSeconds:0.00} s CPU, peak {Peak():0} MB, " +
            $"{bestCpu.TotalMilliseconds * 1000 / site.Nodes.Count:0} µs/node CPU");
    }

    private static async Task<(TimeSpan Time, TimeSpan Cpu, SiteDesign Site)> MeasureAsync(string folder, CancellationToken cancel)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var reading = new SiteDesignReader().Check(await SiteFiles.ReadAsync([folder], cancel));
        var time = watch.Elapsed;
        process.Refresh();
        foreach (var finding in reading.Findings)
            if (finding.Severity == FindingSeverity.Error) throw new InvalidOperationException(finding.ToString());
        return (time, process.TotalProcessorTime - cpu, reading.Site);
    }

    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }
}
