using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Maas.Life;

/// <summary>What <c>lshw -xml</c> prints on a server.</summary>
internal static class LshwDocument
{
    public static string Of(ServerSpec server)
    {
        var disks = server.Disks.Select((disk, index) => Hardware("disk:" + Text(index), "disk", "SCSI:" + disk.BusAddress,
            new XElement("description", disk.Ssd ? "Solid state disk" : "SCSI Disk"), new XElement("product", disk.Model),
            new XElement("businfo", "scsi@" + disk.BusAddress), new XElement("logicalname", "/dev/" + disk.Name),
            new XElement("serial", disk.Serial), Sized("size", "bytes", disk.Size)));
        var nics = server.Nics.Select((nic, index) => Hardware("network:" + Text(index), "network", "PCI:" + nic.PciAddress,
            new XElement("description", "Ethernet interface"), new XElement("product", Inventory.NicProduct), new XElement("vendor", Inventory.NicVendor),
            new XElement("businfo", "pci@" + nic.PciAddress), new XElement("logicalname", nic.Name),
            new XElement("serial", nic.MacAddress), Sized("size", "bit/s", 10_000_000_000)));
        var core = Hardware("core", "bus", "DMI:0200",
            new XElement("description", "Motherboard"), new XElement("product", server.Model), new XElement("vendor", server.Vendor),
            Hardware("firmware", "memory", "DMI:0000", new XElement("description", server.Uefi ? "UEFI firmware" : "BIOS"), new XElement("vendor", server.Vendor),
                new XElement("version", server.BiosVersion)),
            Hardware("memory", "memory", "DMI:1000", new XElement("description", "System Memory"), Sized("size", "bytes", (long)server.MemoryMiB << 20)),
            Hardware("cpu", "processor", "DMI:0400", new XElement("product", Inventory.CpuModel), new XElement("businfo", "cpu@0"),
                new XElement("configuration", Setting("cores", Text(server.Cores)), Setting("enabledcores", Text(server.Cores)))),
            Hardware("pci", "bridge", "PCIBUS:0000:00", new XElement("description", "Host bridge"), new XElement("businfo", "pci@0000:00:00.0"), nics,
                Hardware("storage", "storage", "PCI:0000:00:1f.2", new XElement("description", "SATA controller"), new XElement("businfo", "pci@0000:00:1f.2"),
                    new XElement("logicalname", "scsi2"), disks)));
        var system = Hardware(server.Name, "system", "DMI:0100",
            new XElement("description", "Rack Mount Chassis"), new XElement("product", server.Model), new XElement("vendor", server.Vendor),
            new XElement("serial", server.SerialNumber), new XElement("configuration", Setting("uuid", server.Uuid)), core);
        return "<?xml version=\"1.0\" standalone=\"yes\" ?>\n" + new XElement("list", system);
    }

    private static XElement Hardware(string id, string kind, string handle, params object[] content) =>
        new("node", new XAttribute("id", id), new XAttribute("claimed", "true"), new XAttribute("class", kind), new XAttribute("handle", handle), content);

    private static XElement Sized(string name, string units, long value) =>
        new(name, new XAttribute("units", units), value.ToString(CultureInfo.InvariantCulture));

    private static XElement Setting(string id, string value) => new("setting", new XAttribute("id", id), new XAttribute("value", value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
