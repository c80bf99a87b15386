using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>
/// Switches DHCP on in VLANs whose networks have a DHCP range, with a rack controller that has an interface there; where
/// the design names a relay's target, DHCP is relayed to the VLAN of that address instead, and where it names none any more, not.
/// </summary>
internal static class DhcpStep
{
    public static async Task RunAsync(IReadOnlyList<NetworkPlace> places, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        // DHCP before relays: a VLAN must serve DHCP before others are relayed to it.
        foreach (var place in places.Where(place => IsServed(place.Network)))
            await ServeAsync(place, actual, report, cancel).ConfigureAwait(false);
        foreach (var place in places.Where(place => place.Network.DhcpRelayUpstreamTarget is not null))
            await RelayAsync(place, actual, report, cancel).ConfigureAwait(false);
        foreach (var place in places.Where(place => !places.Any(other => other.Vlan.Id == place.Vlan.Id && other.Network.DhcpRelayUpstreamTarget is not null)))
            await EndRelayAsync(place, actual, report, cancel).ConfigureAwait(false);
    }

    private static bool IsServed(Network network) =>
        network.DhcpRelayUpstreamTarget is null && network.Ranges.Any(range => range.Type == AddressRangeType.Dhcp);

    private static async Task ServeAsync(NetworkPlace place, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var vlan = actual.FindVlan(place.Vlan.Id) ?? place.Vlan;
        var present = actual.Racks.Where(candidate => candidate.VlanIds.Contains(vlan.Id)).ToList();
        var rack = vlan.PrimaryRack is { Length: > 0 } primary ? primary : present.OrderBy(candidate => candidate.IsDead).FirstOrDefault()?.SystemId;
        if (rack is null)
        {
            report.Error($"Network '{place.Network.Name}' has a DHCP range, but no rack controller has an interface in VLAN {vlan.Vid} of "
                + $"fabric '{vlan.Fabric}', and the design names no DHCP relay.");
            return;
        }

        // A second rack controller takes over when the first fails.
        var second = vlan.SecondaryRack is { Length: > 0 } ? null : present.Find(candidate => candidate.SystemId != rack && !candidate.IsDead)?.SystemId;
        var form = new MaasForm();
        if (!vlan.DhcpOn) form.Add("dhcp_on", true).Add("primary_rack", rack);
        if (second is not null) form.Add("secondary_rack", second);
        if (!vlan.DhcpOn && vlan.RelayVlanId is not null) form.Add("relay_vlan", "");
        if (form.Count == 0) return;
        actual.Put(MaasNetworkParsing.Vlan(await report.PutAsync($"vlans/{vlan.Id}/", form,
            (vlan.DhcpOn ? $"DHCP for '{place.Network.Name}'" : $"DHCP for '{place.Network.Name}' switched on, served by rack controller {rack}")
            + (second is null ? "." : $"{(vlan.DhcpOn ? " served" : ",")} by {second} in its stead."), cancel).ConfigureAwait(false)));
    }

    private static async Task RelayAsync(NetworkPlace place, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var target = place.Network.DhcpRelayUpstreamTarget!;
        var span = AddressSpan.Between(target, target);
        var upstream = span is null ? null
            : actual.Subnets.Find(subnet => AddressSpan.Of(subnet.Cidr) is { } cidr && cidr.Contains(span.Value))?.Vlan;
        var vlan = actual.FindVlan(place.Vlan.Id) ?? place.Vlan;
        if (upstream is null || upstream.Id == vlan.Id)
        {
            report.Error($"DHCP of network '{place.Network.Name}' is to be relayed to {target}, which lies in no other subnet of MAAS.");
            return;
        }

        if (vlan.RelayVlanId == upstream.Id && !vlan.DhcpOn) return;
        var form = new MaasForm();
        if (vlan.DhcpOn) form.Add("dhcp_on", false);
        actual.Put(MaasNetworkParsing.Vlan(await report.PutAsync($"vlans/{vlan.Id}/", form.Add("relay_vlan", upstream.Id),
            $"DHCP of '{place.Network.Name}' relayed to VLAN {upstream.Vid} of fabric '{upstream.Fabric}'.", cancel).ConfigureAwait(false)));
    }

    /// <summary>Ends a relay that the design does not name any more.</summary>
    private static async Task EndRelayAsync(NetworkPlace place, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        var vlan = actual.FindVlan(place.Vlan.Id) ?? place.Vlan;
        if (vlan.RelayVlanId is null) return;
        actual.Put(MaasNetworkParsing.Vlan(await report.PutAsync($"vlans/{vlan.Id}/", new MaasForm().Add("relay_vlan", ""),
            $"DHCP of '{place.Network.Name}' relayed no more.", cancel).ConfigureAwait(false)));
    }
}
