using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Actions.Template;

/// <summary>
/// Makes the subnets of the design's networks, moves those that are in another VLAN, and sets gateways and DNS servers.
/// A gateway that the design does not name is removed; DNS servers are, where the design names any.
/// </summary>
internal static class SubnetStep
{
    public static async Task RunAsync(IReadOnlyList<NetworkPlace> places, NetworkState actual, SiteReport report, CancellationToken cancel)
    {
        foreach (var place in places)
        {
            var subnet = actual.FindSubnet(place.Network.Cidr);
            var (form, what) = subnet is null ? (Whole(place), "") : Difference(place, subnet);
            if (form.Count == 0) continue;
            var written = subnet is null
                ? await report.PostAsync("subnets/", form, $"Subnet '{place.Network.Name}' {place.Network.Cidr} created.", cancel).ConfigureAwait(false)
                : await report.PutAsync($"subnets/{subnet.Id}/", form, $"Subnet {subnet.Cidr}: {what}.", cancel).ConfigureAwait(false);
            actual.Put(MaasNetworkParsing.Subnet(written));
        }
    }

    private static MaasForm Whole(NetworkPlace place)
    {
        var form = new MaasForm().Add("name", place.Network.Name).Add("cidr", place.Network.Cidr).Add("vlan", place.Vlan.Id);
        if (place.Gateway is { } gateway) form.Add("gateway_ip", gateway);
        if (place.Network.DnsServers.Count > 0) form.Add("dns_servers", string.Join(",", place.Network.DnsServers));
        return form;
    }

    private static (MaasForm Form, string What) Difference(NetworkPlace place, MaasSubnet subnet)
    {
        var form = new MaasForm();
        List<string> what = [];
        if (subnet.Vlan.Id != place.Vlan.Id)
        {
            form.Add("vlan", place.Vlan.Id);
            what.Add($"moved to VLAN {place.Vlan.Vid} of fabric '{place.Vlan.Fabric}'");
        }

        if (!(place.Gateway is null && subnet.Gateway is null) && !AddressSpan.AreSame(place.Gateway, subnet.Gateway))
        {
            form.Add("gateway_ip", place.Gateway ?? "");
            what.Add(place.Gateway is null ? $"gateway {subnet.Gateway} removed" : $"gateway set to {place.Gateway}");
        }

        if (place.Network.DnsServers.Count > 0 && !place.Network.DnsServers.SequenceEqual(subnet.DnsServers))
        {
            form.Add("dns_servers", string.Join(",", place.Network.DnsServers));
            what.Add($"DNS servers set to {place.Network.DnsServers}");
        }

        return (form, string.Join("; ", what));
    }
}
