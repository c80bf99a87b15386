using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Maas.Life;

/// <summary>What <c>lldpctl -f xml</c> prints on a server: the switch ports that its interfaces are plugged into.</summary>
internal static class LldpDocument
{
    public static string Of(ServerSpec server) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new XElement("lldp",
        new XAttribute("label", "LLDP neighbors"),
        server.Nics.Select((nic, index) => (nic, index)).Where(entry => entry.nic.Switch is not null).Select(entry => Neighbour(entry.nic, entry.index + 1)));

    private static XElement Neighbour(NicSpec nic, int number) => new("interface",
        new XAttribute("label", "Interface"), new XAttribute("name", nic.Name), new XAttribute("via", "LLDP"),
        new XAttribute("rid", number.ToString(CultureInfo.InvariantCulture)), new XAttribute("age", "0 day, 00:00:30"),
        new XElement("chassis", new XAttribute("label", "Chassis"),
            Labelled("id", "ChassisID", nic.Switch!, "local"), Labelled("name", "SysName", nic.Switch!, null),
            Labelled("descr", "SysDescr", "Lab switch", null)),
        new XElement("port", new XAttribute("label", "Port"),
            Labelled("id", "PortID", nic.SwitchPort ?? "", "ifname"), Labelled("descr", "PortDescr", nic.SwitchPort ?? "", null)));

    private static XElement Labelled(string name, string label, string value, string? type) =>
        new(name, new XAttribute("label", label), type is null ? null : new XAttribute("type", type), value);
}
