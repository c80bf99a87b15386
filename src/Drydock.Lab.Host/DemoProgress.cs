using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Core.Runs;
using Drydock.Design;
using Drydock.Results;
using Spectre.Console;

namespace Drydock.Lab.Host;

/// <summary>Shows a run as it goes: a live table at a terminal, a line per finished node elsewhere.</summary>
internal sealed class DemoProgress : IRunObserver
{
    private const int MostRows = 24;

    private readonly IReadOnlyList<BaremetalNode> _nodes;
    private readonly ConcurrentDictionary<string, (string Text, bool Failed)> _states = new();

    public DemoProgress(IReadOnlyList<BaremetalNode> nodes)
    {
        _nodes = nodes;
        foreach (var node in nodes) _states[node.Name] = ("waiting", false);
    }

    public void StepStarted(BaremetalNode node, string action) => _states[node.Name] = (action, false);

    public void StepEnded(NodeActionResult result)
    {
        _states[result.Name] = (result.Action + (result.Succeeded ? " done" : " failed"), IsFinalFailure(result));
        if (!AnsiConsole.Profile.Capabilities.Interactive && (result.Action == Drivers.ActionNames.DeployNode || IsFinalFailure(result)))
            AnsiConsole.WriteLine($"{result.Name}: {(result.Succeeded ? "deployed" : result.Action + " failed: " + result.Message)}");
    }

    public async Task<T> ShowAsync<T>(Func<Task<T>> work)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive) return await work();
        var running = work();
        await AnsiConsole.Live(Draw()).AutoClear(true).StartAsync(async live =>
        {
            while (await Task.WhenAny(running, Task.Delay(200)) != running) live.UpdateTarget(Draw());
        });
        return await running;
    }

    /// <summary>A node that the provisioner does not know yet is no failure: it is about to be booted.</summary>
    private static bool IsFinalFailure(NodeActionResult result) =>
        !result.Succeeded && !(result.Action == Drivers.ActionNames.IdentifyNode && result.History.Count == 0);

    private Table Draw() => _nodes.Count <= MostRows ? DrawNodes() : DrawSteps();

    private Table DrawNodes()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Node", "Rack", "Step");
        foreach (var node in _nodes)
        {
            var (text, failed) = _states[node.Name];
            table.AddRow(Markup.Escape(node.Name), Markup.Escape(node.Rack ?? ""), failed ? $"[red]{Markup.Escape(text)}[/]" : Markup.Escape(text));
        }
        return table;
    }

    private Table DrawSteps()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Step", "Nodes");
        foreach (var step in _states.Values.GroupBy(state => state.Failed ? "failed" : state.Text).OrderByDescending(same => same.Count()))
            table.AddRow(Markup.Escape(step.Key), $"{step.Count()}");
        return table;
    }
}
