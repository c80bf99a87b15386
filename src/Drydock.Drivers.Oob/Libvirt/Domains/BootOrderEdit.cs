using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace Drydock.Drivers.Oob.Libvirt.Domains;

/// <summary>
/// Puts a boot device first. Where devices have an order of their own, or one interface is meant, the order is given by
/// device; else by kind (<c>os/boot</c>). Libvirt takes only one of the two. A disk stays as the last resort.
/// </summary>
public static class BootOrderEdit
{
    private const string Disk = "disk";

    /// <summary>Changes a domain's boot order.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="device">What to boot from first.</param>
    /// <param name="bootMac">MAC of the interface that shall boot from the network; null for any.</param>
    /// <exception cref="InvalidOperationException">The domain has no such device; the message says so after "the domain".</exception>
    public static void PutFirst(DomainXml domain, BootDevice device, string? bootMac)
    {
        if (domain is null) throw new ArgumentNullException(nameof(domain));
        if (domain.BootsKernel) throw new InvalidOperationException("starts a kernel directly (os/kernel), past every boot device");
        var word = WordOf(device);
        var chosen = Choose(domain, device, bootMac);
        if (domain.OrderedDevices.Count > 0 || (device == BootDevice.Pxe && bootMac is not null)) OrderDevices(domain, chosen, device);
        else OrderKinds(domain, word);
    }

    private static string WordOf(BootDevice device) => device switch
    {
        BootDevice.Pxe => "network",
        BootDevice.Disk => "hd",
        BootDevice.Cd => "cdrom",
        _ => throw new NotSupportedException($"libvirt has no boot device {device}"),
    };

    private static List<XElement> Choose(DomainXml domain, BootDevice device, string? bootMac)
    {
        var candidates = device switch
        {
            BootDevice.Pxe => domain.Devices("interface"),
            BootDevice.Disk => domain.Disks(Disk),
            _ => domain.Disks("cdrom"),
        };
        if (candidates.Count == 0)
        {
            throw new InvalidOperationException(device switch
            {
                BootDevice.Pxe => "has no network interface",
                BootDevice.Disk => "has no disk",
                _ => "has no CD drive",
            });
        }

        if (device != BootDevice.Pxe || bootMac is null)
        {
            var ordered = domain.OrderedDevices;
            return [.. candidates.OrderBy(candidate => ordered.Contains(candidate) ? ordered.ToList().IndexOf(candidate) : ordered.Count)];
        }

        var interfaces = candidates
            .Where(candidate => string.Equals(DomainXml.MacOf(candidate), bootMac, StringComparison.OrdinalIgnoreCase)).ToList();
        return interfaces.Count > 0 ? interfaces : throw new InvalidOperationException(
            $"has no interface with boot_mac {bootMac}; it has {string.Join(", ", domain.Macs)}");
    }

    private static void OrderDevices(DomainXml domain, List<XElement> chosen, BootDevice device)
    {
        var former = domain.OrderedDevices.Count > 0 ? domain.OrderedDevices : [.. domain.OsBoot.SelectMany(word => word switch
        {
            "hd" => domain.Disks(Disk),
            "cdrom" => domain.Disks("cdrom"),
            "fd" => domain.Disks("floppy"),
            _ => [],
        })];
        var order = chosen.Concat(former.Except(chosen)).ToList();
        if (device != BootDevice.Disk) order.AddRange(domain.Disks(Disk).Except(order));
        domain.Os.Elements("boot").Remove();
        foreach (var unordered in domain.OrderedDevices.Except(order).ToList()) unordered.Elements("boot").Remove();
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i].Element("boot") is not { } boot) order[i].Add(boot = new XElement("boot"));
            boot.SetAttributeValue("order", (i + 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void OrderKinds(DomainXml domain, string word)
    {
        var words = new[] { word }.Concat(domain.OsBoot).Append("hd").Distinct().ToList();
        domain.ClearBootOrder();
        foreach (var dev in words) domain.Os.Add(new XElement("boot", new XAttribute("dev", dev)));
    }
}
