using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Address ranges lie in their network's CIDR and begin before they end.</summary>
internal sealed class AddressRangeRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var network in check.Site.Networks)
        {
            CidrBlock? block = CidrBlock.TryParse(network.Cidr, out var parsed) ? parsed : null;
            for (var index = 0; index < network.Ranges.Count; index++)
            {
                var range = network.Ranges[index];
                var start = Address(check, network, index, "start", range.Start, block);
                var end = Address(check, network, index, "end", range.End, block);
                if (start is not { } from || end is not { } to || from.CompareTo(to) <= 0) continue;
                check.Error(RuleIds.AddressRanges, check.Find(network, "ranges", $"[{index}]"),
                    $"begins at {range.Start}, after its end {range.End}.", "Exchange start and end.");
            }
        }
    }

    private static IpAddressValue? Address(DesignCheck check, Network network, int index, string key, string text, CidrBlock? block)
    {
        if (!IpAddressValue.TryParse(text, out var address))
        {
            check.Error(RuleIds.AddressRanges, check.Find(network, "ranges", $"[{index}]", key), $"is '{text}'; expected an IP address.");
            return null;
        }
        if (block is { } cidr && !cidr.Contains(address))
        {
            check.Error(RuleIds.AddressRanges, check.Find(network, "ranges", $"[{index}]", key),
                $"is {text}, which is not within the network's CIDR {network.Cidr}.");
        }
        return address;
    }
}
