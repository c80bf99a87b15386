using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>Storage objects as MAAS's JSON.</summary>
internal static class StorageJson
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    public static JObject Json(this BlockDevice disk)
    {
        var json = new JObject
        {
            ["id"] = disk.Id,
            ["name"] = disk.Name,
            ["type"] = disk.IsVirtual ? "virtual" : "physical",
            ["system_id"] = disk.Node.SystemId,
            ["path"] = disk.Path,
            ["id_path"] = disk.IdPath,
            ["model"] = disk.Model,
            ["serial"] = disk.Serial,
            ["size"] = disk.Size,
            ["block_size"] = disk.BlockSize,
            ["available_size"] = StorageTree.Available(disk),
            ["used_size"] = StorageTree.Used(disk),
            ["used_for"] = StorageTree.UsedFor(disk),
            ["partition_table_type"] = disk.HasTable ? "GPT" : null,
            ["partitions"] = new JArray(disk.Partitions.Select(Json)),
            ["filesystem"] = Json(disk.Filesystem),
            ["tags"] = new JArray(disk.Tags),
            ["uuid"] = disk.Uuid,
            ["numa_node"] = disk.NumaNode,
            ["storage_pool"] = null,
            ["resource_uri"] = Uris.Of($"nodes/{disk.Node.SystemId}/blockdevices/{disk.Id}/"),
        };
        if (!disk.IsVirtual) json["firmware_version"] = disk.Firmware;
        return json;
    }

    /// <summary>A block device in <c>blockdevices/</c>, which leaves the firmware's version out.</summary>
    public static JObject ListedJson(this BlockDevice disk)
    {
        var json = disk.Json();
        json.Remove("firmware_version");
        // Of a logical volume the list leaves the group out of the path.
        json["path"] = "/dev/disk/by-dname/" + disk.BaseName;
        return json;
    }

    /// <summary>A logical volume as the answer to its creation: only what a volume of its own has.</summary>
    public static JObject CreatedJson(this BlockDevice volume) => new()
    {
        ["id"] = volume.Id,
        ["name"] = volume.Name,
        ["uuid"] = volume.Uuid,
        ["size"] = volume.Size,
        ["available_size"] = StorageTree.Available(volume),
        ["used_size"] = StorageTree.Used(volume),
        ["system_id"] = volume.Node.SystemId,
        ["resource_uri"] = Uris.Of($"nodes/{volume.Node.SystemId}/blockdevices/{volume.Id}/"),
    };

    public static JObject Json(this Partition partition) => new()
    {
        ["id"] = partition.Id,
        ["uuid"] = partition.Uuid,
        ["size"] = partition.Size,
        ["bootable"] = partition.Bootable,
        ["tags"] = new JArray(partition.Tags),
        ["system_id"] = partition.Node.SystemId,
        ["device_id"] = partition.Device.Id,
        ["path"] = StorageTree.Path(partition),
        ["type"] = "partition",
        ["used_for"] = StorageTree.UsedFor(partition),
        ["filesystem"] = Json(partition.Filesystem),
        ["resource_uri"] = Uris.Of($"nodes/{partition.Node.SystemId}/blockdevices/{partition.Device.Id}/partition/{partition.Id}"),
    };

    public static JObject Json(this StorageTarget target) => target is Partition partition ? partition.Json() : ((BlockDevice)target).Json();

    public static JObject Json(this VolumeGroup group)
    {
        var size = StorageTree.Size(group);
        var used = StorageTree.Used(group);
        return new()
        {
            ["id"] = group.Id,
            ["name"] = group.Name,
            ["uuid"] = group.Uuid,
            ["system_id"] = group.Node.SystemId,
            ["size"] = size,
            ["available_size"] = size - used,
            ["used_size"] = used,
            ["human_size"] = Human(size),
            ["human_available_size"] = Human(size - used),
            ["human_used_size"] = Human(used),
            ["devices"] = new JArray(group.Members.OrderBy(member => member is Partition ? 1 : 0).Select(member => member.Json())),
            ["logical_volumes"] = new JArray(group.Volumes.Select(volume => volume.Json())),
            ["resource_uri"] = Uris.Of($"nodes/{group.Node.SystemId}/volume-group/{group.Id}/"),
        };
    }

    public static JObject Json(this Raid raid) => new()
    {
        ["id"] = raid.Id,
        ["name"] = raid.Name,
        ["uuid"] = raid.Uuid,
        ["level"] = raid.Level,
        ["system_id"] = raid.Node.SystemId,
        ["size"] = raid.Device.Size,
        ["human_size"] = Human(raid.Device.Size),
        ["virtual_device"] = raid.Device.Json(),
        ["devices"] = new JArray(raid.Members.Where(member => !member.Filesystem!.IsSpare).Select(member => member.Json())),
        ["spare_devices"] = new JArray(raid.Members.Where(member => member.Filesystem!.IsSpare).Select(member => member.Json())),
        ["resource_uri"] = Uris.Of($"nodes/{raid.Node.SystemId}/raid/{raid.Id}/"),
    };

    public static JObject Json(this Bcache bcache) => new()
    {
        ["id"] = bcache.Id,
        ["name"] = bcache.Name,
        ["uuid"] = bcache.Uuid,
        ["cache_mode"] = bcache.Mode,
        ["system_id"] = bcache.Node.SystemId,
        ["size"] = bcache.Device.Size,
        ["human_size"] = Human(bcache.Device.Size),
        ["cache_set"] = bcache.CacheSet.Json(),
        ["backing_device"] = bcache.Backing.Json(),
        ["virtual_device"] = bcache.Device.Json(),
        ["resource_uri"] = Uris.Of($"nodes/{bcache.Node.SystemId}/bcache/{bcache.Id}/"),
    };

    public static JObject Json(this CacheSet set) => new()
    {
        ["id"] = set.Id,
        ["name"] = set.Name,
        ["system_id"] = set.Node.SystemId,
        ["cache_device"] = set.Device.Json(),
        ["resource_uri"] = Uris.Of($"nodes/{set.Node.SystemId}/bcache-cache-set/{set.Id}/"),
    };

    /// <summary>A size for people, in powers of 1000.</summary>
    public static string Human(long size)
    {
        var unit = 0;
        var value = (double)size;
        for (; value >= 1000 && unit < Units.Length - 1; unit++) value /= 1000;
        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    private static JObject? Json(Filesystem? filesystem) => filesystem is null ? null : new()
    {
        ["fstype"] = filesystem.Type,
        ["label"] = filesystem.Label,
        ["uuid"] = filesystem.Uuid,
        ["mount_point"] = filesystem.MountPoint,
        ["mount_options"] = filesystem.MountOptions,
    };
}
