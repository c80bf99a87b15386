using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers;
using Drydock.Results;
using Spectre.Console;

namespace Drydock.Lab.Host;

/// <summary>The closing tables of a demo.</summary>
internal static class DemoReport
{
    public static void Write(SiteActionResult result)
    {
        var mark = result.Status == ActionStatus.Success ? "[green]ok[/]" : "[red]failed[/]";
        AnsiConsole.MarkupLine($"{mark} {Markup.Escape(result.Action)}: {Markup.Escape(result.Message)} ({Seconds(result.Duration)})");
        foreach (var message in result.Messages.Where(message => message.Level != MessageLevel.Info))
            AnsiConsole.WriteLine($"   {message.Level.ToString().ToLowerInvariant()}: {message.Text}");
    }

    public static void Write(IReadOnlyList<NodeActionResult> results, RequestCounts forSite, RequestCounts requests, TimeSpan duration)
    {
        WriteSteps(results);
        foreach (var failed in results.Where(result => !result.Succeeded))
            AnsiConsole.MarkupLineInterpolated($"[red]{failed.Name}[/] failed at {failed.Action}: {failed.Message}");
        var (reads, writes) = (requests.Reads - forSite.Reads, requests.Writes - forSite.Writes);
        AnsiConsole.WriteLine($"MAAS requests: {requests.Total} in all, {requests.Retries} of them sent again; {forSite.Total} for the site, {reads + writes} for its nodes: " +
            $"{(double)reads / results.Count:0.0} reads and {(double)writes / results.Count:0.0} writes per node.");
        AnsiConsole.WriteLine($"{results.Count(result => result.Succeeded)} of {results.Count} nodes are deployed; it took {Seconds(duration)}.");
    }

    private static void WriteSteps(IReadOnlyList<NodeActionResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Step")
            .AddColumn("Nodes", column => column.RightAligned()).AddColumn("Failed", column => column.RightAligned())
            .AddColumn("Median", column => column.RightAligned()).AddColumn("Longest", column => column.RightAligned());
        // Nodes that were unknown at the first look are identified once more after they booted; that look is no failure.
        var steps = results.SelectMany(result => result.History.Append(result))
            .Where(result => result.Succeeded || result.Action != ActionNames.IdentifyNode || results.Contains(result))
            .GroupBy(result => result.Action);
        foreach (var step in steps)
        {
            var times = step.Select(result => result.Duration).Order().ToList();
            table.AddRow(step.Key, $"{times.Count}", $"{step.Count(result => !result.Succeeded)}", Seconds(times[times.Count / 2]), Seconds(times[^1]));
        }
        AnsiConsole.Write(table);
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.00} s";
}
