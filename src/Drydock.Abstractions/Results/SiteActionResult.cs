using System;
using Drydock.Errors;

namespace Drydock.Results;

/// <summary>How one action on a whole site ended.</summary>
public sealed record SiteActionResult
{
    /// <summary>The site's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The action's name, for example <c>CreateNetworkTemplate</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>How it ended.</summary>
    public ActionStatus Status { get; init; }

    /// <summary>One sentence on what was done, found or wrong.</summary>
    public string Message { get; init; } = "";

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The driver that did it.</summary>
    public string Driver { get; init; } = "";

    /// <summary>What was checked or changed, one entry each.</summary>
    public ItemList<StatusMessage> Messages { get; init; } = ItemList<StatusMessage>.Empty;

    /// <summary>How many writes were made; 0 where everything was as designed.</summary>
    public int Changes { get; init; }

    /// <summary>The error of a failed action.</summary>
    public DrydockException? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Action}: {Status}";
}

/// <summary>One thing that was checked or changed.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">What it is.</param>
public sealed record StatusMessage(MessageLevel Level, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>How bad a status message is.</summary>
public enum MessageLevel
{
    /// <summary>As it should be, or made so.</summary>
    Info,

    /// <summary>Surprising, but no hindrance.</summary>
    Warning,

    /// <summary>A hindrance.</summary>
    Error,
}
