using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Lab;

/// <summary>Starts labs.</summary>
public interface ILabFactory
{
    /// <summary>Starts a lab and waits until it answers.</summary>
    /// <param name="options">What lab.</param>
    /// <param name="cancel">Stops the attempt.</param>
    Task<ILab> StartAsync(LabOptions options, CancellationToken cancel);
}

/// <summary>A running lab: servers behind simulated BMCs, and a MAAS. Disposing ends it.</summary>
public interface ILab : IDisposable
{
    /// <summary>URL of the lab's MAAS.</summary>
    Uri MaasUrl { get; }

    /// <summary>An administrator's API key of the lab's MAAS.</summary>
    Secret MaasApiKey { get; }

    /// <summary>The site design of the lab's servers, as a folder of YAML files that is deleted with the lab.</summary>
    string SitePath { get; }

    /// <summary>The servers as they are now.</summary>
    IReadOnlyList<LabServer> Servers { get; }

    /// <summary>What has been asked of the lab since it started.</summary>
    LabCounts Counts { get; }

    /// <summary>Makes something go wrong from now on.</summary>
    /// <param name="fault">What.</param>
    void Inject(LabFault fault);

    /// <summary>Ends all faults.</summary>
    void ClearFaults();
}

/// <summary>A simulated server at one moment.</summary>
public sealed record LabServer
{
    /// <summary>The node's name in the design.</summary>
    public string Name { get; init; } = "";

    /// <summary>What its BMC speaks: <c>ipmi</c> or <c>redfish</c>; both answer.</summary>
    public string BmcType { get; init; } = "";

    /// <summary>The BMC's address.</summary>
    public string BmcAddress { get; init; } = "";

    /// <summary>The BMC's UDP port for IPMI.</summary>
    public int IpmiPort { get; init; }

    /// <summary>The BMC's Redfish root.</summary>
    public string RedfishUrl { get; init; } = "";

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public string Power { get; init; } = "";

    /// <summary>The boot override in force, for example <c>Pxe once</c>; empty for none.</summary>
    public string BootOverride { get; init; } = "";

    /// <summary>What the server is doing, for example <c>commissioning</c>.</summary>
    public string Activity { get; init; } = "";

    /// <summary>MAAS's state of its machine; empty before it is enlisted.</summary>
    public string MaasStatus { get; init; } = "";
}

/// <summary>Requests that reached the lab.</summary>
/// <param name="MaasReads">Reading requests to MAAS.</param>
/// <param name="MaasWrites">Writing requests to MAAS.</param>
/// <param name="BmcWrites">IPMI commands and Redfish requests that change a server: power and boot override.</param>
/// <param name="BmcLogins">BMC login attempts, failed ones too.</param>
/// <param name="OpenSessions">BMC sessions open now.</param>
public sealed record LabCounts(long MaasReads, long MaasWrites, long BmcWrites, long BmcLogins, long OpenSessions);
