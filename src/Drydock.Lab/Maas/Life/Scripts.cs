using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>The scripts that MAAS runs on machines, and their results.</summary>
internal static class Scripts
{
    public const string Lshw = "maas-lshw";

    private static readonly string[] CommissioningNames =
    [
        "20-maas-01-install-lldpd", "20-maas-02-dhcp-unconfigured-ifaces", "40-maas-01-network-interfaces", "50-maas-01-commissioning",
        "maas-support-info", Lshw, "maas-list-modaliases", "maas-capture-lldpd", "maas-kernel-cmdline", "maas-serial-ports", "maas-get-fruid-api-data",
    ];

    private static readonly string[] TestingNames =
    [
        "smartctl-validate", "smartctl-short", "smartctl-long", "smartctl-conveyance", "badblocks", "fio", "memtester", "stress-ng-cpu-short", "7z", "ntp", "internet-connectivity",
    ];

    public static IReadOnlyList<ScriptInfo> All { get; } =
    [
        .. CommissioningNames.Select((name, index) => new ScriptInfo(index + 1, name, Title(name), ScriptKind.Commissioning, "Node")),
        .. TestingNames.Select((name, index) => new ScriptInfo(index + 101, name, Title(name), ScriptKind.Testing, index < 6 ? "Storage" : "Node")),
    ];

    private static ScriptInfo Installation { get; } = new(201, "/tmp/install.log", "Installation log", ScriptKind.Installation, "Node");

    public static ScriptSet Begin(Region region, Node node, ScriptKind kind)
    {
        var set = new ScriptSet { Id = region.NextId("scriptset"), Node = node, Kind = kind };
        IEnumerable<ScriptInfo> scripts = kind switch
        {
            ScriptKind.Installation => [Installation],
            ScriptKind.Testing => [.. All.Where(script => script.Name == "smartctl-validate")],
            _ => All.Where(script => script.Kind == ScriptKind.Commissioning),
        };
        set.Results.AddRange(scripts.Select(script => new ScriptResult
        {
            Id = region.NextId("scriptresult"),
            Script = script,
            Created = region.Clock.UtcNow,
            Updated = region.Clock.UtcNow,
        }));
        node.ScriptSets.Add(set);
        return set;
    }

    public static void Run(Region region, ScriptSet? set)
    {
        if (set is null) return;
        set.Status = ScriptStatus.Running;
        set.Started = region.Clock.UtcNow;
        foreach (var result in set.Results) result.Status = ScriptStatus.Running;
    }

    /// <summary>Ends all scripts of a set.</summary>
    /// <param name="region">The region.</param>
    /// <param name="set">The set.</param>
    /// <param name="status">How they ended.</param>
    /// <param name="output">What each wrote.</param>
    public static void End(Region region, ScriptSet? set, ScriptStatus status, Func<ScriptInfo, string>? output = null)
    {
        if (set is null) return;
        var now = region.Clock.UtcNow;
        set.Started ??= now;
        set.Ended = now;
        set.Status = status;
        foreach (var result in set.Results)
        {
            // Of a failed set, the last script is the one that failed.
            var failed = status == ScriptStatus.Failed && result == set.Results[set.Results.Count - 1];
            result.Status = status == ScriptStatus.Failed && !failed ? ScriptStatus.Passed : status;
            result.ExitStatus = status == ScriptStatus.Aborted ? null : failed ? 1 : 0;
            result.Output = output?.Invoke(result.Script) ?? "ok\n";
            result.Updated = now;
        }
    }

    private static string Title(string name) => name.Replace('-', ' ');
}
