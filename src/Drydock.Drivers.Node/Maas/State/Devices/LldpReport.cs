using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Who spoke LLDP on a machine's interfaces, as <c>lldpctl -f xml</c> says.</summary>
public static class LldpReport
{
    /// <summary>Reads a report. An interface that heard several neighbours has the first.</summary>
    /// <param name="xml">XML in UTF-8; empty for nobody.</param>
    /// <returns>Neighbours by the interface's name.</returns>
    /// <exception cref="XmlException">It is no XML, or has a document type.</exception>
    public static IReadOnlyDictionary<string, LldpNeighbour> Parse(byte[] xml)
    {
        var neighbours = new Dictionary<string, LldpNeighbour>(StringComparer.Ordinal);
        if (xml.All(letter => letter is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return neighbours;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StreamReader(new MemoryStream(xml), Encoding.UTF8), settings);
        foreach (var nic in XDocument.Load(reader).Descendants("interface"))
        {
            if ((string?)nic.Attribute("name") is { } name && !neighbours.ContainsKey(name)) neighbours.Add(name, Neighbour(nic));
        }

        return neighbours;
    }

    private static LldpNeighbour Neighbour(XElement nic)
    {
        var (chassis, port) = (nic.Element("chassis"), nic.Element("port"));
        var vlan = nic.Elements("vlan").FirstOrDefault(candidate => (string?)candidate.Attribute("pvid") == "yes");
        return new(Text(chassis, "name"), Text(chassis, "id"), Text(port, "id") ?? Text(port, "descr"),
            int.TryParse((string?)vlan?.Attribute("vlan-id"), NumberStyles.None, CultureInfo.InvariantCulture, out var vid) ? vid : null);
    }

    private static string? Text(XElement? parent, string name) => parent?.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
