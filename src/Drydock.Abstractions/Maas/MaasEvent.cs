using System;

namespace Drydock.Maas;

/// <summary>An event of a node (<c>EventsHandler</c>).</summary>
public sealed record MaasEvent
{
    /// <summary>MAAS's id; later events have higher ones.</summary>
    public long Id { get; init; }

    /// <summary>When it happened; null where MAAS's text is no time.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>DEBUG, INFO, WARNING, ERROR, CRITICAL or AUDIT.</summary>
    public string Level { get; init; } = "";

    /// <summary>What kind of event it is.</summary>
    public string Type { get; init; } = "";

    /// <summary>What happened.</summary>
    public string Description { get; init; } = "";

    /// <summary>The node's host name.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>The node's id.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>Who did it; <c>unknown</c> for nobody.</summary>
    public string User { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Type}: {Description}";
}
