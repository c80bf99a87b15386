using System;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Results;

/// <summary>How one action on one node ended.</summary>
public sealed record NodeActionResult
{
    /// <summary>The node's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The action's name, for example <c>SetNodeBoot</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>How it ended.</summary>
    public ActionStatus Status { get; init; }

    /// <summary>One sentence on what was done, found or wrong.</summary>
    public string Message { get; init; } = "";

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How often the driver was called; more than one after transient faults.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The driver that did it.</summary>
    public string Driver { get; init; } = "";

    /// <summary>What the driver found or did, typed by the action; null where there is nothing to add.</summary>
    public object? Detail { get; init; }

    /// <summary>The error of a failed action.</summary>
    public DrydockException? Error { get; init; }

    /// <summary>The node; the next cmdlet of a pipeline takes it from here.</summary>
    public BaremetalNode? Node { get; init; }

    /// <summary>Results of the actions before this one in the same pipeline or run.</summary>
    public ItemList<NodeActionResult> History { get; init; } = ItemList<NodeActionResult>.Empty;

    /// <summary>True where the node may go on to the next action.</summary>
    public bool Succeeded => Status is ActionStatus.Success or ActionStatus.WhatIf;

    /// <summary>A success.</summary>
    /// <param name="node">The node.</param>
    /// <param name="action">The action.</param>
    /// <param name="message">What was done or found.</param>
    /// <param name="detail">Typed detail.</param>
    public static NodeActionResult Success(BaremetalNode node, string action, string message, object? detail = null) =>
        new() { Name = node.Name, Node = node, Action = action, Status = ActionStatus.Success, Message = message, Detail = detail };

    /// <summary>A failure.</summary>
    /// <param name="node">The node.</param>
    /// <param name="action">The action.</param>
    /// <param name="error">The error.</param>
    /// <param name="detail">Typed detail, for example what was done before the failure; the error's own where null.</param>
    public static NodeActionResult Failure(BaremetalNode node, string action, DrydockException error, object? detail = null) =>
        new()
        {
            Name = node.Name,
            Node = node,
            Action = action,
            Status = ReferenceEquals(error.Error, ErrorCatalogue.NotSupported) ? ActionStatus.NotSupported
                : ReferenceEquals(error.Error, ErrorCatalogue.Cancelled) ? ActionStatus.Cancelled : ActionStatus.Failure,
            Message = error.Message,
            Error = error,
            Detail = detail ?? error.Detail,
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Action}: {Status}";
}

/// <summary>How an action ended.</summary>
public enum ActionStatus
{
    /// <summary>Done, and checked.</summary>
    Success,

    /// <summary>Not done.</summary>
    Failure,

    /// <summary>The driver cannot do it.</summary>
    NotSupported,

    /// <summary>Stopped before it was done.</summary>
    Cancelled,

    /// <summary>Only asked what it would do (<c>-WhatIf</c>).</summary>
    WhatIf,
}
