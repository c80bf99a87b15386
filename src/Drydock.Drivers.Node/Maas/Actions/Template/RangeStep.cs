using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>
/// Makes reserved and dynamic ranges. The design's static ranges need none: MAAS gives out what is neither reserved nor
/// dynamic. A range that overlaps one of the same type is fitted to the design; one of the other type is a conflict.
/// </summary>
internal static class RangeStep
{
    public static async Task RunAsync(
        IMaasApi api, IReadOnlyList<NetworkPlace> places, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        foreach (var place in places)
        {
            if (actual.FindSubnet(place.Network.Cidr) is not { } subnet) continue;
            foreach (var range in place.Network.Ranges.Where(range => range.Type != AddressRangeType.Static))
            {
                try
                {
                    await EnsureAsync(place.Network, range, subnet, actual, report, cancel).ConfigureAwait(false);
                }
                catch (MaasApiException error) when (error.Status == 400)
                {
                    var holders = await HoldersAsync(api, subnet, range, cancel).ConfigureAwait(false);
                    report.Error($"MAAS refuses the range {range.Start}-{range.End} of network '{place.Network.Name}': {error.PlainMessage}{holders}");
                }
            }
        }
    }

    /// <summary>MAAS says that an address is in the way, not which: the subnet's list tells.</summary>
    private static async Task<string> HoldersAsync(IMaasApi api, MaasSubnet subnet, AddressRange range, CancellationToken cancel)
    {
        var span = AddressSpan.Between(range.Start, range.End);
        var used = await api.GetAsync($"subnets/{subnet.Id}/", new MaasForm().Add("op", "ip_addresses"), cancel).ConfigureAwait(false);
        var inside = (used as JArray ?? []).Where(entry => AddressSpan.Between(entry.Text("ip"), entry.Text("ip")) is { } address
            && span?.Contains(address) == true).Select(entry => $"{entry.Text("ip")} {entry.Object("node_summary").Text("hostname")}".Trim()).Take(5).ToList();
        return inside.Count == 0 ? "" : $" In use there: {string.Join(", ", inside)}.";
    }

    private static async Task EnsureAsync(
        Network network, AddressRange range, MaasSubnet subnet, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var text = $"{range.Start}-{range.End}";
        if (AddressSpan.Between(range.Start, range.End) is not { } wanted)
        {
            report.Error($"Network '{network.Name}' has a range {text} that runs backwards or is none.");
            return;
        }

        var type = range.Type == AddressRangeType.Dhcp ? "dynamic" : "reserved";
        var overlapping = actual.Ranges.Where(old => old.SubnetId == subnet.Id && Span(old) is { } span && span.Overlaps(wanted)).ToList();
        // A reserved range may be part of a larger one; what DHCP gives out is exactly what the design says.
        if (overlapping.Exists(old => old.Type == type && IsEnough(Span(old)!.Value, wanted, type))) return;
        if (overlapping.Count == 0)
        {
            actual.Ranges.Add(MaasNetworkParsing.IPRange(await report.PostAsync("ipranges/", new MaasForm().Add("type", type)
                .Add("start_ip", range.Start).Add("end_ip", range.End).Add("subnet", subnet.Id).Add("comment", "Drydock"),
                $"Range {text} of '{network.Name}' made {type}.", cancel).ConfigureAwait(false)));
        }
        else if (overlapping.Count == 1 && overlapping[0] is { } same && same.Type == type)
        {
            var form = new MaasForm().Add("start_ip", range.Start).Add("end_ip", range.End);
            var written = MaasNetworkParsing.IPRange(await report.PutAsync($"ipranges/{same.Id}/", form,
                $"Range {same} of '{network.Name}' ({type}) changed to {text}.", cancel).ConfigureAwait(false));
            actual.Ranges.Remove(same);
            actual.Ranges.Add(written);
        }
        else
        {
            report.Error($"Range {text} ({type}) of network '{network.Name}' overlaps what MAAS has already: "
                + string.Join(", ", overlapping.Select(old => $"{old} ({old.Type}, id {old.Id})")) + ".");
        }
    }

    private static AddressSpan? Span(MaasIPRange range) => AddressSpan.Between(range.StartIP, range.EndIP);

    private static bool IsEnough(AddressSpan present, AddressSpan wanted, string type) =>
        present.Contains(wanted) && (type == "reserved" || wanted.Contains(present));
}
