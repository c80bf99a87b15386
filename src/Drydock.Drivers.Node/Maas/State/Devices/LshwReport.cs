using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>What <c>lshw -xml</c> says of a whole machine. What it leaves out is null or empty.</summary>
public sealed class LshwReport
{
    private readonly XElement? _system;
    private readonly List<XElement> _nodes;

    private LshwReport(XElement root)
    {
        _nodes = [.. root.DescendantsAndSelf("node")];
        _system = _nodes.Find(node => ClassOf(node) == "system") ?? _nodes.FirstOrDefault();
    }

    /// <summary>The report of a machine that was never commissioned.</summary>
    public static LshwReport Empty { get; } = new(new XElement("list"));

    /// <summary>Who made the machine.</summary>
    public string? Vendor => Text(_system, "vendor");

    /// <summary>The model.</summary>
    public string? Model => Text(_system, "product");

    /// <summary>The hardware's version.</summary>
    public string? Version => Text(_system, "version");

    /// <summary>The serial number.</summary>
    public string? SerialNumber => Text(_system, "serial");

    /// <summary>The UUID.</summary>
    public string? Uuid => Setting(_system, "uuid");

    /// <summary>BIOS or UEFI firmware.</summary>
    public NodeFirmware? Firmware => _nodes.Find(node => IdOf(node) is "firmware" or "firmware:0") is { } firmware
        ? new(IsUefi(firmware) ? "UEFI" : "BIOS", Text(firmware, "vendor"), Text(firmware, "version"), Text(firmware, "date")) : null;

    /// <summary>Processors; sockets without one are left out.</summary>
    public IEnumerable<NodeCpu> Cpus => _nodes.Where(node => ClassOf(node) == "processor" && (string?)node.Attribute("disabled") != "true")
        .Select(cpu =>
        {
            var cores = Number(Setting(cpu, "enabledcores") ?? Setting(cpu, "cores")) ?? 1;
            return new NodeCpu(Text(cpu, "product") ?? Text(cpu, "version") ?? "", Text(cpu, "vendor"), (int)cores, (int)(Number(Setting(cpu, "threads")) ?? cores));
        });

    /// <summary>Memory in MiB; null where it is not told.</summary>
    public long? MemoryMiB => _nodes.Where(node => ClassOf(node) == "memory" && IdOf(node).Split(':')[0] == "memory")
        .Select(node => Number(Text(node, "size")) >> 20).Aggregate((long?)null, (sum, size) => size is null ? sum : (sum ?? 0) + size);

    /// <summary>Reads a report.</summary>
    /// <param name="xml">XML in UTF-8.</param>
    /// <exception cref="XmlException">It is no XML, or has a document type.</exception>
    public static LshwReport Parse(byte[] xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StreamReader(new MemoryStream(xml), Encoding.UTF8), settings);
        return new(XDocument.Load(reader).Root!);
    }

    /// <summary>What is told of a device.</summary>
    /// <param name="kind">lshw's class, for example <c>network</c>.</param>
    /// <param name="name">The operating system's name.</param>
    /// <param name="serial">The serial number, for interfaces the MAC address; null to go by the name alone.</param>
    /// <returns>Null where there is none.</returns>
    public LshwDevice? Find(string kind, string name, string? serial)
    {
        var same = _nodes.Where(node => ClassOf(node) == kind).ToList();
        var device = (serial is null ? null : same.Find(node => string.Equals(Text(node, "serial"), serial, StringComparison.OrdinalIgnoreCase)))
            ?? same.Find(node => node.Elements("logicalname").Any(path => NameOf(path.Value) == name));
        return device is null ? null : new(Text(device, "businfo"), Text(device, "vendor"), Text(device, "product"),
            Setting(device, "firmware") ?? Text(device, "version"));
    }

    private static bool IsUefi(XElement firmware) =>
        firmware.Element("capabilities")?.Elements("capability").Any(capability => (string?)capability.Attribute("id") == "uefi") == true
        || Text(firmware, "description")?.StartsWith("UEFI", StringComparison.OrdinalIgnoreCase) == true;

    private static string NameOf(string path) => path.Trim().Substring(path.Trim().LastIndexOf('/') + 1);

    private static string ClassOf(XElement node) => (string?)node.Attribute("class") ?? "";

    private static string IdOf(XElement node) => (string?)node.Attribute("id") ?? "";

    private static string? Text(XElement? node, string name) => node?.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static string? Setting(XElement? node, string id) =>
        (string?)node?.Element("configuration")?.Elements("setting").FirstOrDefault(setting => (string?)setting.Attribute("id") == id)?.Attribute("value");

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What <c>lshw</c> tells of a device; null where it does not.</summary>
/// <param name="BusInfo">Bus and address.</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="Model">The model.</param>
/// <param name="Firmware">The firmware's version.</param>
public sealed record LshwDevice(string? BusInfo, string? Vendor, string? Model, string? Firmware);
