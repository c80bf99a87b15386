using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>A device as commissioning found it.</summary>
/// <param name="Class">lshw's class, for example <c>network</c> or <c>disk</c>.</param>
/// <param name="BusInfo">Bus and address, for example <c>pci@0000:18:00.0</c> or <c>scsi@2:0.0.0</c>.</param>
/// <param name="Name">The operating system's name without folder, for example <c>eno1</c> or <c>sda</c>.</param>
public sealed record HardwareDevice(string Class, string BusInfo, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => BusInfo + "=" + Name;
}

/// <summary>The devices of a machine that have both a bus address and a name, in lshw's order.</summary>
public sealed class HardwareInventory
{
    /// <summary>An inventory of these devices.</summary>
    /// <param name="devices">The devices.</param>
    public HardwareInventory(IEnumerable<HardwareDevice> devices) => Devices = new(devices);

    /// <summary>The inventory of a machine that was never commissioned.</summary>
    public static HardwareInventory Empty { get; } = new([]);

    /// <summary>The devices.</summary>
    public ItemList<HardwareDevice> Devices { get; }

    /// <summary>Reads the output of <c>lshw -xml</c>. Nodes without bus address or name are skipped.</summary>
    /// <param name="xml">The XML in UTF-8.</param>
    /// <exception cref="XmlException">It is no XML, or has a document type.</exception>
    public static HardwareInventory Parse(byte[] xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StreamReader(new MemoryStream(xml), Encoding.UTF8), settings);
        return new(XDocument.Load(reader).Descendants("node").Select(Device).OfType<HardwareDevice>());
    }

    private static HardwareDevice? Device(XElement node)
    {
        var bus = node.Element("businfo")?.Value.Trim();
        var path = node.Element("logicalname")?.Value.Trim();
        if (string.IsNullOrEmpty(bus) || string.IsNullOrEmpty(path)) return null;
        var name = path!.Substring(path.LastIndexOf('/') + 1);
        return new((string?)node.Attribute("class") ?? "", bus!, name);
    }
}
