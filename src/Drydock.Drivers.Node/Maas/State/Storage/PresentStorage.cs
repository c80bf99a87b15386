using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>What stands on a machine's disks and is not in the machine's own JSON.</summary>
/// <param name="Groups">Volume groups.</param>
/// <param name="Raids">Software RAIDs.</param>
/// <param name="CacheSets">Caches.</param>
/// <param name="Bcaches">Cached devices.</param>
public sealed record PresentStorage(
    IReadOnlyList<MaasVolumeGroup> Groups, IReadOnlyList<PresentRaid> Raids, IReadOnlyList<PresentCacheSet> CacheSets, IReadOnlyList<PresentBcache> Bcaches)
{
    /// <summary>Nothing but disks.</summary>
    public static PresentStorage None { get; } = OfGroups([]);

    /// <summary>Volume groups alone.</summary>
    /// <param name="groups">The groups.</param>
    public static PresentStorage OfGroups(IReadOnlyList<MaasVolumeGroup> groups) => new(groups, [], [], []);
}

/// <summary>A device or partition that is a member of something.</summary>
/// <param name="IsPartition">Whether it is a partition.</param>
/// <param name="Id">MAAS's id; 0 for none.</param>
public sealed record PresentMember(bool IsPartition, int Id)
{
    /// <summary>Reads one.</summary>
    /// <param name="json">A block device's or partition's JSON.</param>
    public static PresentMember Parse(JToken? json) => new(json.Text("type") == "partition", json.Int("id"));
}

/// <summary>A software RAID (<c>RaidHandler</c>).</summary>
/// <param name="Name">The name.</param>
/// <param name="Level">The level in MAAS's words.</param>
/// <param name="Uuid">The UUID.</param>
/// <param name="DeviceId">Id of its block device.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Devices">Members.</param>
/// <param name="Spares">Spare members.</param>
public sealed record PresentRaid(string Name, string Level, string? Uuid, int DeviceId, long Size, ItemList<PresentMember> Devices, ItemList<PresentMember> Spares)
{
    /// <summary>Reads one.</summary>
    /// <param name="json">The RAID's JSON.</param>
    public static PresentRaid Parse(JToken json) => new(json.Text("name"), json.Text("level"), json.OptionalText("uuid"),
        json.Object("virtual_device").Int("id"), json.Number("size") ?? 0,
        new(json.Items("devices").Select(PresentMember.Parse)), new(json.Items("spare_devices").Select(PresentMember.Parse)));
}

/// <summary>A cache (<c>BcacheCacheSetHandler</c>).</summary>
/// <param name="Id">MAAS's id.</param>
/// <param name="Name">The name that MAAS gave it, for example <c>cache0</c>.</param>
/// <param name="Device">What it lies on.</param>
public sealed record PresentCacheSet(int Id, string Name, PresentMember Device)
{
    /// <summary>Reads one.</summary>
    /// <param name="json">The cache set's JSON.</param>
    public static PresentCacheSet Parse(JToken json) => new(json.Int("id"), json.Text("name"), PresentMember.Parse(json.Object("cache_device")));
}

/// <summary>A cached device (<c>BcacheHandler</c>).</summary>
/// <param name="Id">MAAS's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Uuid">The UUID.</param>
/// <param name="Mode">How writes are cached, in MAAS's words.</param>
/// <param name="DeviceId">Id of its block device.</param>
/// <param name="CacheSetId">Id of its cache.</param>
/// <param name="Backing">Its backing device.</param>
public sealed record PresentBcache(int Id, string Name, string? Uuid, string Mode, int DeviceId, int CacheSetId, PresentMember Backing)
{
    /// <summary>Reads one.</summary>
    /// <param name="json">The bcache's JSON.</param>
    public static PresentBcache Parse(JToken json) => new(json.Int("id"), json.Text("name"), json.OptionalText("uuid"), json.Text("cache_mode"),
        json.Object("virtual_device").Int("id"), json.Object("cache_set").Int("id"), PresentMember.Parse(json.Object("backing_device")));
}
