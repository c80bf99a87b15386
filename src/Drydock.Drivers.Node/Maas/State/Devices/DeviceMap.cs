using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// Tells the operating system's names of the devices that a node's design names: aliases of the hardware profile go by
/// their bus address through what commissioning found, other names stand for themselves.
/// </summary>
public sealed class DeviceMap
{
    private const string Expression = "regexp:";
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    private readonly BaremetalNode _node;
    private readonly HardwareInventory _inventory;
    private readonly Dictionary<string, DeviceAlias> _aliases;

    /// <summary>Makes the map of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inventory">What commissioning found; empty where <see cref="NeedsInventory"/> is false.</param>
    public DeviceMap(BaremetalNode node, HardwareInventory inventory)
    {
        _node = node;
        _inventory = inventory;
        _aliases = AliasesOf(node);
    }

    /// <summary>Whether the node's interfaces or disks go by bus addresses, so that the inventory is wanted.</summary>
    /// <param name="node">The node.</param>
    public static bool NeedsInventory(BaremetalNode node)
    {
        var aliases = AliasesOf(node);
        return node.Interfaces.Any(nic => nic.Slaves.Select((slave, index) => Selector(nic, index, aliases, slave))
                .Any(selector => selector.Kind == DeviceSelectorKind.Address))
            || node.StorageDevices.Any(device => aliases.ContainsKey(device.Name))
            || node.Raids.SelectMany(raid => raid.Devices.Concat(raid.Spares)).Concat(node.Bcaches.SelectMany(bcache => new[] { bcache.Backing, bcache.Cache }))
                .Any(member => member is not null && aliases.ContainsKey(new MemberReference(member).Device));
    }

    /// <summary>The devices of the hardware profile's aliases; aliases whose device the machine does not have are left out.</summary>
    /// <exception cref="DrydockException">An alias has an expression that cannot be used.</exception>
    public IReadOnlyList<KeyValuePair<string, HardwareDevice>> Aliases =>
    [
        .. _aliases.Values.Select(alias => (alias.Alias, Device: Find(alias.Alias, alias.BusType, alias.Address, alias.BusType == "pci" ? "network" : "disk")))
            .Where(found => found.Device is not null).Select(found => new KeyValuePair<string, HardwareDevice>(found.Alias, found.Device!)),
    ];

    /// <summary>Names of an interface's physical interfaces, in the design's order.</summary>
    /// <param name="nic">The interface.</param>
    /// <exception cref="DrydockException">A bus address that the machine does not have.</exception>
    public ItemList<string> Slaves(HostInterface nic) =>
        new(nic.Slaves.Select((slave, index) => Find(slave, Selector(nic, index, _aliases, slave), "network", "pci")));

    /// <summary>The name of a disk.</summary>
    /// <param name="device">The disk's name or alias in the design.</param>
    /// <exception cref="DrydockException">A bus address that the machine does not have.</exception>
    public string Disk(string device) => Find(device, Selector(device, _aliases), "disk", "scsi");

    private string Find(string alias, DeviceSelector selector, string kind, string usualBus)
    {
        if (selector.Kind == DeviceSelectorKind.Name) return selector.Address;
        var bus = selector.BusType ?? usualBus;
        return Find(alias, bus, selector.Address, kind)?.Name ?? throw NotFound(alias, bus, selector.Address, kind);
    }

    private HardwareDevice? Find(string alias, string bus, string address, string kind) => address.Contains(Expression)
        ? Match(alias, bus, address.Replace(Expression, ""), kind)
        : _inventory.Devices.FirstOrDefault(device => string.Equals(device.BusInfo, bus + "@" + address, StringComparison.OrdinalIgnoreCase));

    private HardwareDevice? Match(string alias, string bus, string expression, string kind)
    {
        var prefix = bus + "@";
        try
        {
            var regex = new Regex(@"\A(?:" + expression + ")", RegexOptions.CultureInvariant, MatchTime);
            return _inventory.Devices.FirstOrDefault(device => device.Class == kind
                && device.BusInfo.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && regex.IsMatch(device.BusInfo.Substring(prefix.Length)));
        }
        catch (Exception fault) when (fault is ArgumentException or RegexMatchTimeoutException)
        {
            throw DesignFault.Misconfigured(_node, $"alias '{alias}' has an expression that cannot be used, {expression}: {fault.Message}");
        }
    }

    private DrydockException NotFound(string alias, string bus, string address, string kind)
    {
        if (_inventory.Devices.Count == 0)
        {
            return new(ErrorCatalogue.DeviceNotFound, $"Node '{_node.Name}': where the design's '{alias}' is cannot be told: MAAS has no hardware "
                + "inventory of its machine, which was never commissioned.")
            {
                Target = _node.Name,
                Remedy = "Commission the machine (Invoke-NodeCommission), then do this again.",
            };
        }

        var present = _inventory.Devices.Where(device => device.Class == kind
            || device.BusInfo.StartsWith(bus + "@", StringComparison.OrdinalIgnoreCase)).ToList();
        var has = present.Count > 0 ? "it has " + string.Join(", ", present)
            : $"it has no {kind} device at all";
        return DesignFault.DeviceNotFound(_node, $"its machine has no device at {bus}@{address}, which the design calls '{alias}'; {has}");
    }

    private static Dictionary<string, DeviceAlias> AliasesOf(BaremetalNode node)
    {
        var aliases = new Dictionary<string, DeviceAlias>(StringComparer.Ordinal);
        foreach (var device in node.Site?.FindHardwareProfile(node.HardwareProfile)?.Devices ?? ItemList<DeviceAlias>.Empty)
        {
            if (!aliases.ContainsKey(device.Alias)) aliases.Add(device.Alias, device);
        }

        return aliases;
    }

    private static DeviceSelector Selector(HostInterface nic, int index, Dictionary<string, DeviceAlias> aliases, string slave) =>
        nic.Selectors.Count == nic.Slaves.Count ? nic.Selectors[index] : Selector(slave, aliases);

    private static DeviceSelector Selector(string name, Dictionary<string, DeviceAlias> aliases) => aliases.TryGetValue(name, out var alias)
        ? new(DeviceSelectorKind.Address, alias.Address, alias.BusType, alias.DeviceType)
        : new(DeviceSelectorKind.Name, name);
}
