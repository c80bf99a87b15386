using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads host profiles and nodes. In both, <c>!</c> takes away what is inherited, before a name, or in place of a text.</summary>
internal sealed class HostReader
{
    private static readonly Regex MacForm = new(
        @"\A([0-9a-f]{2}([:-])([0-9a-f]{2}\2){4}[0-9a-f]{2}|([0-9a-f]{4}\.){2}[0-9a-f]{4}|[0-9a-f]{12})\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly FieldReader _fields;
    private readonly Removals _removed = new();
    private readonly InheritedFields _inherited;

    private HostReader(FieldReader fields)
    {
        _fields = fields;
        _inherited = new InheritedFields(_removed);
    }

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
            HardwareProfile = _inherited.Text(_fields, "hardware_profile"),
            PrimaryNetwork = _inherited.Text(_fields, "primary_network"),
            Oob = oob is null ? host.Oob : new OobReader(oob, _removed).Read(),
            Interfaces = new(InheritedFields.Named(_fields, "interfaces").Select(entry => Interface(entry.Name, entry.Fields))),
            Tags = metadata?.Texts("tags") ?? ItemList<string>.Empty,
            OwnerData = metadata is null ? TextMap.Empty : InheritedFields.Texts(metadata, "owner_data", InheritedFields.Value),
            Rack = metadata is null ? null : _inherited.Text(metadata, "rack"),
            Image = platform is null ? null : _inherited.Text(platform, "image"),
            Kernel = platform is null ? null : _inherited.Text(platform, "kernel"),
            KernelParams = platform is null ? TextMap.Empty : InheritedFields.Texts(platform, "kernel_params", KernelParameter),
        };
        if (storage is not null) read = new StorageReader(_removed).Read(storage, read);
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
            NetworkLink = _inherited.Text(fields, "device_link"),
            Slaves = fields.Texts("slaves"),
            Networks = fields.Texts("networks"),
            Sriov = sriov,
            Labels = InheritedFields.Texts(fields, "labels", (labels, entry) => labels.ScalarOf(entry)),
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
}
