using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>Address ranges lie in their network's CIDR, begin before they end and do not overlap.</summary>
internal sealed class AddressRangeRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var network in check.Site.Networks)
        {
            CidrBlock? block = CidrBlock.TryParse(network.Cidr, out var parsed) ? parsed : null;
            var spans = new List<(IpAddressValue Start, IpAddressValue End, int Index)>();
            for (var index = 0; index < network.Ranges.Count; index++)
            {
                var range = network.Ranges[index];
                var start = Address(check, network, index, "start", range.Start, block);
                var end = Address(check, network, index, "end", range.End, block);
                if (start is not { } from || end is not { } to) continue;
                if (from.CompareTo(to) <= 0)
                {
                    spans.Add((from, to, index));
                    continue;
                }
                check.Error(RuleIds.AddressRanges, check.Find(network, "ranges", $"[{index}]"),
                    $"begins at {range.Start}, after its end {range.End}.", "Exchange start and end.");
            }
            Overlaps(check, network, spans);
        }
    }

    private static void Overlaps(DesignCheck check, Network network, List<(IpAddressValue Start, IpAddressValue End, int Index)> spans)
    {
        // In the order of their starts a range overlaps an earlier one if it begins before the furthest end so far.
        var widest = -1;
        var ordered = spans.OrderBy(span => span.Start).ThenBy(span => span.Index).ToList();
        for (var index = 0; index < ordered.Count; index++)
        {
            var span = ordered[index];
            if (widest >= 0 && span.Start.CompareTo(ordered[widest].End) <= 0)
            {
                var (first, second) = (System.Math.Min(span.Index, ordered[widest].Index), System.Math.Max(span.Index, ordered[widest].Index));
                var (one, other) = (network.Ranges[first], network.Ranges[second]);
                check.Error(RuleIds.AddressRanges, check.Find(network, "ranges", $"[{second}]"),
                    $"from {other.Start} to {other.End} overlaps the range [{first}] from {one.Start} to {one.End}.",
                    "Let every address be in one range at most.");
            }
            if (widest < 0 || span.End.CompareTo(ordered[widest].End) > 0) widest = index;
        }
    }

    private static IpAddressValue? Address(DesignCheck check, Network network, int index, string key, string text, CidrBlock? block)
    {
        if (!IpAddressValue.TryParse(text, out var address))
        {
            check.Error(RuleIds.AddressRanges, check.Find(network, "ranges", $"[{index}]", key), $"is '{text}'; expected an IP address.",
                "Write an address of the network.");
            return null;
        }
        if (block is { } cidr && !cidr.Contains(address))
        {
            check.Error(RuleIds.AddressRanges, check.Find(network, "ranges", $"[{index}]", key),
                $"is {text}, which is not within the network's CIDR {network.Cidr}.", "Correct the address or the CIDR.");
        }
        return address;
    }
}
