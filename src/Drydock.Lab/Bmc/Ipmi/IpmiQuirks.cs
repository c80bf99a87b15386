using System;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>Habits of real BMCs' IPMI that a simulated one takes on; without any it keeps to the specification.</summary>
public sealed record IpmiQuirks
{
    /// <summary>The BMC's own key (K<sub>G</sub>), at most 20 bytes, that two-key logins need; null where it has none.</summary>
    public Secret? Kg { get; init; }

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Of requests and answers, counted together, each so-manieth is lost; 0 for none.</summary>
    public int LosesEvery { get; init; }

    /// <summary>The cipher suite that Open Session is answered with, whichever was asked for; 0 for the one asked for.</summary>
    public int AnsweredSuite { get; init; }

    /// <summary>Completion codes that the first commands are answered with instead of being done, in turn.</summary>
    public ItemList<int> BusyCodes { get; init; } = ItemList<int>.Empty;

    /// <summary>After power has changed so many readings still give the old state.</summary>
    public int StalePowerReadings { get; init; }

    /// <summary>Power commands are accepted, and nothing happens.</summary>
    public bool PowerStuck { get; init; }

    /// <summary>So many commands to switch on are refused as not possible in the present state (0xD5).</summary>
    public int RefusedPowerOns { get; init; }

    /// <summary>The operating system does not heed the request to shut down.</summary>
    public bool IgnoresShutdown { get; init; }

    /// <summary>Boot flags are accepted and dropped.</summary>
    public bool DropsBootFlags { get; init; }

    /// <summary>The timer that ends boot flags after 60 s cannot be stopped: its parameter is unknown.</summary>
    public bool NoBootFlagTimer { get; init; }

    /// <summary>There is no SDR repository, no event log and no FRU inventory.</summary>
    public bool Bare { get; init; }

    /// <summary>The most bytes of a sensor record or of the FRU inventory that one answer can hold.</summary>
    public int MaxRead { get; init; } = 255;

    /// <summary>The reservation of the SDR repository is lost once, at so many readings of records; 0 for never.</summary>
    public int ReservationLostAt { get; init; }

    /// <summary>Sensor readings come without the byte that compares them with the thresholds.</summary>
    public bool NoThresholdStatus { get; init; }
}
