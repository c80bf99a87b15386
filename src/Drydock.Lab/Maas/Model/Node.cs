using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>A machine or a rack controller.</summary>
internal sealed class Node
{
    /// <summary>Orders nodes as MAAS lists them.</summary>
    public required int Id { get; init; }

    public required string SystemId { get; init; }

    public required string Hostname { get; set; }

    public required Domain Domain { get; set; }

    public bool IsRack { get; init; }

    public string Fqdn => Hostname + "." + Domain.Name;

    public string Description { get; set; } = "";

    public NodeStatus Status { get; set; }

    /// <summary>The state before commissioning, testing, rescue mode or breaking, to which the node returns.</summary>
    public NodeStatus PreviousStatus { get; set; }

    /// <summary>Counts changes of state, so that a delayed step knows whether it still applies.</summary>
    public int StatusSerial { get; set; }

    public string? StatusMessage { get; set; }

    public string? StatusAction { get; set; }

    public User? Owner { get; set; }

    public string Architecture { get; set; } = "amd64/generic";

    public string PowerType { get; set; } = "";

    public SortedDictionary<string, string> PowerParameters { get; } = new(StringComparer.Ordinal);

    public string PowerState { get; set; } = "unknown";

    public required Grouping Zone { get; set; }

    public required Grouping Pool { get; set; }

    public SortedSet<string> Tags { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> OwnerData { get; } = new(StringComparer.Ordinal);

    public string AgentName { get; set; } = "";

    public int CpuCount { get; set; }

    public int CpuSpeed { get; set; }

    public int MemoryMiB { get; set; }

    public long? SwapSize { get; set; }

    public string? BiosBootMethod { get; set; }

    public string? HardwareUuid { get; set; }

    public Dictionary<string, string> HardwareInfo { get; } = new(StringComparer.Ordinal);

    public string OperatingSystem { get; set; } = "";

    public string DistroSeries { get; set; } = "";

    public string? HweKernel { get; set; }

    public string MinHweKernel { get; set; } = "";

    public bool Netboot { get; set; } = true;

    public bool Locked { get; set; }

    public bool EphemeralDeploy { get; set; }

    public bool EnableHwSync { get; set; }

    /// <summary>What cloud-init gets from the running deployment, decoded; null for nothing.</summary>
    public byte[]? UserData { get; set; }

    /// <summary>What the running commissioning was asked to leave alone or to add.</summary>
    public CommissioningRequest Request { get; set; } = new();

    public List<NodeInterface> Interfaces { get; } = [];

    public NodeInterface? BootInterface { get; set; }

    /// <summary>The link whose subnet gives the default gateway, where one was chosen.</summary>
    public InterfaceLink? GatewayLink { get; set; }

    public List<BlockDevice> BlockDevices { get; } = [];

    public List<VolumeGroup> VolumeGroups { get; } = [];

    public List<Raid> Raids { get; } = [];

    public List<Bcache> Bcaches { get; } = [];

    public List<CacheSet> CacheSets { get; } = [];

    /// <summary>The disk that set_boot_disk chose.</summary>
    public BlockDevice? ChosenBootDisk { get; set; }

    public List<SpecialFilesystem> SpecialFilesystems { get; } = [];

    public List<ScriptSet> ScriptSets { get; } = [];

    public bool IsManual => PowerType == "manual";

    public IEnumerable<BlockDevice> PhysicalDisks => BlockDevices.Where(disk => !disk.IsVirtual);

    public BlockDevice? BootDisk =>
        ChosenBootDisk ?? PhysicalDisks.Where(disk => disk.Size >= 512L << 20).OrderBy(disk => disk.Id).FirstOrDefault();

    public bool IsUefi => BiosBootMethod == "uefi";

    public ScriptSet? CurrentSet(ScriptKind kind) => ScriptSets.LastOrDefault(set => set.Kind == kind && set.IsCurrent);
}

/// <summary>The choices of <c>op=commission</c>.</summary>
internal sealed record CommissioningRequest(bool EnableSsh = false, bool SkipNetworking = false, bool SkipStorage = false)
{
    /// <summary>Which commissioning scripts run beside MAAS's own.</summary>
    public ScriptChoice Commissioning { get; init; } = ScriptChoice.Default;

    /// <summary>Which tests run.</summary>
    public ScriptChoice Testing { get; init; } = ScriptChoice.Default;
}

/// <summary>A filesystem without a device: tmpfs or ramfs.</summary>
internal sealed record SpecialFilesystem(string Type, string MountPoint, string? MountOptions);
