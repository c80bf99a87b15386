using System;
using System.Threading;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Actions;

/// <summary>One action on one node while it runs: what it works on, and what its errors and log lines say.</summary>
/// <param name="target">The node's settings.</param>
/// <param name="endpoint">The BMC's endpoint, as messages name it.</param>
/// <param name="context">Deadline, clock and log.</param>
/// <param name="cancel">Cancelled by the caller and by the deadline.</param>
public sealed class OobCall(OobTarget target, string endpoint, DriverContext context, CancellationToken cancel)
{
    /// <summary>The node's settings.</summary>
    public OobTarget Target => target;

    /// <summary>The BMC's endpoint, for example <c>127.0.0.1:623</c>.</summary>
    public string Endpoint => endpoint;

    /// <summary>How long the action may take in all.</summary>
    public TimeSpan Timeout => context.Timeout;

    /// <summary>Time.</summary>
    public Clock Clock => context.Clock;

    /// <summary>Where the driver says what it does.</summary>
    public IDrydockLog Log => context.Log;

    /// <summary>Cancelled by the caller and by the deadline.</summary>
    public CancellationToken Cancel => cancel;

    /// <summary>What is being done now, to follow the word "while" in the message of a missed deadline.</summary>
    public string Doing { get; set; } = "waiting for another action on the same BMC";

    /// <summary>True once the BMC has answered anything.</summary>
    public bool Answered { get; set; }

    /// <summary>An error that names node and endpoint.</summary>
    /// <param name="error">The catalogue's entry.</param>
    /// <param name="problem">What is wrong; begins in lower case, ends without a full stop.</param>
    /// <param name="transient">Whether it may go away by itself.</param>
    /// <param name="inner">What caused it.</param>
    public DrydockException Error(ErrorId error, string problem, bool transient = false, Exception? inner = null) =>
        new(error, $"Node {target.Node}, BMC {endpoint}: {problem}.", inner) { Target = target.Node, IsTransient = transient };

    /// <summary>Writes a line that names the node.</summary>
    /// <param name="level">For whom it is.</param>
    /// <param name="text">The line.</param>
    public void Write(LogLevel level, string text) => context.Log.Write(level, $"{target.Node}: {text}");

    /// <summary>Tells the user what the node is doing.</summary>
    /// <param name="node">The node.</param>
    /// <param name="activity">A word or two.</param>
    public void Report(BaremetalNode node, string activity) => context.Progress(node, activity);
}
