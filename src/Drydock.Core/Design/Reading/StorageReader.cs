using System.Globalization;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads the storage section of host profiles and nodes.</summary>
internal sealed class StorageReader(Removals removed)
{
    private const int HighestLevel = 10;

    private readonly InheritedFields _inherited = new(removed);

    /// <summary>The host with the storage that a section says.</summary>
    public HostSettings Read(FieldReader storage, HostSettings host) => host with
    {
        StorageDevices = new(InheritedFields.Named(storage, "physical_devices").Select(entry => Device(entry.Name, entry.Fields))),
        Raids = new(InheritedFields.Named(storage, "raids").Select(entry => Raid(entry.Name, entry.Fields))),
        Bcaches = new(InheritedFields.Named(storage, "bcaches").Select(entry => Bcache(entry.Name, entry.Fields))),
        VolumeGroups = new(InheritedFields.Named(storage, "volume_groups").Select(entry => Group(entry.Name, entry.Fields))),
    };

    private StorageDevice Device(string name, FieldReader? fields)
    {
        if (fields is null) return new StorageDevice { Name = name };
        var device = new StorageDevice
        {
            Name = name,
            Labels = InheritedFields.Texts(fields, "labels", DeviceLabel),
            VolumeGroup = _inherited.Text(fields, "volume_group"),
            Partitions = new(fields.Mappings("partitions").Select(partition => Partition(partition, fields.Path))),
        };
        fields.Finish();
        return device;
    }

    private Partition Partition(FieldReader fields, string devicePath)
    {
        var name = fields.RequiredText("name");
        var path = devicePath + "." + name;
        var group = _inherited.Text(fields, "volume_group", path);
        var sameGroup = _inherited.Text(fields, "vg", path);
        var partition = new Partition
        {
            Name = name,
            Size = _inherited.Text(fields, "size", path),
            PartUuid = _inherited.Text(fields, "part_uuid", path),
            VolumeGroup = group ?? sameGroup,
            Bootable = fields.Boolean("bootable", absent: false),
            Labels = InheritedFields.Texts(fields, "labels", InheritedFields.Value),
            Filesystem = Filesystem(fields, path),
        };
        fields.Finish();
        return partition;
    }

    private Raid Raid(string name, FieldReader? fields)
    {
        if (fields is null) return new Raid { Name = name };
        var raid = new Raid
        {
            Name = name,
            Level = fields.Integer("level", most: HighestLevel),
            Devices = fields.Texts("devices"),
            Spares = fields.Texts("spares"),
            RaidUuid = _inherited.Text(fields, "raid_uuid"),
            VolumeGroup = _inherited.Text(fields, "volume_group"),
            Partitions = new(fields.Mappings("partitions").Select(partition => Partition(partition, fields.Path))),
            Filesystem = Filesystem(fields, fields.Path),
        };
        fields.Finish();
        return raid;
    }

    private Bcache Bcache(string name, FieldReader? fields)
    {
        if (fields is null) return new Bcache { Name = name };
        var bcache = new Bcache
        {
            Name = name,
            Backing = _inherited.Text(fields, "backing"),
            Cache = _inherited.Text(fields, "cache"),
            Mode = fields.Choice<CacheMode?>("mode", null,
                ("writethrough", CacheMode.WriteThrough), ("writeback", CacheMode.WriteBack), ("writearound", CacheMode.WriteAround)),
            BcacheUuid = _inherited.Text(fields, "bcache_uuid"),
            VolumeGroup = _inherited.Text(fields, "volume_group"),
            Filesystem = Filesystem(fields, fields.Path),
        };
        fields.Finish();
        return bcache;
    }

    private VolumeGroup Group(string name, FieldReader? fields)
    {
        if (fields is null) return new VolumeGroup { Name = name };
        var group = new VolumeGroup
        {
            Name = name,
            VgUuid = _inherited.Text(fields, "vg_uuid"),
            LogicalVolumes = new(fields.Mappings("logical_volumes").Select(volume => Volume(volume, fields.Path))),
        };
        fields.Finish();
        return group;
    }

    private LogicalVolume Volume(FieldReader fields, string groupPath)
    {
        var name = fields.RequiredText("name");
        var path = groupPath + "." + name;
        var volume = new LogicalVolume
        {
            Name = name,
            Size = _inherited.Text(fields, "size", path),
            LvUuid = _inherited.Text(fields, "lv_uuid", path),
            Filesystem = Filesystem(fields, path),
        };
        fields.Finish();
        return volume;
    }

    private Filesystem? Filesystem(FieldReader fields, string path)
    {
        if (fields.Value("filesystem") is YamlScalar { IsNull: true } or YamlScalar { Text: InheritedFields.Remove })
        {
            removed.Add(path + ".filesystem");
            return null;
        }
        if (fields.Mapping("filesystem") is not { } written) return null;
        var filesystem = new Filesystem
        {
            Type = _inherited.Text(written, "fstype", path) ?? "ext4",
            MountPoint = _inherited.Text(written, "mountpoint", path),
            MountOptions = _inherited.Text(written, "mount_options", path) ?? "defaults",
            Uuid = _inherited.Text(written, "fs_uuid", path),
            Label = _inherited.Text(written, "fs_label", path),
        };
        written.Finish();
        return filesystem;
    }

    /// <summary>A label as text; booleans in lower case, as <c>bootdrive: true</c> is looked for.</summary>
    private static string? DeviceLabel(FieldReader fields, YamlEntry entry)
    {
        var text = fields.ScalarOf(entry);
        return entry.Value is YamlScalar { Kind: ScalarKind.Boolean } ? text?.ToLower(CultureInfo.InvariantCulture) : text;
    }
}
