using System;

namespace Drydock.Errors;

/// <summary>An error with an id of the catalogue, what it concerns and what to do about it.</summary>
public class DrydockException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">The catalogue's entry.</param>
    /// <param name="message">What happened: names the node, file or endpoint. Never holds a secret.</param>
    /// <param name="inner">What caused it.</param>
    public DrydockException(ErrorId error, string message, Exception? inner = null)
        : base(message, inner) => Error = error ?? throw new ArgumentNullException(nameof(error));

    /// <summary>The catalogue's entry: id, category, general remedy.</summary>
    public ErrorId Error { get; }

    /// <summary>What it concerns: a node's name, a file, an endpoint.</summary>
    public object? Target { get; init; }

    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>What was found out before it failed; becomes <see cref="Results.NodeActionResult.Detail"/> of the failed result.</summary>
    public object? Detail { get; set; }

    /// <summary>What to do about it, where more can be said than the catalogue says.</summary>
    public string Remedy
    {
        get => field ?? Error.Remedy;
        init;
    }
}
