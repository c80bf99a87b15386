using System.Collections.Generic;

namespace Drydock.Lab;

/// <summary>What lab is wanted.</summary>
public sealed record LabOptions
{
    /// <summary>How many servers.</summary>
    public int Nodes { get; init; } = 12;

    /// <summary>How much faster than the wall's clock the lab's servers boot, commission and install.</summary>
    public double TimeScale { get; init; } = 60;

    /// <summary>How slow the lab's MAAS is; by default it answers at once.</summary>
    public LabLatency Latency { get; init; } = LabLatency.None;

    /// <summary>Faults to begin with.</summary>
    public IReadOnlyList<LabFault> Faults { get; init; } = [];
}

/// <summary>Something that goes wrong in the lab.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">The server's name; null for MAAS itself.</param>
/// <param name="Count">How often, for faults that are used up; 0 for ever.</param>
public sealed record LabFault(LabFaultKind Kind, string? Node = null, int Count = 0)
{
    /// <summary>
    /// Which requests a fault of MAAS concerns: verb, path below <c>api/2.0/</c> and operation, with <c>*</c> for anything, for
    /// example <c>POST machines/*?op=deploy</c>; null for all.
    /// </summary>
    public string? Request { get; init; }
}

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

    /// <summary>MAAS answers 409 with the page of a database conflict and a <c>Retry-After</c>.</summary>
    MaasConflict,

    /// <summary>MAAS answers 409 with the page of a database conflict and no <c>Retry-After</c>, as before version 3.3.</summary>
    MaasConflictWithoutRetryAfter,

    /// <summary>MAAS answers 401, as to a wrong key.</summary>
    MaasUnauthorized,

    /// <summary>MAAS answers 404, as where an object is gone.</summary>
    MaasNotFound,

    /// <summary>What stands before MAAS answers 502 with an HTML page; the request does not reach MAAS.</summary>
    MaasGatewayPage,

    /// <summary>MAAS does what it is asked; its answer ends in the middle of the JSON.</summary>
    MaasTruncatedAnswer,

    /// <summary>MAAS does what it is asked; its answer comes a few bytes at a time.</summary>
    MaasTrickle,

    /// <summary>The connection is cut before MAAS does anything.</summary>
    MaasRequestLost,

    /// <summary>MAAS does what it is asked; the connection is cut before the answer.</summary>
    MaasAnswerLost,
}
