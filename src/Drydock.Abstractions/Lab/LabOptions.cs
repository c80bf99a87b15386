using System.Collections.Generic;

namespace Drydock.Lab;

/// <summary>What lab is wanted.</summary>
public sealed record LabOptions
{
    /// <summary>How many servers.</summary>
    public int Nodes { get; init; } = 12;

    /// <summary>How much faster than the wall's clock the lab's servers boot, commission and install.</summary>
    public double TimeScale { get; init; } = 60;

    /// <summary>Faults to begin with.</summary>
    public IReadOnlyList<LabFault> Faults { get; init; } = [];
}

/// <summary>Something that goes wrong in the lab.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">The server's name; null for MAAS itself.</param>
/// <param name="Count">How often, for faults that are used up; 0 for ever.</param>
public sealed record LabFault(LabFaultKind Kind, string? Node = null, int Count = 0);

/// <summary>What can go wrong in the lab.</summary>
public enum LabFaultKind
{
    /// <summary>The BMC answers nothing.</summary>
    BmcSilent,

    /// <summary>The BMC rejects the password.</summary>
    BmcRejectsPassword,

    /// <summary>The BMC answers commands that it is too busy for them.</summary>
    BmcBusy,

    /// <summary>The BMC has no session free.</summary>
    BmcSessionsFull,

    /// <summary>The BMC accepts power commands, and nothing happens.</summary>
    BmcPowerStuck,

    /// <summary>The BMC accepts a boot override and drops it.</summary>
    BmcForgetsBoot,

    /// <summary>One in three datagrams to and from the BMC is lost (IPMI).</summary>
    BmcLosesPackets,

    /// <summary>A fan stands still, and the BMC says so.</summary>
    FanFails,

    /// <summary>Commissioning fails.</summary>
    CommissioningFails,

    /// <summary>Deployment fails.</summary>
    DeploymentFails,

    /// <summary>Hardware tests fail.</summary>
    TestingFails,

    /// <summary>Erasing disks fails.</summary>
    ErasingFails,

    /// <summary>MAAS answers 503.</summary>
    MaasUnavailable,

    /// <summary>MAAS answers 409 with the page of a database conflict.</summary>
    MaasConflict,
}
