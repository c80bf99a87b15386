using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>What is used and what is free in a subnet.</summary>
internal static class SubnetReports
{
    public static JArray Addresses(Region region, Subnet subnet) => new(region.Holders(subnet).OrderBy(holder => holder.Link.Address!.Value).Select(holder => new JObject
    {
        ["ip"] = holder.Link.Address.ToString(),
        ["alloc_type"] = holder.Link.Mode == "auto" ? 0 : 1,
        ["created"] = Stamp(holder.Link.Created),
        ["updated"] = Stamp(holder.Link.Created),
        ["node_summary"] = new JObject
        {
            ["system_id"] = holder.Interface.Node.SystemId,
            ["node_type"] = holder.Interface.Node.IsRack ? 2 : 0,
            ["fqdn"] = holder.Interface.Node.Fqdn,
            ["hostname"] = holder.Interface.Node.Hostname,
            ["is_container"] = false,
            ["via"] = holder.Interface.Name,
        },
    }));

    public static JArray Reserved(Region region, Subnet subnet) => new(Used(region, subnet).Select(range => Range(range.Start, range.End, range.Purpose)));

    public static JArray Unreserved(Region region, Subnet subnet) => new(Free(region, subnet).Select(range => Range(range.Start, range.End, null)));

    public static JObject Statistics(Region region, Subnet subnet)
    {
        var total = Count(subnet.Network.First, subnet.Network.Last);
        var free = Free(region, subnet).Select(range => Count(range.Start, range.End)).ToList();
        var available = free.Aggregate(BigInteger.Zero, (sum, count) => sum + count);
        var usage = (double)(total - available) / (double)total;
        return new JObject
        {
            ["num_available"] = (long)available,
            ["largest_available"] = free.Count == 0 ? 0 : (long)free.Max(),
            ["num_unavailable"] = (long)(total - available),
            ["total_addresses"] = (long)total,
            ["usage"] = usage,
            ["usage_string"] = Percent(usage),
            ["available_string"] = Percent(1 - Math.Round(usage, 2)),
            ["first_address"] = subnet.Network.First.ToString(),
            ["last_address"] = subnet.Network.Last.ToString(),
            ["ip_version"] = subnet.Network.Base.IsV6 ? 6 : 4,
        };
    }

    private static IEnumerable<(IpNumber Start, IpNumber End, string Purpose)> Used(Region region, Subnet subnet)
    {
        var used = region.Holders(subnet).Select(holder => (holder.Link.Address!.Value, holder.Link.Address!.Value, "assigned-ip"))
            .Concat(region.RangesOf(subnet).Select(range => (range.Start, range.End, range.Kind)));
        if (subnet.Gateway is { } gateway) used = used.Append((gateway, gateway, "gateway-ip"));
        return used.OrderBy(range => range.Item1);
    }

    private static List<(IpNumber Start, IpNumber End)> Free(Region region, Subnet subnet)
    {
        var free = new List<(IpNumber, IpNumber)>();
        var next = subnet.Network.First;
        foreach (var (start, end, _) in Used(region, subnet))
        {
            if (start > next) free.Add((next, start.Plus(-1)));
            if (end >= next) next = end.Plus(1);
        }

        if (next <= subnet.Network.Last) free.Add((next, subnet.Network.Last));
        return free;
    }

    private static JObject Range(IpNumber start, IpNumber end, string? purpose)
    {
        var json = new JObject { ["start"] = start.ToString(), ["end"] = end.ToString(), ["num_addresses"] = (long)Count(start, end) };
        if (purpose is not null) json["purpose"] = new JArray(purpose);
        return json;
    }

    private static BigInteger Count(IpNumber start, IpNumber end) => end.Value - start.Value + 1;

    private static string Percent(double part) => Math.Round(part * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    private static string Stamp(DateTimeOffset time) => time.ToString("ddd, dd MMM. yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
