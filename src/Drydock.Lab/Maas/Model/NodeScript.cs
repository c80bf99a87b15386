using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>A script that runs on machines (metadataserver/models/script.py): one of MAAS's own, or an uploaded one.</summary>
internal sealed class NodeScript
{
    /// <summary>The tag of scripts that run where nobody chooses any.</summary>
    public const string DefaultTag = "commissioning";

    public required int Id { get; init; }

    public required string Name { get; set; }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public List<string> Tags { get; set; } = [];

    public required ScriptKind Kind { get; set; }

    /// <summary>0 node, 1 CPU, 2 memory, 3 storage, 4 network.</summary>
    public int Hardware { get; set; }

    /// <summary>0 alone, 1 along other instances of itself, 2 along any script.</summary>
    public int Parallel { get; set; }

    public TimeSpan Timeout { get; set; } = TimeSpan.Zero;

    public bool Destructive { get; set; }

    public bool MayReboot { get; set; }

    public bool Recommission { get; set; }

    public bool ApplyConfiguredNetworking { get; set; }

    public List<string> ForHardware { get; set; } = [];

    public JToken Packages { get; set; } = new JObject();

    public JObject Parameters { get; set; } = [];

    public JToken Results { get; set; } = new JObject();

    /// <summary>True for MAAS's own.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The versions of its content, the newest first.</summary>
    public List<ScriptVersion> History { get; } = [];

    public string Content => History.Count > 0 ? History[0].Content : "";

    /// <summary>The parameter that takes a disk, where there is one: such a script runs once for each disk.</summary>
    public string? StorageParameter =>
        Parameters.Properties().FirstOrDefault(parameter => (string?)parameter.Value["type"] == "storage")?.Name;

    /// <summary>True where a word names it: its name, its id or one of its tags.</summary>
    public bool Answers(string word) =>
        Name == word || Tags.Contains(word) || Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == word;
}

/// <summary>One version of a script's content.</summary>
internal sealed record ScriptVersion(int Id, string Comment, DateTimeOffset Created, string Content);

/// <summary>Which scripts are to run: the default ones, none, or those that words name; and what they are told.</summary>
internal sealed record ScriptChoice(IReadOnlyList<string>? Words, IReadOnlyDictionary<string, string> Parameters)
{
    public static ScriptChoice Default { get; } = new(null, new Dictionary<string, string>());

    /// <summary>The chosen scripts of a kind; MAAS's own commissioning scripts always run.</summary>
    public IEnumerable<NodeScript> Of(Region region, ScriptKind kind)
    {
        var always = kind == ScriptKind.Commissioning;
        return region.Scripts.Where(script => script.Kind == kind && ((always && script.IsDefault)
            || (Words is null ? script.Tags.Contains(NodeScript.DefaultTag) : Words.Any(script.Answers))));
    }

    /// <summary>What a script's parameter was given: by the script's name and the parameter's, or by the parameter's alone.</summary>
    public string? Value(NodeScript script, string parameter) =>
        Parameters.TryGetValue(script.Name + "_" + parameter, out var own) ? own
        : Parameters.TryGetValue(parameter, out var common) ? common : null;
}
