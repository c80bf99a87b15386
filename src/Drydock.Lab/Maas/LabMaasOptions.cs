using System;
using System.Collections.Generic;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Maas;

/// <summary>How the lab's MAAS is set up. All times are the lab's.</summary>
public sealed record LabMaasOptions
{
    /// <summary>The lab's time.</summary>
    public required LabClock Clock { get; init; }

    /// <summary>What goes wrong.</summary>
    public FaultBook Faults { get; init; } = new();

    /// <summary>How slow it is.</summary>
    public LabLatency Latency { get; init; } = LabLatency.None;

    /// <summary>How long an answer takes that comes a few bytes at a time; the wall's time.</summary>
    public TimeSpan TrickleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The version that <c>version/</c> tells.</summary>
    public string Version { get; init; } = "3.4.10";

    /// <summary>The administrator whose key is <see cref="LabMaas.ApiKey"/>.</summary>
    public string Administrator { get; init; } = "admin";

    /// <summary>How long an unknown server takes from its network boot to being enlisted.</summary>
    public TimeSpan EnlistTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long the commissioning scripts run.</summary>
    public TimeSpan CommissioningTime { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>How long the disks' tests run after commissioning, unless they are left out.</summary>
    public TimeSpan TestingTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an installation takes before the machine restarts from its disk.</summary>
    public TimeSpan DeployTime { get; init; } = TimeSpan.FromSeconds(240);

    /// <summary>How long the first boot of an installed system takes.</summary>
    public TimeSpan FirstBootTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long erasing the disks takes.</summary>
    public TimeSpan EraseTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a machine takes to come up in rescue mode.</summary>
    public TimeSpan RescueTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After how long MAAS gives a machine up that is at work (<c>node_timeout</c>); after a sixth of it one that is released
    /// or leaves rescue mode, which is the 5 minutes of a real MAAS. Tests in scaled time on a busy computer need more.
    /// </summary>
    public TimeSpan NodeTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an import of images takes.</summary>
    public TimeSpan ImportTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Whole seconds in the <c>Retry-After</c> of a database conflict; a real MAAS says 5.</summary>
    public int ConflictRetryAfterSeconds { get; init; } = 1;

    /// <summary>Series with the kernels that each has images for.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Images { get; init; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["ubuntu/focal"] = ["ga-20.04", "hwe-20.04"],
        ["ubuntu/jammy"] = ["ga-22.04", "hwe-22.04"],
        ["ubuntu/noble"] = ["ga-24.04", "hwe-24.04"],
    };
}
