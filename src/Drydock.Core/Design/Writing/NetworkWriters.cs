using System.Globalization;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes network links and networks; <see cref="Reading.NetworkReaders"/> reads them.</summary>
internal static class NetworkWriters
{
    public static YamlMapping NetworkLink(NetworkLink link) => Fields.Of(fields =>
    {
        fields.Group("bonding", bonding => Bonding(bonding, link.Bonding))
            .Number("mtu", link.Mtu)
            .Text("linkspeed", link.LinkSpeed)
            .Group("trunking", trunking => trunking
                .Text("mode", link.TrunkingMode == TrunkingMode.Dot1Q ? "802.1q" : "disabled")
                .Text("default_network", link.NativeNetwork));
        // It must be there, even if it names nothing.
        if (link.AllowedNetworks.Count == 0) fields.Value("allowed_networks", Fields.Sequence([]));
        fields.Texts("allowed_networks", link.AllowedNetworks).Map("labels", link.Labels);
    });

    public static YamlMapping Network(Network network) => Fields.Of(fields => fields
        .Text("cidr", network.Cidr)
        .Text("vlan", network.Vlan?.ToString(CultureInfo.InvariantCulture))
        .Number("mtu", network.Mtu)
        .Text("routedomain", network.RouteDomain)
        .List("ranges", network.Ranges, (range, value) => range
            .Text("type", Word(value.Type)).Text("start", value.Start).Text("end", value.End))
        .List("routes", network.Routes, (route, value) => route
            .Text("subnet", value.Subnet).Text("gateway", value.Gateway).Number("metric", value.Metric).Text("routedomain", value.RouteDomain))
        .Group("dns", dns => dns
            .Text("domain", network.DnsDomain)
            .Text("servers", network.DnsServers.Count == 0 ? null : string.Join(",", network.DnsServers)))
        .Group("dhcp_relay", relay => relay
            .Text("self_ip", network.DhcpRelaySelfIp).Text("upstream_target", network.DhcpRelayUpstreamTarget))
        .Map("labels", network.Labels));

    private static string Word(AddressRangeType type) => type switch
    {
        AddressRangeType.Dhcp => "dhcp",
        AddressRangeType.Reserved => "reserved",
        _ => "static",
    };

    private static void Bonding(Fields fields, Bonding bonding) => fields
        .Text("mode", bonding.Mode switch
        {
            BondingMode.Lacp => "802.3ad",
            BondingMode.BalanceRoundRobin => "balance-rr",
            BondingMode.ActiveBackup => "active-backup",
            _ => "disabled",
        })
        .Text("hash", bonding.HashPolicy)
        .Text("peer_rate", bonding.PeerRate)
        .Number("mon_rate", bonding.MonitorRate)
        .Number("up_delay", bonding.UpDelay)
        .Number("down_delay", bonding.DownDelay);
}
