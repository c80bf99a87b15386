using System;
using System.Diagnostics;
using Drydock.Core.Design;
using Drydock.Lab.Samples;

namespace Drydock.Bench;

internal static class SiteBench
{
    public static void Run(int nodes)
    {
        var sources = LabSite.Generate(Math.Min(nodes, LabSite.MaxNodes), LabSite.SampleOctet);
        foreach (var pass in new[] { "cold", "warm", "warm" })
        {
            var before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            var site = new SiteDesignReader().Read(sources).Site;
            Console.WriteLine($"{pass}: {site.Nodes.Count} nodes in {watch.ElapsedMilliseconds} ms, " +
                $"{(GC.GetTotalAllocatedBytes() - before) / 1e6:0} MB allocated");
        }
    }
}
