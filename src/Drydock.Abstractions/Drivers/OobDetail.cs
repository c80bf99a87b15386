namespace Drydock.Drivers;

/// <summary>What a BMC says of itself and its server; null where it does not say.</summary>
public sealed record OobDetail
{
    /// <summary>Power.</summary>
    public PowerState Power { get; init; }

    /// <summary>The boot override in force.</summary>
    public BootOverride? Boot { get; init; }

    /// <summary>Who made the server, or the BMC.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The model, or product id.</summary>
    public string? Model { get; init; }

    /// <summary>The serial number.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The BMC's firmware.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>The system's UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The BMC's endpoint, for example <c>127.0.0.1:623</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>How the session is protected: an IPMI cipher suite, or TLS and how it was verified.</summary>
    public string? Security { get; init; }

    /// <summary>The privilege that the account was given.</summary>
    public string? Privilege { get; init; }
}

/// <summary>A server's power.</summary>
public enum PowerState
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Off.</summary>
    Off,

    /// <summary>On.</summary>
    On,
}
