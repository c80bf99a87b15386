using System;

namespace Drydock.Maas;

/// <summary>How one script of a machine's commissioning, testing or installation went (<c>NodeScriptResultHandler</c>).</summary>
public sealed record MaasScriptResult
{
    /// <summary>The machine's id.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary><c>Commissioning</c>, <c>Testing</c>, <c>Installation</c> or <c>Release</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The script's name, for example <c>50-maas-01-commissioning</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The state in MAAS's words, for example <c>Passed</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The script's exit status; null while it has none.</summary>
    public int? ExitStatus { get; init; }

    /// <summary>When it began; null where it has not.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null where it has not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How long it took, in MAAS's words (<c>h:mm:ss</c>).</summary>
    public string Runtime { get; init; } = "";

    /// <summary>What it wrote to both streams; null where that was not asked for.</summary>
    public string? Output { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Status}";
}
