using System.Globalization;
using System.Linq;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Writes what the scripts found on a server into its node.</summary>
internal static class Inventory
{
    public const string NicVendor = "Intel Corporation";
    public const string NicProduct = "Ethernet Controller X710 for 10GbE SFP+";
    public const string CpuModel = "Intel(R) Xeon(R) Gold 6248";

    public static void Apply(Region region, Node node, ServerSpec server, CommissioningRequest request)
    {
        ApplySystem(node, server);
        ApplyNetwork(region, node, server, request.SkipNetworking);
        ApplyDisks(region, node, server, request.SkipStorage);
    }

    private static void ApplySystem(Node node, ServerSpec server)
    {
        node.CpuCount = server.Cores;
        node.CpuSpeed = 2500;
        node.MemoryMiB = server.MemoryMiB;
        node.HardwareUuid = server.Uuid;
        node.BiosBootMethod = server.Uefi ? "uefi" : "pxe";
        node.HardwareInfo["system_vendor"] = server.Vendor;
        node.HardwareInfo["system_product"] = server.Model;
        node.HardwareInfo["system_serial"] = server.SerialNumber;
        node.HardwareInfo["system_version"] = "1.0";
        node.HardwareInfo["cpu_model"] = CpuModel;
        node.HardwareInfo["mainboard_vendor"] = server.Vendor;
        node.HardwareInfo["mainboard_product"] = server.Model;
        node.HardwareInfo["mainboard_firmware_vendor"] = server.Vendor;
        node.HardwareInfo["mainboard_firmware_version"] = server.BiosVersion;
        node.HardwareInfo["chassis_vendor"] = server.Vendor;
        node.HardwareInfo["chassis_type"] = "Rack Mount Chassis";
        node.HardwareInfo["chassis_serial"] = server.SerialNumber;
    }

    private static void ApplyNetwork(Region region, Node node, ServerSpec server, bool keepConfiguration)
    {
        var macs = server.Nics.Select(nic => nic.MacAddress).ToList();
        foreach (var gone in node.Interfaces.Where(nic => nic.IsPhysical && !macs.Contains(nic.Mac)).ToList()) region.Remove(gone);
        foreach (var spec in server.Nics)
        {
            var nic = node.Interfaces.Find(other => other.IsPhysical && other.Mac == spec.MacAddress);
            if (nic is null)
            {
                nic = new NodeInterface { Id = region.NextId("interface"), Node = node, Kind = "physical", Name = spec.Name, Mac = spec.MacAddress };
                node.Interfaces.Add(nic);
            }

            Describe(region, nic, spec, keepConfiguration);
        }

        node.BootInterface = node.Interfaces.Find(nic => nic.Mac == ServerFleet.BootMac(server));
        if (!keepConfiguration) region.Restore(node);
    }

    private static void Describe(Region region, NodeInterface nic, NicSpec spec, bool keepConfiguration)
    {
        if (!keepConfiguration) nic.Name = spec.Name;
        nic.Vendor = NicVendor;
        nic.Product = NicProduct;
        nic.Firmware = "7.10";
        nic.NumaNode = 0;
        nic.LinkConnected = true;
        nic.LinkSpeed = nic.InterfaceSpeed = 10000;
        var subnet = region.FindSubnet(spec.Cidr);
        nic.Vlan ??= subnet?.Vlan ?? region.DefaultVlan(region.AddFabric());
        if (!spec.Boot || subnet is null) return;
        nic.DiscoveredSubnet = subnet;
        nic.DiscoveredAddress ??= Lease(region, subnet, nic.Node);
    }

    /// <summary>The address that the DHCP server gave at boot: of a dynamic range, else from the upper half of the subnet.</summary>
    private static IpNumber Lease(Region region, Subnet subnet, Node node)
    {
        var range = region.RangesOf(subnet).FirstOrDefault(candidate => candidate.IsDynamic);
        var first = range?.Start ?? subnet.Network.Base.Plus(subnet.Network.Size / 2);
        var last = range?.End ?? subnet.Network.Last;
        return first.Plus(node.Id % (last.Value - first.Value + 1));
    }

    private static void ApplyDisks(Region region, Node node, ServerSpec server, bool keepConfiguration)
    {
        var serials = server.Disks.Select(disk => disk.Serial).ToList();
        node.BlockDevices.RemoveAll(disk => !disk.IsVirtual && !serials.Contains(disk.Serial!));
        if (node.ChosenBootDisk is { } chosen && !node.BlockDevices.Contains(chosen)) node.ChosenBootDisk = null;
        foreach (var spec in server.Disks.Where(spec => node.BlockDevices.TrueForAll(disk => disk.Serial != spec.Serial)))
        {
            var disk = new BlockDevice
            {
                Id = region.NextId("blockdevice"),
                Node = node,
                BaseName = spec.Name,
                Size = spec.Size,
                BlockSize = 512,
                Model = spec.Model,
                Serial = spec.Serial,
                Firmware = "1.0",
                NumaNode = 0,
                IdPath = "/dev/disk/by-id/wwn-0x5000c5" + Wwn(spec.Serial),
            };
            disk.Tags.Add(spec.Ssd ? "ssd" : "rotary");
            if (!spec.Name.StartsWith("nvme", System.StringComparison.Ordinal)) disk.Tags.Add("sata");
            node.BlockDevices.Add(disk);
        }

        if (!keepConfiguration) StorageLayout.ApplyDefault(region, node);
    }

    private static string Wwn(string serial)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in serial) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return (hash & 0xFF_FFFF_FFFFUL).ToString("x10", CultureInfo.InvariantCulture);
    }
}
