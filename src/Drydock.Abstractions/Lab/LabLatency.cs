using System;
using System.Globalization;

namespace Drydock.Lab;

/// <summary>
/// How slow the lab's MAAS is, in the wall's time. Real regions spend most of their time on rendering machines, and serve few
/// requests at a time.
/// </summary>
/// <param name="PerRequest">What each request takes.</param>
/// <param name="PerMachine">What each machine takes that an answer holds.</param>
/// <param name="Workers">How many requests are served at a time; others wait. 0 for any number.</param>
public sealed record LabLatency(TimeSpan PerRequest, TimeSpan PerMachine, int Workers)
{
    /// <summary>Answers at once.</summary>
    public static LabLatency None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, 0);

    /// <summary>As measured on MAAS 3.4: 20 ms a request, 50 ms a machine, four workers.</summary>
    public static LabLatency Region { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50), 4);

    /// <summary>Reads <c>none</c>, <c>region</c>, or three numbers: milliseconds a request, milliseconds a machine, workers.</summary>
    /// <param name="text">The text, for example <c>20,50,4</c>.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static LabLatency Parse(string text)
    {
        if (string.Equals(text, "none", StringComparison.OrdinalIgnoreCase)) return None;
        if (string.Equals(text, "region", StringComparison.OrdinalIgnoreCase)) return Region;
        var parts = (text ?? "").Split(',');
        if (parts.Length == 3 && Number(parts[0]) is { } request && Number(parts[1]) is { } machine && Number(parts[2]) is { } workers)
            return new(TimeSpan.FromMilliseconds(request), TimeSpan.FromMilliseconds(machine), workers);
        throw new FormatException($"'{text}' is no latency. Write none, region, or milliseconds a request, milliseconds a machine and workers, for example 20,50,4.");
    }

    /// <inheritdoc/>
    public override string ToString() => this == None ? "none"
        : FormattableString.Invariant($"{PerRequest.TotalMilliseconds:0},{PerMachine.TotalMilliseconds:0},{Workers}");

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
