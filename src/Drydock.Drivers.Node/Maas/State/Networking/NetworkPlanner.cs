using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// Compares a machine's interfaces with its design and plans the difference. Interfaces that the design does not mention
/// stay as they are, except bonds, VLAN interfaces and bridges built on those that it does, and addresses that it gives
/// elsewhere. Nothing is disconnected that stays; only links that differ are made anew.
/// </summary>
public sealed class NetworkPlanner
{
    private readonly BaremetalNode _node;
    private readonly MaasMachine _machine;
    private readonly ItemList<DesiredInterface> _desired;
    private readonly Dictionary<string, MaasInterface> _actual;
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

    private NetworkPlanner(BaremetalNode node, MaasMachine machine, ItemList<DesiredInterface> desired)
    {
        _node = node;
        _machine = machine;
        _desired = desired;
        _actual = machine.Interfaces.GroupBy(nic => nic.Name).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
    }

    /// <summary>Plans. Pure: reads and writes nothing.</summary>
    /// <param name="node">The node's design.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="networks">What MAAS has.</param>
    /// <param name="devices">Names of physical interfaces.</param>
    /// <returns>The writes in an order that MAAS accepts; none where the machine is as designed.</returns>
    /// <exception cref="DrydockException">The design cannot be had on this machine; see <see cref="DesiredNetworking.Of"/>.</exception>
    public static NetworkPlan Plan(BaremetalNode node, MaasMachine machine, MaasNetworks networks, DeviceMap devices)
    {
        var desired = DesiredNetworking.Of(node, networks, devices);
        return new(new ItemList<NetworkOperation>(new NetworkPlanner(node, machine, desired).Operations()));
    }

    private List<NetworkOperation> Operations()
    {
        RequireDevices();
        var deletions = Deletions().ToList();
        var settings = _desired.Select(Setting).OfType<NetworkOperation>().ToList();
        var moved = new HashSet<string>(settings.OfType<UpdateInterface>().Where(change => change.VlanId is not null)
            .Select(change => change.Interface), StringComparer.Ordinal);
        var links = _desired.Where(nic => nic.Kind != DesiredInterfaceKind.BondMember)
            .Select(nic => new LinkDifference(nic, Kept(nic.Name), moved.Contains(nic.Name))).ToList();
        return
        [
            .. deletions, .. settings,
            .. TakenElsewhere(links), .. links.SelectMany(link => link.Unlinks), .. links.SelectMany(link => link.Links),
            .. links.Select(link => link.Gateway(_machine.DefaultGatewayLinkId)).OfType<NetworkOperation>(),
        ];
    }

    private void RequireDevices()
    {
        foreach (var nic in _desired.Where(nic => nic.Kind is DesiredInterfaceKind.Physical or DesiredInterfaceKind.BondMember))
        {
            if (_actual.TryGetValue(nic.Name, out var found) && found.Type == "physical") continue;
            var has = string.Join(", ", _machine.Interfaces.Where(present => present.Type == "physical").Select(present => present.Name));
            throw DesignFault.DeviceNotFound(_node, $"its machine has no network interface '{nic.Name}'; it has {(has.Length > 0 ? has : "none")}");
        }
    }

    /// <summary>What stands on, or in the place of, interfaces of the design and is not part of it.</summary>
    private IEnumerable<DeleteInterface> Deletions()
    {
        // Parents first: what stands on a deleted interface goes with it and needs no deletion of its own.
        foreach (var nic in _machine.Interfaces.Where(nic => nic.Parents.Count > 0).OrderBy(Depth))
        {
            if (nic.Parents.All(_gone.Contains))
            {
                _gone.Add(nic.Name);
                continue;
            }

            if (!InTheWay(nic)) continue;
            _gone.Add(nic.Name);
            yield return new(nic.Name, nic.Id, nic.Type);
        }

        foreach (var nic in _desired.Where(nic => nic.Kind is DesiredInterfaceKind.Bond or DesiredInterfaceKind.Vlan))
        {
            if (Kept(nic.Name) is { Type: "physical" })
            {
                throw DesignFault.Of(ErrorCatalogue.MaasDesignConflict, _node,
                    $"the design makes an interface '{nic.Name}', and a physical interface of the machine has that name");
            }
        }
    }

    private bool InTheWay(MaasInterface nic)
    {
        var same = _desired.FirstOrDefault(desired => desired.Name == nic.Name);
        if (same is not null)
        {
            return same.Kind switch
            {
                DesiredInterfaceKind.Bond => nic.Type != "bond" || !SameParents(same, nic),
                DesiredInterfaceKind.Vlan => nic.Type != "vlan" || !SameParents(same, nic) || nic.Vlan?.Id != same.VlanId,
                _ => false,
            };
        }

        return nic.Parents.Any(parent => _desired.Any(desired => desired.Name == parent));
    }

    private NetworkOperation? Setting(DesiredInterface nic)
    {
        if (Kept(nic.Name) is not { } actual)
        {
            return nic.Kind == DesiredInterfaceKind.Bond
                ? new CreateBond(nic.Name, nic.Parents, nic.VlanId, nic.Mtu, nic.Parameters)
                : new CreateVlanInterface(nic.Name, nic.Parents[0], nic.VlanId, nic.Mtu);
        }

        // MAAS falls back to the VLAN's MTU where an interface has none, so moving it asks for saying the MTU too.
        int? vlan = actual.Vlan?.Id == nic.VlanId ? null : nic.VlanId;
        int? mtu = vlan is not null || Mtu(actual) != nic.Mtu ? nic.Mtu : null;
        var parameters = new TextMap(nic.Parameters.Where(entry => actual.Parameters.Find(entry.Key) != entry.Value));
        return vlan is null && mtu is null && parameters.Count == 0 ? null : new UpdateInterface(nic.Name, actual.Id, vlan, mtu, parameters);
    }

    /// <summary>The interface's own MTU or its VLAN's: the one in force also counts interfaces above, which may be about to go.</summary>
    private static int Mtu(MaasInterface nic) =>
        int.TryParse(nic.Parameters.Find("mtu"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var own) ? own
        : nic.Vlan is { Mtu: > 0 } vlan ? vlan.Mtu : nic.EffectiveMtu;

    /// <summary>Links of interfaces outside the design that hold an address which the design gives to one of its own.</summary>
    private IEnumerable<UnlinkSubnet> TakenElsewhere(List<LinkDifference> differences)
    {
        var wanted = new HashSet<IPAddress>(differences.SelectMany(difference => difference.Links)
            .Select(link => LinkDifference.Address(link.Link.Address)).OfType<IPAddress>());
        return from nic in _machine.Interfaces
               where !_gone.Contains(nic.Name) && _desired.All(desired => desired.Name != nic.Name)
               from link in nic.Links
               where link.Mode == "static" && LinkDifference.Address(link.IPAddress) is { } address && wanted.Contains(address)
               select new UnlinkSubnet(nic.Name, nic.Id, link);
    }

    private MaasInterface? Kept(string name) => !_gone.Contains(name) && _actual.TryGetValue(name, out var nic) ? nic : null;

    private int Depth(MaasInterface nic)
    {
        var depth = 0;
        for (var at = nic; at.Parents.Count > 0 && _actual.TryGetValue(at.Parents[0], out at!) && depth < _actual.Count; depth++)
        {
        }

        return depth;
    }

    private static bool SameParents(DesiredInterface desired, MaasInterface actual) =>
        desired.Parents.OrderBy(name => name, StringComparer.Ordinal).SequenceEqual(actual.Parents.OrderBy(name => name, StringComparer.Ordinal));
}
