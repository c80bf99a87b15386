namespace Drydock.Maas;

/// <summary>A machine as MAAS describes it (<c>MachineHandler</c>, <c>GET machines/</c>).</summary>
public sealed record MaasMachine
{
    /// <summary>MAAS's id, for example <c>4dpwwg</c>.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>The host name without domain.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>The fully qualified name.</summary>
    public string Fqdn { get; init; } = "";

    /// <summary>The DNS domain's name.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The state.</summary>
    public MaasMachineStatus Status { get; init; }

    /// <summary>The state in MAAS's words.</summary>
    public string StatusName { get; init; } = "";

    /// <summary>What MAAS is doing, or what went wrong.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>Power as MAAS last saw it: <c>on</c>, <c>off</c>, <c>unknown</c> or <c>error</c>.</summary>
    public string PowerState { get; init; } = "";

    /// <summary>MAAS's power driver, for example <c>ipmi</c>.</summary>
    public string PowerType { get; init; } = "";

    /// <summary>Who allocated the machine; null for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the machine is locked against release and deletion.</summary>
    public bool Locked { get; init; }

    /// <summary>The resource pool's name.</summary>
    public string Pool { get; init; } = "";

    /// <summary>The zone's name.</summary>
    public string Zone { get; init; } = "";

    /// <summary>The architecture, for example <c>amd64/generic</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>How the firmware boots: <c>uefi</c>, <c>pxe</c> …; null before commissioning.</summary>
    public string? BiosBootMethod { get; init; }

    /// <summary>CPU cores.</summary>
    public int CpuCount { get; init; }

    /// <summary>Memory in MiB.</summary>
    public long Memory { get; init; }

    /// <summary>The deployed system, for example <c>ubuntu</c>.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>The deployed series, for example <c>jammy</c>.</summary>
    public string DistroSeries { get; init; } = "";

    /// <summary>The deployed kernel, for example <c>ga-22.04</c>.</summary>
    public string HweKernel { get; init; } = "";

    /// <summary>MAC address of the interface that booted; null before enlistment is complete.</summary>
    public string? BootMac { get; init; }

    /// <summary>Id of the disk that boots; null before commissioning.</summary>
    public int? BootDiskId { get; init; }

    /// <summary>Id of the results of the commissioning in force; null before commissioning.</summary>
    public int? CommissioningResultId { get; init; }

    /// <summary>Tags.</summary>
    public ItemList<string> Tags { get; init; } = ItemList<string>.Empty;

    /// <summary>Addresses.</summary>
    public ItemList<string> IPAddresses { get; init; } = ItemList<string>.Empty;

    /// <summary>Annotations (<c>owner_data</c>).</summary>
    public TextMap OwnerData { get; init; } = TextMap.Empty;

    /// <summary>Network interfaces.</summary>
    public ItemList<MaasInterface> Interfaces { get; init; } = ItemList<MaasInterface>.Empty;

    /// <summary>Disks, physical and virtual.</summary>
    public ItemList<MaasBlockDevice> BlockDevices { get; init; } = ItemList<MaasBlockDevice>.Empty;

    /// <summary>Ids of volume groups; their content has an endpoint of its own.</summary>
    public ItemList<int> VolumeGroupIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Ids of software RAIDs; their content has an endpoint of its own.</summary>
    public ItemList<int> RaidIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Ids of bcaches; their content has an endpoint of its own.</summary>
    public ItemList<int> BcacheIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Ids of bcaches' cache sets; their content has an endpoint of its own.</summary>
    public ItemList<int> CacheSetIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Interface id of the default gateway's link (<c>default_gateways.ipv4.link_id</c>); null where MAAS chooses.</summary>
    public int? DefaultGatewayLinkId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Hostname;
}

/// <summary>States of a machine, by MAAS's numbers (<c>NODE_STATUS</c>).</summary>
public enum MaasMachineStatus
{
#pragma warning disable CS1591 // MAAS's own words.
    New = 0,
    Commissioning = 1,
    FailedCommissioning = 2,
    Missing = 3,
    Ready = 4,
    Reserved = 5,
    Deployed = 6,
    Retired = 7,
    Broken = 8,
    Deploying = 9,
    Allocated = 10,
    FailedDeployment = 11,
    Releasing = 12,
    FailedReleasing = 13,
    DiskErasing = 14,
    FailedDiskErasing = 15,
    RescueMode = 16,
    EnteringRescueMode = 17,
    FailedEnteringRescueMode = 18,
    ExitingRescueMode = 19,
    FailedExitingRescueMode = 20,
    Testing = 21,
    FailedTesting = 22,
#pragma warning restore CS1591
}
