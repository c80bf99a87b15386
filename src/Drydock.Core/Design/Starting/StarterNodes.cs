using System.Globalization;
using System.Text;
using Drydock.Design;

namespace Drydock.Core.Design.Starting;

/// <summary>Writes a starter site's nodes, the first with comments.</summary>
internal sealed class StarterNodes(SiteStartOptions options, AddressPlan oob, AddressPlan management)
{
    private readonly int _digits = options.NodeCount.ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>The name of a node, counted from 0.</summary>
    public string Name(int index) => options.NodePrefix + (index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0');

    /// <summary>The documents of all nodes.</summary>
    public string Documents()
    {
        var text = new StringBuilder();
        for (var index = 0; index < options.NodeCount; index++) text.Append(Document(index));
        return text.ToString();
    }

    private string Document(int index)
    {
        var isFirst = index == 0;
        var mac = string.Format(CultureInfo.InvariantCulture, "52:54:00:{0:x2}:{1:x2}:{2:x2}", (index + 1) >> 16, ((index + 1) >> 8) & 255, (index + 1) & 255);
        return $"""
            ---
            schema: drydock/BaremetalNode/v1
            metadata:
              schema: metadata/Document/v1
              name: {Name(index)}
            data:
              host_profile: host
              addressing:
            {(isFirst ? "    # That of the BMC.\n" : "")}    - network: oob
                  address: {oob.Node(index)}
                - network: pxe
                  address: dhcp
                - network: management
                  address: {management.Node(index)}
              metadata:
            {Mac(isFirst, mac)}    rack: rack1
            {(isFirst ? "    # tags: [first]\n    # owner_data: {slot: '1'}\n" : "")}
            """;
    }

    /// <summary>The MAC address that the node boots from; needed where nothing else tells which machine it is.</summary>
    private string Mac(bool isFirst, string mac) =>
        options.OobType == "libvirt" ? (isFirst ? "    # The MAC address of the interface that boots from the network.\n" : "") + $"    boot_mac: '{mac}'\n"
        : isFirst ? $"    # The MAC address of the interface that boots from the network, if the BMC does not tell which machine it is.\n    # boot_mac: '{mac}'\n"
        : "";
}
