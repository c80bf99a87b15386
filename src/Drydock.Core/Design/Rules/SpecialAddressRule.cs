using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// A node's address is not that of its network, of broadcasts or of a gateway, and not in a range that DHCP gives out or
/// nobody may use.
/// </summary>
internal sealed class SpecialAddressRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        var networks = check.Site.Networks.GroupBy(network => network.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => new Special(same.First()), StringComparer.Ordinal);
        foreach (var node in check.Site.Nodes)
        {
            for (var index = 0; index < node.Addressing.Count; index++)
            {
                var assigned = node.Addressing[index];
                if (networks.TryGetValue(assigned.Network, out var network) && IpAddressValue.TryParse(assigned.Address, out var address))
                    Check(check, node, index, address, network);
            }
        }
    }

    private static void Check(DesignCheck check, BaremetalNode node, int index, IpAddressValue address, Special network)
    {
        const string Remedy = "Give the node another address.";
        if (network.Block is { } block && block.IsReserved(address))
        {
            check.Error(RuleIds.SpecialAddress, Place(), $"is {address}, the network or broadcast address of {block}.", Remedy);
        }
        else if (network.Gateways.Contains(address))
        {
            check.Error(RuleIds.SpecialAddress, Place(), $"is {address}, a gateway of the network '{network.Name}'.", Remedy);
        }
        else if (network.Ranges.Find(range => range.Start.CompareTo(address) <= 0 && address.CompareTo(range.End) <= 0) is { } range)
        {
            check.Warning(RuleIds.SpecialAddress, Place(),
                $"is {address}, in a range of the network '{network.Name}' that " + (range.IsDhcp ? "DHCP gives out." : "is reserved."), Remedy);
        }

        DesignPlace Place() => check.Find(node, "addressing", $"[{index}]", "address");
    }

    /// <summary>A network's addresses that nodes do not have, read once.</summary>
    private sealed class Special
    {
        public Special(Network network)
        {
            Name = network.Name;
            Block = CidrBlock.TryParse(network.Cidr, out var block) ? block : null;
            foreach (var route in network.Routes)
                if (IpAddressValue.TryParse(route.Gateway, out var gateway)) Gateways.Add(gateway);
            foreach (var range in network.Ranges.Where(range => range.Type != AddressRangeType.Static))
            {
                if (IpAddressValue.TryParse(range.Start, out var start) && IpAddressValue.TryParse(range.End, out var end))
                    Ranges.Add(new Span(start, end, range.Type == AddressRangeType.Dhcp));
            }
        }

        public string Name { get; }

        public CidrBlock? Block { get; }

        public HashSet<IpAddressValue> Gateways { get; } = [];

        public List<Span> Ranges { get; } = [];
    }

    private sealed record Span(IpAddressValue Start, IpAddressValue End, bool IsDhcp);
}
