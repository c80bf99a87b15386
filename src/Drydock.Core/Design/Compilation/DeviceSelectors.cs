using System;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design;

/// <summary>Tells how a device that a design names is found on a machine.</summary>
public static class DeviceSelectors
{
    /// <summary>A network interface: the bus address of a PCI alias of the hardware profile, else the name itself.</summary>
    /// <param name="hardware">The node's hardware profile; null for none.</param>
    /// <param name="name">The alias or name.</param>
    public static DeviceSelector ForInterface(HardwareProfile? hardware, string name) =>
        Find(hardware, name) is { BusType: "pci" } alias ? ByAddress(alias) : new DeviceSelector(DeviceSelectorKind.Name, name);

    /// <summary>A disk: the bus address of an alias of the node's hardware profile, whatever its bus, else the name itself.</summary>
    /// <param name="node">A node of a compiled site.</param>
    /// <param name="name">The alias or name: <see cref="StorageDevice.Name"/>.</param>
    public static DeviceSelector ForDisk(BaremetalNode node, string name)
    {
        var hardware = (node ?? throw new ArgumentNullException(nameof(node))).Site?.FindHardwareProfile(node.HardwareProfile);
        return Find(hardware, name) is { } alias ? ByAddress(alias) : new DeviceSelector(DeviceSelectorKind.Name, name);
    }

    private static DeviceAlias? Find(HardwareProfile? hardware, string name) =>
        hardware?.Devices.FirstOrDefault(device => device.Alias == name);

    private static DeviceSelector ByAddress(DeviceAlias alias) =>
        new(DeviceSelectorKind.Address, alias.Address, alias.BusType, alias.DeviceType);
}
