using System;
using System.Globalization;
using System.Linq;

namespace Drydock.Drivers;

/// <summary>A server's processors.</summary>
/// <param name="Count">How many.</param>
/// <param name="Model">Their model.</param>
/// <param name="Cores">Cores of all together.</param>
/// <param name="Threads">Hardware threads of all together.</param>
public sealed record OobProcessors(int Count, string? Model = null, int? Cores = null, int? Threads = null)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", new[]
    {
        Count.ToString(CultureInfo.InvariantCulture) + " x " + (Model ?? "processor"),
        Cores is { } cores ? $"({cores.ToString(CultureInfo.InvariantCulture)} cores"
            + (Threads is { } threads ? $", {threads.ToString(CultureInfo.InvariantCulture)} threads)" : ")") : null,
    }.Where(part => part is not null));
}

/// <summary>A network interface.</summary>
/// <param name="Id">Its id at the BMC, for example <c>NIC.1</c>.</param>
/// <param name="MacAddress">Lower case with colons.</param>
/// <param name="LinkUp">Whether a cable with a signal is in.</param>
/// <param name="SpeedMbps">The link's speed in Mbit/s.</param>
public sealed record OobNic(string Id, string? MacAddress = null, bool? LinkUp = null, int? SpeedMbps = null)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", new[]
    {
        Id, MacAddress, LinkUp switch { true => "up", false => "down", _ => null },
        SpeedMbps is { } speed and > 0 ? speed.ToString(CultureInfo.InvariantCulture) + " Mbit/s" : null,
    }.Where(part => part is not null));
}

/// <summary>A sensor.</summary>
/// <param name="Name">Its name, for example <c>CPU1 Temp</c>.</param>
/// <param name="Type">What it measures, for example <c>Temperature</c>.</param>
/// <param name="Reading">The reading; null for sensors that only have a state, and where there is none now.</param>
/// <param name="Unit">The reading's unit, for example <c>C</c>, <c>RPM</c>, <c>V</c>, <c>W</c>.</param>
/// <param name="State">How it is.</param>
public sealed record OobSensor(string Name, string? Type = null, double? Reading = null, string? Unit = null, OobHealth State = OobHealth.Unknown)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", new[]
    {
        Name, Reading?.ToString("0.###", CultureInfo.InvariantCulture), Reading is null ? null : Unit,
        State == OobHealth.Unknown ? null : State.ToString(),
    }.Where(part => part is not null));
}

/// <summary>A system event log in short.</summary>
/// <param name="Entries">How many entries it has.</param>
/// <param name="FreeBytes">Bytes free.</param>
/// <param name="LastAdded">When the last entry was added, by the BMC's clock.</param>
public sealed record OobEventLog(int Entries, long? FreeBytes = null, DateTimeOffset? LastAdded = null)
{
    /// <summary>Its newest entries, newest first.</summary>
    public ItemList<OobEvent> Newest { get; init; } = ItemList<OobEvent>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Entries.ToString(CultureInfo.InvariantCulture) + (Entries == 1 ? " entry" : " entries")
        + (LastAdded is { } last ? ", last " + last.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "");
}

/// <summary>An entry of a system event log.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Time">When it was added, by the BMC's clock; null where that was not set.</param>
/// <param name="Message">What happened.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record OobEvent(string Id, DateTimeOffset? Time, string Message, OobHealth Severity = OobHealth.Unknown)
{
    /// <inheritdoc/>
    public override string ToString() =>
        (Time is { } time ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " " : "") + Message;
}
