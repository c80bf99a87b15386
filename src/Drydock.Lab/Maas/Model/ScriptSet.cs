using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>Why scripts run, with MAAS's own numbers (metadataserver/enum.py RESULT_TYPE).</summary>
internal enum ScriptKind
{
    Commissioning = 0,
    Installation = 1,
    Testing = 2,
}

/// <summary>What became of a script, with MAAS's own numbers (metadataserver/enum.py SCRIPT_STATUS).</summary>
internal enum ScriptStatus
{
    Pending = 0,
    Running = 1,
    Passed = 2,
    Failed = 3,
    TimedOut = 4,
    Aborted = 5,
}

/// <summary>The scripts of one commissioning, test or installation.</summary>
internal sealed class ScriptSet
{
    public required int Id { get; init; }

    public required Node Node { get; init; }

    public required ScriptKind Kind { get; init; }

    public ScriptStatus Status { get; set; }

    /// <summary>False once the machine was released: its installation is past.</summary>
    public bool IsCurrent { get; set; } = true;

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Ended { get; set; }

    public List<ScriptResult> Results { get; } = [];
}

/// <summary>One script's result.</summary>
internal sealed class ScriptResult
{
    public required int Id { get; init; }

    public required NodeScript Script { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; set; }

    public ScriptStatus Status { get; set; }

    public int? ExitStatus { get; set; }

    public string Output { get; set; } = "";

    /// <summary>What the script was told, by the name of its parameter.</summary>
    public JObject Parameters { get; init; } = [];
}
