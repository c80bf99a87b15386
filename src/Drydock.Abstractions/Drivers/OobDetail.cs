namespace Drydock.Drivers;

/// <summary>
/// What InterrogateOob and ValidateOobServices find of a BMC and its server. What the BMC does not say is null, or an empty
/// list.
/// </summary>
public sealed record OobDetail
{
    /// <summary>The BMC's endpoint, for example <c>127.0.0.1:623</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether something answered there.</summary>
    public bool? Reachable { get; init; }

    /// <summary>Whether the account was let in; null where it did not come to that.</summary>
    public bool? Authenticated { get; init; }

    /// <summary>The privilege that the account was given, for example <c>operator</c>.</summary>
    public string? Privilege { get; init; }

    /// <summary>How the session is protected: an IPMI cipher suite, or TLS and how it was verified.</summary>
    public string? Security { get; init; }

    /// <summary>Resets that the BMC offers, by the protocol's names, for example <c>ForceOff</c>.</summary>
    public ItemList<string> AllowedResets { get; init; } = ItemList<string>.Empty;

    /// <summary>How many systems the BMC manages; the node is one of them.</summary>
    public int? SystemCount { get; init; }

    /// <summary>For type <c>auto</c>: the providers that were tried, in order, each with its reason.</summary>
    public ItemList<ProviderAttempt> Providers { get; init; } = ItemList<ProviderAttempt>.Empty;

    /// <summary>Power.</summary>
    public PowerState Power { get; init; }

    /// <summary>The boot override in force.</summary>
    public BootOverride? Boot { get; init; }

    /// <summary>How the server is, all parts taken together.</summary>
    public OobHealth Health { get; init; }

    /// <summary>Who made the server, or the BMC.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The model, or product id.</summary>
    public string? Model { get; init; }

    /// <summary>The stock-keeping unit: the maker's number for just this configuration.</summary>
    public string? Sku { get; init; }

    /// <summary>The serial number.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The system's UUID (IPMI: its GUID), lower case with hyphens.</summary>
    public string? Uuid { get; init; }

    /// <summary>The version of the BMC's firmware.</summary>
    public string? BmcFirmware { get; init; }

    /// <summary>The version of the server's BIOS or UEFI.</summary>
    public string? BiosVersion { get; init; }

    /// <summary>Memory in GiB.</summary>
    public double? MemoryGiB { get; init; }

    /// <summary>The processors.</summary>
    public OobProcessors? Processors { get; init; }

    /// <summary>Network interfaces.</summary>
    public ItemList<OobNic> Nics { get; init; } = ItemList<OobNic>.Empty;

    /// <summary>Sensors.</summary>
    public ItemList<OobSensor> Sensors { get; init; } = ItemList<OobSensor>.Empty;

    /// <summary>The system event log.</summary>
    public OobEventLog? EventLog { get; init; }

    /// <summary>Fields of the FRU inventory (or what stands for it), by name, for example <c>Board serial</c>.</summary>
    public TextMap Fru { get; init; } = TextMap.Empty;
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

/// <summary>How something is, by Redfish's words.</summary>
public enum OobHealth
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Well.</summary>
    Ok,

    /// <summary>Needs attention.</summary>
    Warning,

    /// <summary>Needs it now.</summary>
    Critical,
}
