using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace Drydock.Drivers.Oob.Libvirt.Domains;

/// <summary>A domain's definition. Only its boot order and what is remembered of it change; all else stays as it was read.</summary>
public sealed class DomainXml
{
    private readonly XDocument _document;

    /// <summary>Reads a definition.</summary>
    /// <param name="xml">The XML, as libvirt gives it.</param>
    /// <exception cref="InvalidDataException">It is no domain.</exception>
    public DomainXml(string xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), settings);
            _document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException("a domain's XML cannot be read: " + e.Message, e);
        }

        if (_document.Root!.Name != "domain") throw new InvalidDataException($"expected a domain's XML, found {_document.Root.Name}");
    }

    /// <summary>The domain's UUID.</summary>
    public string? Uuid => Root.Element("uuid")?.Value.Trim();

    /// <summary>The machine's type, for example <c>pc-q35-7.2</c>.</summary>
    public string? Machine => Os.Element("type")?.Attribute("machine")?.Value;

    /// <summary>What runs it, for example <c>kvm</c>.</summary>
    public string? Type => Root.Attribute("type")?.Value;

    /// <summary>How its firmware boots.</summary>
    public BootMode Mode => Os.Attribute("firmware")?.Value == "efi" || Os.Element("loader")?.Attribute("type")?.Value == "pflash"
        ? BootMode.Uefi : BootMode.Legacy;

    /// <summary>True where a kernel is started directly, past every boot device.</summary>
    public bool BootsKernel => Os.Element("kernel") is not null;

    /// <summary>Its memory in GiB; null where the definition does not say it in a known unit.</summary>
    public double? MemoryGiB
    {
        get
        {
            var memory = Root.Element("memory");
            if (!double.TryParse(memory?.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var size))
            {
                return null;
            }

            return memory!.Attribute("unit")?.Value switch
            {
                null or "KiB" or "k" => size / (1 << 20),
                "MiB" or "M" => size / (1 << 10),
                "GiB" or "G" => size,
                "b" or "bytes" => size / (1 << 30),
                _ => null,
            };
        }
    }

    /// <summary>How many processors it has; null where the definition does not say.</summary>
    public int? Processors =>
        int.TryParse(Root.Element("vcpu")?.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>Its network interfaces' MAC addresses.</summary>
    public IReadOnlyList<string> Macs => [.. Devices("interface").Select(MacOf).Where(mac => mac.Length > 0)];

    /// <summary>
    /// What it boots from, in order: <c>network</c>, <c>hd</c>, <c>cdrom</c>, <c>fd</c>; or by device, for example
    /// <c>interface 52:54:00:00:00:01</c> and <c>disk vda</c>.
    /// </summary>
    public IReadOnlyList<string> BootOrder => OrderedDevices.Count > 0 ? [.. OrderedDevices.Select(KeyOf)] : OsBoot;

    internal XElement Root => _document.Root!;

    internal XElement Os
    {
        get
        {
            if (Root.Element("os") is { } os) return os;
            Root.Add(os = new XElement("os"));
            return os;
        }
    }

    /// <summary>Devices with an order of their own, first to last.</summary>
    internal IReadOnlyList<XElement> OrderedDevices =>
    [
        .. AllDevices.Where(device => device.Element("boot") is not null)
            .OrderBy(device => (int?)device.Element("boot")!.Attribute("order") ?? int.MaxValue),
    ];

    internal IReadOnlyList<string> OsBoot => [.. Os.Elements("boot").Select(boot => boot.Attribute("dev")?.Value ?? "")];

    private IEnumerable<XElement> AllDevices => Root.Element("devices")?.Elements() ?? [];

    /// <summary>A text of the BIOS's system description (<c>sysinfo</c>), or null.</summary>
    /// <param name="name">For example <c>serial</c>.</param>
    public string? SystemText(string name) => Root.Elements("sysinfo").Elements("system").Elements("entry")
        .FirstOrDefault(entry => entry.Attribute("name")?.Value == name)?.Value;

    /// <summary>The XML.</summary>
    public override string ToString() => _document.ToString(SaveOptions.DisableFormatting);

    internal static string MacOf(XElement device) => device.Element("mac")?.Attribute("address")?.Value ?? "";

    internal IReadOnlyList<XElement> Devices(string element) => [.. AllDevices.Where(device => device.Name == element)];

    internal IReadOnlyList<XElement> Disks(string kind) =>
        [.. Devices("disk").Where(disk => (disk.Attribute("device")?.Value ?? "disk") == kind)];

    /// <summary>A name for a device that outlives changes of other devices.</summary>
    internal string KeyOf(XElement device)
    {
        var name = device.Name.LocalName switch
        {
            "interface" => MacOf(device),
            "disk" => device.Element("target")?.Attribute("dev")?.Value,
            _ => null,
        };
        if (string.IsNullOrEmpty(name))
            name = Devices(device.Name.LocalName).ToList().IndexOf(device).ToString(CultureInfo.InvariantCulture);
        return $"{device.Name.LocalName} {name}";
    }

    internal XElement? FindDevice(string key) =>
        AllDevices.FirstOrDefault(device => string.Equals(KeyOf(device), key, StringComparison.OrdinalIgnoreCase));

    internal void ClearBootOrder()
    {
        Os.Elements("boot").Remove();
        AllDevices.Elements("boot").Remove();
    }
}
