using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Life;

/// <summary>Runs of scripts on machines, and their results.</summary>
internal static class Scripts
{
    private static NodeScript Installation { get; } =
        new() { Id = 0, Name = "/tmp/install.log", Title = "Installation log", Kind = ScriptKind.Installation, IsDefault = true };

    /// <summary>Makes the set of an installation.</summary>
    public static ScriptSet BeginInstallation(Region region, Node node) => Begin(region, node, ScriptKind.Installation, [(Installation, [])]);

    /// <summary>Makes the set of the scripts that are chosen; one that takes a disk runs once for each disk, unless it is told which.</summary>
    public static ScriptSet Begin(Region region, Node node, ScriptKind kind, ScriptChoice choice) =>
        Begin(region, node, kind, choice.Of(region, kind).SelectMany(script => Instances(node, script, choice)));

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
    /// <param name="status">How they ended; a script of a passing set may still fail by its own content.</param>
    /// <param name="output">What each wrote; null leaves that to the script.</param>
    /// <returns>Whether all passed.</returns>
    public static bool End(Region region, ScriptSet? set, ScriptStatus status, Func<NodeScript, string?>? output = null)
    {
        if (set is null) return true;
        var now = region.Clock.UtcNow;
        set.Started ??= now;
        set.Ended = now;
        foreach (var result in set.Results)
        {
            var (text, exit) = ScriptContent.Run(result.Script, result.Parameters);
            // Of a failed set, the last script is the one that failed.
            if (status == ScriptStatus.Failed && result == set.Results[set.Results.Count - 1]) exit = 1;
            result.Status = status == ScriptStatus.Aborted ? status : exit == 0 ? ScriptStatus.Passed : ScriptStatus.Failed;
            result.ExitStatus = status == ScriptStatus.Aborted ? null : exit;
            result.Output = output?.Invoke(result.Script) ?? text;
            result.Updated = now;
        }

        set.Status = status == ScriptStatus.Passed && set.Results.Exists(result => result.Status == ScriptStatus.Failed) ? ScriptStatus.Failed : status;
        return set.Status == ScriptStatus.Passed;
    }

    private static ScriptSet Begin(Region region, Node node, ScriptKind kind, IEnumerable<(NodeScript Script, JObject Parameters)> runs)
    {
        var set = new ScriptSet { Id = region.NextId("scriptset"), Node = node, Kind = kind };
        set.Results.AddRange(runs.Select(run => new ScriptResult
        {
            Id = region.NextId("scriptresult"),
            Script = run.Script,
            Created = region.Clock.UtcNow,
            Updated = region.Clock.UtcNow,
            Parameters = run.Parameters,
        }));
        node.ScriptSets.Add(set);
        return set;
    }

    private static IEnumerable<(NodeScript, JObject)> Instances(Node node, NodeScript script, ScriptChoice choice)
    {
        var told = new JObject(script.Parameters.Properties().Where(parameter => (string?)parameter.Value["type"] != "storage")
            .Select(parameter => (parameter.Name, Value: choice.Value(script, parameter.Name) ?? (string?)parameter.Value["default"]))
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => new JProperty(parameter.Name, new JObject { ["type"] = script.Parameters[parameter.Name]!["type"], ["value"] = parameter.Value })));
        if (script.StorageParameter is not { } name) return [(script, told)];
        var wanted = choice.Value(script, name);
        var disks = node.PhysicalDisks.Where(disk => wanted is null or "all" || wanted.Split(',').Any(word => Answers(disk, word))).ToList();
        return disks.Count == 0 ? [(script, told)] : disks.Select(disk => (script, With(told, name, disk)));
    }

    private static bool Answers(BlockDevice disk, string word) =>
        disk.Name == word || disk.Serial == word || disk.Path == word || disk.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == word;

    private static JObject With(JObject told, string name, BlockDevice disk)
    {
        var all = (JObject)told.DeepClone();
        all[name] = new JObject
        {
            ["type"] = "storage",
            ["value"] = new JObject
            {
                ["id"] = disk.Id,
                ["name"] = disk.Name,
                ["model"] = disk.Model,
                ["serial"] = disk.Serial,
                ["id_path"] = disk.IdPath,
            },
        };
        return all;
    }
}
