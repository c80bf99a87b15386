namespace Drydock.Design;

/// <summary>A kind of layer-2 connection: bonding, trunking, MTU and the networks it may carry.</summary>
public sealed record NetworkLink : DesignDocument
{
    /// <summary>How interfaces of this link are bonded.</summary>
    public Bonding Bonding { get; init => field = value ?? new(); } = new();

    /// <summary>MTU of the link in bytes.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Link speed, or <c>auto</c>.</summary>
    public string LinkSpeed { get; init; } = "auto";

    /// <summary>The trunking mode.</summary>
    public TrunkingMode TrunkingMode { get; init; }

    /// <summary>The network that travels untagged (<c>trunking.default_network</c>); null where all are tagged.</summary>
    public string? NativeNetwork { get; init; }

    /// <summary>Names of the networks the link may carry.</summary>
    public ItemList<string> AllowedNetworks { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Free labels.</summary>
    public TextMap Labels { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>How a link carries several networks.</summary>
public enum TrunkingMode
{
    /// <summary>Only the native network, untagged.</summary>
    Disabled,

    /// <summary>IEEE 802.1Q tags.</summary>
    Dot1Q,
}

/// <summary>Bonding of a link's interfaces; times in milliseconds.</summary>
public sealed record Bonding
{
    /// <summary>The bonding mode.</summary>
    public BondingMode Mode { get; init; }

    /// <summary>Transmit hash policy of LACP, for example <c>layer3+4</c>; null where the mode has none.</summary>
    public string? HashPolicy { get; init; }

    /// <summary>LACP rate: <c>fast</c> or <c>slow</c>; null where the mode has none.</summary>
    public string? PeerRate { get; init; }

    /// <summary>Interval of link monitoring (miimon); null where bonding is off.</summary>
    public int? MonitorRate { get; init; }

    /// <summary>Wait before a link that came up is used.</summary>
    public int? UpDelay { get; init; }

    /// <summary>Wait before a link that went down is given up.</summary>
    public int? DownDelay { get; init; }
}

/// <summary>Bonding modes of the Linux bonding driver that a design may name.</summary>
public enum BondingMode
{
    /// <summary>No bond.</summary>
    Disabled,

    /// <summary>LACP, IEEE 802.3ad.</summary>
    Lacp,

    /// <summary>Frames in turn.</summary>
    BalanceRoundRobin,

    /// <summary>One active interface, the others wait.</summary>
    ActiveBackup,
}
