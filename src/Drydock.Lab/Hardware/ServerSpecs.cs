using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Lab.Samples;

namespace Drydock.Lab.Hardware;

/// <summary>Makes up the servers that a site design describes. The same design gives the same servers.</summary>
public static class ServerSpecs
{
    private const long BootDiskSize = 480_103_981_056;
    private const long DataDiskSize = 960_197_124_096;

    /// <summary>One server for each node with a BMC.</summary>
    /// <param name="site">The compiled site.</param>
    /// <exception cref="DrydockException">A node does not say enough of its BMC or its devices.</exception>
    public static IReadOnlyList<ServerSpec> Of(SiteDesign site) =>
        [.. (site ?? throw new ArgumentNullException(nameof(site))).Nodes.Select(node => Of(site, node))];

    private static ServerSpec Of(SiteDesign site, BaremetalNode node)
    {
        var hardware = site.FindHardwareProfile(node.HardwareProfile)
            ?? throw Incomplete(node, "has no hardware profile, which would say what its devices are");
        if (node.Oob.Type is not ("ipmi" or "redfish")) throw Incomplete(node, "has an out-of-band type that the lab does not simulate; it has ipmi and redfish");
        var (address, redfishPort) = BmcAddress(node);
        var hash = Hash(node.Name);
        return new ServerSpec
        {
            Name = node.Name,
            BmcType = node.Oob.Type,
            BmcAddress = address,
            IpmiPort = node.Oob.Type == "ipmi" ? node.Oob.Port ?? 623 : LabSite.IpmiPort,
            RedfishPort = redfishPort,
            BmcUser = node.Oob.Account ?? throw Incomplete(node, "has no oob.account"),
            BmcPassword = node.Oob.Credential ?? throw Incomplete(node, "has no oob.credential"),
            Uuid = Uuid(hash),
            Vendor = hardware.Vendor ?? "Drydock",
            Model = hardware.Name,
            SerialNumber = "L" + Hex(hash, 0, 5).ToUpperInvariant(),
            BiosVersion = hardware.BiosVersion ?? "1.0",
            Uefi = hardware.BootMode == "uefi",
            Nics = new(Nics(site, node, hardware)),
            Disks = new(Disks(node, hardware, hash)),
        };
    }

    private static (IPAddress Address, int RedfishPort) BmcAddress(BaremetalNode node)
    {
        var text = node.OobAddress ?? throw Incomplete(node, "has no out-of-band address");
        var port = node.Oob.Type == "redfish" ? node.Oob.Port ?? LabSite.RedfishPort : LabSite.RedfishPort;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)) (text, port) = (url.Host, url.Port);
        if (!IPAddress.TryParse(text, out var address) || !IPAddress.IsLoopback(address))
            throw Incomplete(node, $"has the out-of-band address {text}, which is no loopback address, and the lab leaves this machine alone");
        return (address, port);
    }

    private static IEnumerable<NicSpec> Nics(SiteDesign site, BaremetalNode node, HardwareProfile hardware)
    {
        var aliases = hardware.Devices.Where(device => device.BusType == "pci")
            .OrderBy(device => device.Address, StringComparer.Ordinal).ToList();
        var boot = hardware.PxeInterface ?? aliases.FirstOrDefault()?.Alias;
        var mac = node.BootMac is { } given ? Octets(given) : [0x52, 0x54, .. Hash(node.Name).Take(3), 0x00];
        var switches = site.Racks.FirstOrDefault(rack => rack.Name == node.Rack)?.TorSwitches ?? ItemList<TorSwitch>.Empty;
        var port = 0;
        foreach (var alias in aliases)
        {
            var @interface = node.Interfaces.FirstOrDefault(each => each.Slaves.Contains(alias.Alias));
            var link = site.FindNetworkLink(@interface?.NetworkLink);
            // The boot interface has the address that the design gives, the others those that follow it.
            var offset = alias.Alias == boot ? 0 : ++port;
            yield return new NicSpec
            {
                Name = NicName(PlainAddress(node, alias)),
                MacAddress = string.Join(":", mac.Take(5).Append((byte)(mac[5] + offset)).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture))),
                PciAddress = PlainAddress(node, alias),
                Cidr = site.FindNetwork(link?.NativeNetwork)?.Cidr,
                Boot = alias.Alias == boot,
                Switch = switches.Count > 0 ? switches[offset % switches.Count].Name : null,
                SwitchPort = $"Ethernet{offset + 1}",
            };
        }
    }

    private static IEnumerable<DiskSpec> Disks(BaremetalNode node, HardwareProfile hardware, byte[] hash) =>
        hardware.Devices.Where(device => device.BusType == "scsi").OrderBy(device => device.Address, StringComparer.Ordinal)
            .Select((alias, index) => new DiskSpec
            {
                Name = "sd" + (char)('a' + index),
                Size = index == 0 ? BootDiskSize : DataDiskSize,
                Serial = "D" + Hex(hash, 5, 4).ToUpperInvariant() + index.ToString(CultureInfo.InvariantCulture),
                Model = alias.DeviceType ?? "LABDISK",
                BusAddress = PlainAddress(node, alias),
                Ssd = true,
            });

    private static string PlainAddress(BaremetalNode node, DeviceAlias alias) =>
        alias.Address.StartsWith("regexp:", StringComparison.Ordinal)
            ? throw Incomplete(node, $"has the device {alias.Alias} with an expression for an address, of which no device can be made")
            : alias.Address;

    /// <summary>Linux's predictable name by place, for example enp59s0f1 for 0000:3b:00.1.</summary>
    private static string NicName(string pci)
    {
        var parts = pci.Split(':', '.');
        if (parts.Length != 4) return "eth" + Hex(Hash(pci), 0, 2);
        var numbers = parts.Select(part => int.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToArray();
        return $"enp{numbers[1]}s{numbers[2]}f{numbers[3]}";
    }

    /// <summary>A UUID of version 4, so that readers who guess its byte order guess right.</summary>
    private static string Uuid(byte[] hash)
    {
        var bytes = hash.Take(16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return string.Join("-", Hex(bytes, 0, 4), Hex(bytes, 4, 2), Hex(bytes, 6, 2), Hex(bytes, 8, 2), Hex(bytes, 10, 6));
    }

    private static byte[] Octets(string mac) => [.. mac.Split(':').Select(octet => Convert.ToByte(octet, 16))];

    private static string Hex(byte[] bytes, int start, int count) =>
        string.Concat(bytes.Skip(start).Take(count).Select(each => each.ToString("x2", CultureInfo.InvariantCulture)));

    private static byte[] Hash(string text)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    private static DrydockException Incomplete(BaremetalNode node, string what) =>
        new(ErrorCatalogue.NodeMisconfigured, $"Node {node.Name} {what}.") { Target = node.Name };
}
