using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads host profiles and nodes. In both, <c>!</c> takes away what is inherited, before a name, or in place of a text.</summary>
internal sealed class HostReader
{
    private const string Remove = "!";

    private static readonly Regex MacForm = new(
        @"\A([0-9a-f]{2}([:-])([0-9a-f]{2}\2){4}[0-9a-f]{2}|([0-9a-f]{4}\.){2}[0-9a-f]{4}|[0-9a-f]{12})\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly FieldReader _fields;
    private readonly Removals _removed = new();

    private HostReader(FieldReader fields) => _fields = fields;

    public static HostLayer HostProfile(FieldReader fields)
    {
        var reader = new HostReader(fields);
        var metadata = fields.Mapping("metadata");
        if (metadata?.Value("boot_mac") is { } mac)
        {
            var place = fields.Document.Place(mac, ".metadata.boot_mac");
            fields.Findings.Warning(RuleIds.NotInherited, place, $"{place} stands in a host profile; nodes do not inherit it.",
                "Give each node its own metadata.boot_mac.");
        }
        return new HostLayer(fields.Document, reader.Common(new HostProfile(), metadata), reader._removed);
    }

    public static HostLayer BaremetalNode(FieldReader fields)
    {
        var reader = new HostReader(fields);
        var metadata = fields.Mapping("metadata");
        var node = new BaremetalNode
        {
            BootMac = metadata is null ? null : BootMac(metadata),
            Addressing = new(fields.Mappings("addressing").Select(Address)),
        };
        if (fields.Value("addressing") is null or YamlSequence { Items.Count: 0 })
            fields.Wrong(fields.Value("addressing"), "addressing", "a list of at least one network and its address");
        return new HostLayer(fields.Document, reader.Common(node, metadata), reader._removed);
    }

    private HostSettings Common(HostSettings host, FieldReader? metadata)
    {
        var platform = _fields.Mapping("platform");
        var storage = _fields.Mapping("storage");
        var oob = _fields.Mapping("oob");
        var read = host with
        {
            Name = _fields.Document.Name,
            Source = _fields.Document.Start,
            HostProfile = _fields.Text("host_profile"),
            HardwareProfile = Inheritable(_fields, "hardware_profile"),
            PrimaryNetwork = Inheritable(_fields, "primary_network"),
            Oob = oob is null ? host.Oob : new OobReader(oob, _removed).Read(),
            Interfaces = new(Named(_fields, "interfaces").Select(entry => Interface(entry.Name, entry.Fields))),
            Tags = metadata?.Texts("tags") ?? ItemList<string>.Empty,
            OwnerData = metadata is null ? TextMap.Empty : Texts(metadata, "owner_data", Text),
            Rack = metadata is null ? null : Inheritable(metadata, "rack"),
            Image = platform is null ? null : Inheritable(platform, "image"),
            Kernel = platform is null ? null : Inheritable(platform, "kernel"),
            KernelParams = platform is null ? TextMap.Empty : Texts(platform, "kernel_params", KernelParameter),
        };
        if (storage is not null)
        {
            read = read with
            {
                StorageDevices = new(Named(storage, "physical_devices").Select(entry => Device(entry.Name, entry.Fields))),
                VolumeGroups = new(Named(storage, "volume_groups").Select(entry => Group(entry.Name, entry.Fields))),
            };
        }
        platform?.Finish();
        storage?.Finish();
        metadata?.Finish();
        return read;
    }

    private HostInterface Interface(string name, FieldReader? fields)
    {
        if (fields is null) return new HostInterface { Name = name };
        SriovSettings? sriov = null;
        if (fields.Value("sriov") is YamlScalar { IsNull: true }) _removed.Add(fields.Path + ".sriov");
        else if (fields.Mapping("sriov") is { } settings) sriov = Sriov(settings);
        var @interface = new HostInterface
        {
            Name = name,
            NetworkLink = Inheritable(fields, "device_link"),
            Slaves = fields.Texts("slaves"),
            Networks = fields.Texts("networks"),
            Sriov = sriov,
            Labels = Texts(fields, "labels", (labels, entry) => labels.ScalarOf(entry)),
        };
        fields.Finish();
        return @interface;
    }

    private static SriovSettings Sriov(FieldReader fields)
    {
        // Two spellings are in use for the same.
        var trusted = fields.Boolean("trustedmode", absent: false) | fields.Boolean("trustmode", absent: false);
        var sriov = new SriovSettings { VirtualFunctions = fields.Integer("vf_count") ?? 0, Trusted = trusted };
        fields.Finish();
        return sriov;
    }

    private StorageDevice Device(string name, FieldReader? fields)
    {
        if (fields is null) return new StorageDevice { Name = name };
        var device = new StorageDevice
        {
            Name = name,
            Labels = Texts(fields, "labels", DeviceLabel),
            VolumeGroup = Inheritable(fields, "volume_group"),
            Partitions = new(fields.Mappings("partitions").Select(partition => Partition(partition, fields.Path))),
        };
        fields.Finish();
        return device;
    }

    private Partition Partition(FieldReader fields, string devicePath)
    {
        var name = fields.RequiredText("name");
        var path = devicePath + "." + name;
        var group = Inheritable(fields, "volume_group", path);
        var sameGroup = Inheritable(fields, "vg", path);
        var partition = new Partition
        {
            Name = name,
            Size = Inheritable(fields, "size", path),
            PartUuid = Inheritable(fields, "part_uuid", path),
            VolumeGroup = group ?? sameGroup,
            Bootable = fields.Boolean("bootable", absent: false),
            Labels = Texts(fields, "labels", Text),
            Filesystem = Filesystem(fields, path),
        };
        fields.Finish();
        return partition;
    }

    private VolumeGroup Group(string name, FieldReader? fields)
    {
        if (fields is null) return new VolumeGroup { Name = name };
        var group = new VolumeGroup
        {
            Name = name,
            VgUuid = Inheritable(fields, "vg_uuid"),
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
            Size = Inheritable(fields, "size", path),
            LvUuid = Inheritable(fields, "lv_uuid", path),
            Filesystem = Filesystem(fields, path),
        };
        fields.Finish();
        return volume;
    }

    private Filesystem? Filesystem(FieldReader fields, string path)
    {
        if (fields.Value("filesystem") is YamlScalar { IsNull: true } or YamlScalar { Text: Remove })
        {
            _removed.Add(path + ".filesystem");
            return null;
        }
        if (fields.Mapping("filesystem") is not { } written) return null;
        var filesystem = new Filesystem
        {
            Type = Inheritable(written, "fstype", path) ?? "ext4",
            MountPoint = Inheritable(written, "mountpoint", path),
            MountOptions = Inheritable(written, "mount_options", path) ?? "defaults",
            Uuid = Inheritable(written, "fs_uuid", path),
            Label = Inheritable(written, "fs_label", path),
        };
        written.Finish();
        return filesystem;
    }

    private static NodeAddress Address(FieldReader fields)
    {
        var network = fields.RequiredText("network", "the name of a network");
        var address = fields.RequiredText("address", "an IP address, dhcp or auto");
        fields.Finish();
        return new NodeAddress
        {
            Network = network,
            Type = address switch { "dhcp" => AddressType.Dhcp, "auto" => AddressType.Auto, _ => AddressType.Static },
            Address = address is "dhcp" or "auto" ? null : address,
        };
    }

    private static string? BootMac(FieldReader metadata)
    {
        var value = metadata.Value("boot_mac");
        // Some addresses look like numbers to YAML; none is meant as one.
        if (value is YamlScalar { IsNull: false } scalar && MacForm.IsMatch(scalar.Text))
        {
            var digits = new string([.. scalar.Text.ToLowerInvariant().Where(letter => letter is not (':' or '-' or '.'))]);
            return string.Join(":", Enumerable.Range(0, 6).Select(index => digits.Substring(index * 2, 2)));
        }
        if (value is not null)
            metadata.Wrong(value, "boot_mac", "a MAC address such as 52:54:00:12:34:56");
        return null;
    }

    private static string? Text(FieldReader fields, YamlEntry entry) => fields.TextOf(entry.Value, "." + entry.Key.Text);

    /// <summary>A boolean that was probably meant as a word: <c>intel_iommu: on</c>.</summary>
    private static string? KernelParameter(FieldReader fields, YamlEntry entry)
    {
        if (entry.Value is YamlScalar { Kind: ScalarKind.Boolean } scalar && scalar.Text.ToUpperInvariant() is not ("TRUE" or "FALSE"))
        {
            var place = fields.Document.Place(scalar, fields.Path + "." + entry.Key.Text);
            fields.Findings.Warning(RuleIds.BooleanText, place,
                $"{place} is {scalar.Text} without quotes, which YAML reads as a boolean.",
                $"Write '{scalar.Text}' to pass the word, or true or false.");
        }
        return fields.ScalarOf(entry);
    }

    /// <summary>A label as text; booleans in lower case, as <c>bootdrive: true</c> is looked for.</summary>
    private static string? DeviceLabel(FieldReader fields, YamlEntry entry)
    {
        var text = fields.ScalarOf(entry);
        return entry.Value is YamlScalar { Kind: ScalarKind.Boolean } ? text?.ToLower(CultureInfo.InvariantCulture) : text;
    }

    /// <summary>A text; <c>!</c> notes its path as removed.</summary>
    private string? Inheritable(FieldReader fields, string key, string? path = null)
    {
        var value = fields.Value(key);
        if (value is null) return null;
        if (value is YamlScalar { Kind: ScalarKind.Text, Text: Remove })
        {
            _removed.Add((path ?? fields.Path) + "." + key);
            return null;
        }
        if (value is not YamlScalar { IsNull: true }) return fields.TextOf(value, "." + key);
        fields.Error(value, "." + key, "is null; expected a text.", $"Write '{Remove}' to take away what is inherited, or leave the key out.");
        return null;
    }

    /// <summary>A mapping of texts in which null removes a key, as a leading <c>!</c> does.</summary>
    private static TextMap Texts(FieldReader fields, string key, System.Func<FieldReader, YamlEntry, string?> read)
    {
        if (fields.Mapping(key) is not { } inner) return TextMap.Empty;
        var entries = new List<KeyValuePair<string, string>>(inner.Entries.Count);
        foreach (var entry in inner.Entries)
        {
            var name = entry.Key.Text;
            if (name.StartsWith(Remove, System.StringComparison.Ordinal)) entries.Add(new(name, ""));
            else if (entry.Value is YamlScalar { IsNull: true }) entries.Add(new(Remove + name, ""));
            else if (read(inner, entry) is { } text) entries.Add(new(name, text));
        }
        return entries.Count == 0 ? TextMap.Empty : new TextMap(entries);
    }

    /// <summary>
    /// A mapping of names to mappings in which null removes a name, as a leading <c>!</c> does; those come without fields.
    /// </summary>
    private static IEnumerable<(string Name, FieldReader? Fields)> Named(FieldReader fields, string key)
    {
        if (fields.Mapping(key) is not { } named) yield break;
        foreach (var entry in named.Entries)
        {
            var name = entry.Key.Text;
            if (name.StartsWith(Remove, System.StringComparison.Ordinal)) yield return (name, null);
            else if (entry.Value is YamlScalar { IsNull: true }) yield return (Remove + name, null);
            else if (named.MappingOf(entry.Value, "." + name) is { } inner) yield return (name, inner);
        }
    }
}
