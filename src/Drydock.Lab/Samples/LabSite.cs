using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Drydock.Design;

namespace Drydock.Lab.Samples;

/// <summary>
/// The lab's site design: racks of servers, each fourth one a control host (UEFI, Redfish, plain partitions), the others
/// compute hosts (BIOS, IPMI, LVM). The sample site is the one of twelve nodes on 127.23.0.0/16.
/// </summary>
public static class LabSite
{
    /// <summary>The UDP port of the servers' IPMI.</summary>
    public const int IpmiPort = 6230;

    /// <summary>The TCP port of the servers' Redfish.</summary>
    public const int RedfishPort = 6280;

    /// <summary>The second octet of the sample site's loopback addresses.</summary>
    public const int SampleOctet = 23;

    /// <summary>The most nodes that a site may have.</summary>
    public const int MaxNodes = 2000;

    private const int MinRacks = 3;
    private const int NodesPerRack = 40;
    private const int NodesPerControl = 4;
    private const int FirstHost = 11;

    /// <summary>The site's files, by name and text.</summary>
    /// <param name="nodes">How many nodes, 1 to <see cref="MaxNodes"/>.</param>
    /// <param name="loopbackOctet">The second octet of the BMCs' addresses in 127.0.0.0/8, 1 to 254.</param>
    public static IReadOnlyList<SiteSource> Generate(int nodes, int loopbackOctet)
    {
        if (nodes is < 1 or > MaxNodes) throw new ArgumentOutOfRangeException(nameof(nodes), nodes, $"A lab has 1 to {MaxNodes} nodes.");
        if (loopbackOctet is < 1 or > 254) throw new ArgumentOutOfRangeException(nameof(loopbackOctet), loopbackOctet, "The octet is 1 to 254.");
        var network = $"127.{loopbackOctet}.";
        SiteSource Constant(string file) => new(file, SampleText(file).Replace($"127.{SampleOctet}.", network));
        var racks = Math.Max(MinRacks, (nodes + NodesPerRack - 1) / NodesPerRack);
        return
        [
            Constant("region.yaml"),
            Constant("networks.yaml"),
            Constant("profiles.yaml"),
            new SiteSource("racks.yaml", Racks(racks, network)),
            new SiteSource("nodes.yaml", Nodes(nodes, racks, network)),
        ];
    }

    /// <summary>A file of the sample site as it is shipped.</summary>
    /// <param name="file">The file's name, for example <c>nodes.yaml</c>.</param>
    public static string SampleText(string file)
    {
        using var stream = typeof(LabSite).Assembly.GetManifestResourceStream("Drydock.Lab.Samples.site." + file)
            ?? throw new ArgumentException("The sample site has no file " + file + ".", nameof(file));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string Racks(int racks, string network)
    {
        var text = new StringBuilder("# Where servers stand, and the switches above them.\n");
        for (var rack = 1; rack <= racks; rack++)
        {
            text.Append($"""
                ---
                schema: drydock/Rack/v1
                metadata:
                  schema: metadata/Document/v1
                  name: {RackName(rack)}
                data:
                  tor_switches:
                    {RackName(rack)}-tor1:
                      mgmt_ip: {network}{rack}.2
                  location:
                    building: quay
                    row: r{((rack - 1) / 8) + 1}
                  local_networks: []

                """.Replace("\r\n", "\n"));
        }

        return text.ToString();
    }

    private static string Nodes(int nodes, int racks, string network)
    {
        var text = new StringBuilder(
            """
            # The servers. What a node does not say it has from its host profile. Each fourth one is a control host.
            # An address is fixed (an IP address), given by DHCP (dhcp), or picked by the provisioner (auto).

            """.Replace("\r\n", "\n"));
        var perRack = (nodes + racks - 1) / racks;
        var digits = Math.Max(2, nodes.ToString(CultureInfo.InvariantCulture).Length);
        for (var index = 0; index < nodes; index++)
        {
            var rack = (index / perRack) + 1;
            var slot = (index % perRack) + 1;
            var control = index % NodesPerControl == 0;
            var bmc = $"{network}{rack}.{FirstHost + slot - 1}";
            var name = "node" + (index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
            text.Append($"""
                ---
                schema: drydock/BaremetalNode/v1
                metadata:
                  schema: metadata/Document/v1
                  name: {name}
                data:
                  host_profile: {(control ? "control" : "compute")}
                {(control ? $"  oob:\n    address: http://{bmc}:{RedfishPort}\n" : "")}  addressing:
                    - network: oob
                      address: {bmc}
                    - network: pxe
                      address: dhcp
                    - network: mgmt
                      address: {Address("10.23.16.0", FirstHost + index)}
                    - network: storage
                      address: auto
                    - network: overlay
                      address: {Address("10.23.48.0", FirstHost + index)}
                  metadata:
                    boot_mac: {BootMac(rack, slot)}
                    rack: {RackName(rack)}
                    owner_data:
                      slot: '{slot}'

                """.Replace("\r\n", "\n"));
        }

        return text.ToString();
    }

    private static string RackName(int rack) => "rack" + rack.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>A locally administered address that tells rack, slot and port (0).</summary>
    private static string BootMac(int rack, int slot) => $"52:54:00:{rack:x2}:{slot:x2}:00";

    private static string Address(string network, int host)
    {
        var octets = network.Split('.').Select(octet => int.Parse(octet, CultureInfo.InvariantCulture)).ToArray();
        return $"{octets[0]}.{octets[1]}.{octets[2] + (host / 256)}.{host % 256}";
    }
}
