using System;
using System.Linq;
using System.Xml.Linq;

namespace Drydock.Drivers.Oob.Libvirt.Domains;

/// <summary>
/// Boot overrides as libvirt does not know them: the boot order before an override is kept in the domain's metadata, under
/// a namespace of Drydock's own, so that it can be restored, by another process too. An override for one boot lies over a
/// persistent one, and the latter comes back after it.
/// </summary>
public static class BootMemory
{
    /// <summary>The namespace of what is kept in the domain's metadata.</summary>
    public static readonly XNamespace Namespace = "urn:drydock:boot-override:1";

    private static readonly XName BootName = Namespace + "boot";
    private static readonly XName KindName = Namespace + "kind";
    private static readonly XName DeviceName = Namespace + "device";

    /// <summary>The override in force; its device is <see cref="BootDevice.None"/> where there is none.</summary>
    /// <param name="domain">The domain.</param>
    public static BootOverride Read(DomainXml domain) =>
        Find(domain) is { } memory && Enum.TryParse<BootDevice>(memory.Attribute("device")?.Value, out var device)
            ? new(device, !IsOnce(memory), domain.Mode) : new(BootDevice.None);

    /// <summary>Identifies the override for one boot; null where there is none.</summary>
    /// <param name="domain">The domain; a running one shows what it was started with.</param>
    public static string? OnceId(DomainXml domain) => Find(domain) is { } memory && IsOnce(memory) ? memory.Attribute("id")?.Value : null;

    /// <summary>Sets an override in place of one of the same kind; a persistent one replaces both.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="boot">The override, with a device.</param>
    /// <param name="bootMac">MAC of the interface that shall boot from the network; null for any.</param>
    /// <exception cref="InvalidOperationException">The domain has no such device.</exception>
    public static void Set(DomainXml domain, BootOverride boot, string? bootMac)
    {
        if (boot is null) throw new ArgumentNullException(nameof(boot));
        while (Find(domain) is { } former && (boot.Persistent || IsOnce(former))) Undo(domain);
        var memory = new XElement(BootName,
            new XAttribute(XNamespace.Xmlns + "drydock", Namespace),
            new XAttribute("id", Guid.NewGuid().ToString("N")),
            new XAttribute("device", boot.Device),
            new XAttribute("once", boot.Persistent ? "no" : "yes"),
            domain.OrderedDevices.Count > 0
                ? domain.OrderedDevices.Select(device => new XElement(
                    DeviceName, new XAttribute("key", domain.KeyOf(device)), device.Element("boot")!.Attributes()))
                : domain.OsBoot.Select(dev => new XElement(KindName, new XAttribute("dev", dev))));
        BootOrderEdit.PutFirst(domain, boot.Device, bootMac);
        if (Find(domain) is { } persistent)
        {
            persistent.Remove();
            memory.Add(persistent);
        }

        if (domain.Root.Element("metadata") is not { } metadata) domain.Root.AddFirst(metadata = new XElement("metadata"));
        metadata.Add(memory);
    }

    /// <summary>Takes the last override back.</summary>
    /// <param name="domain">The domain.</param>
    /// <returns>False where there is none.</returns>
    public static bool Undo(DomainXml domain)
    {
        if (Find(domain) is not { } memory) return false;
        domain.ClearBootOrder();
        foreach (var kind in memory.Elements(KindName)) domain.Os.Add(new XElement("boot", kind.Attributes()));
        foreach (var kept in memory.Elements(DeviceName))
        {
            // A device that was taken out meanwhile needs no place in the order.
            domain.FindDevice(kept.Attribute("key")?.Value ?? "")?
                .Add(new XElement("boot", kept.Attributes().Where(attribute => attribute.Name != "key")));
        }

        var metadata = memory.Parent!;
        var below = memory.Element(BootName);
        memory.Remove();
        if (below is not null) metadata.Add(new XElement(below));
        else if (!metadata.HasElements) metadata.Remove();
        return true;
    }

    private static bool IsOnce(XElement memory) => memory.Attribute("once")?.Value == "yes";

    private static XElement? Find(DomainXml domain) => domain.Root.Element("metadata")?.Element(BootName);
}
