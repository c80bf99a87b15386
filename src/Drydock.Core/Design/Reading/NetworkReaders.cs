using System.Globalization;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads network links and networks.</summary>
internal static class NetworkReaders
{
    private const int HighestVlan = 4094;

    public static NetworkLink NetworkLink(FieldReader fields)
    {
        var trunking = fields.Mapping("trunking");
        var link = new NetworkLink
        {
            Name = fields.Document.Name,
            Source = fields.Document.Start,
            Bonding = fields.Mapping("bonding") is { } bonding ? Bonding(bonding) : new Bonding(),
            // 0 has always meant "not set".
            Mtu = fields.Integer("mtu") is { } mtu and not 0 ? mtu : 1500,
            LinkSpeed = fields.Text("linkspeed") ?? "auto",
            TrunkingMode = trunking?.Choice("mode", TrunkingMode.Disabled,
                ("disabled", TrunkingMode.Disabled), ("802.1q", TrunkingMode.Dot1Q)) ?? TrunkingMode.Disabled,
            NativeNetwork = trunking?.Text("default_network"),
            AllowedNetworks = fields.Texts("allowed_networks"),
            Labels = fields.Labels("labels"),
        };
        if (fields.Value("allowed_networks") is null) fields.Wrong(null, "allowed_networks", "a list of network names");
        trunking?.Finish();
        return link;
    }

    public static Network Network(FieldReader fields)
    {
        var dns = fields.Mapping("dns");
        var relay = fields.Mapping("dhcp_relay");
        var network = new Network
        {
            Name = fields.Document.Name,
            Source = fields.Document.Start,
            Cidr = fields.RequiredText("cidr", "a network such as 10.23.0.0/24"),
            Vlan = Vlan(fields),
            Mtu = fields.Integer("mtu") is { } mtu and not 0 ? mtu : null,
            RouteDomain = fields.Text("routedomain"),
            Ranges = new(fields.Mappings("ranges").Select(Range)),
            Routes = new(fields.Mappings("routes").Select(Route)),
            DnsDomain = dns?.Text("domain") ?? "local",
            DnsServers = new((dns?.Text("servers") ?? "").Split(',').Select(server => server.Trim()).Where(server => server.Length > 0)),
            DhcpRelaySelfIp = relay?.Text("self_ip"),
            DhcpRelayUpstreamTarget = relay?.Text("upstream_target"),
            Labels = fields.Labels("labels"),
        };
        dns?.Finish();
        relay?.Finish();
        return network;
    }

    private static Bonding Bonding(FieldReader fields)
    {
        var mode = fields.Choice("mode", BondingMode.Disabled,
            ("disabled", BondingMode.Disabled), ("802.3ad", BondingMode.Lacp), ("balance-rr", BondingMode.BalanceRoundRobin),
            ("balanced-rr", BondingMode.BalanceRoundRobin), ("active-backup", BondingMode.ActiveBackup));
        var hash = fields.Text("hash");
        var rate = fields.Text("peer_rate");
        var (monitor, up, down) = (fields.Integer("mon_rate"), fields.Integer("up_delay"), fields.Integer("down_delay"));
        fields.Finish();
        // Options of other modes are let go: a profile may switch a bond off and leave its settings where they are.
        return mode == BondingMode.Disabled ? new Bonding() : new Bonding
        {
            Mode = mode,
            HashPolicy = mode == BondingMode.Lacp ? hash ?? "layer3+4" : null,
            PeerRate = mode == BondingMode.Lacp ? rate ?? "fast" : null,
            MonitorRate = monitor ?? 100,
            UpDelay = up ?? 200,
            DownDelay = down ?? 200,
        };
    }

    private static int? Vlan(FieldReader fields)
    {
        if (fields.Text("vlan") is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var vlan) && vlan <= HighestVlan)
            return vlan == 0 ? null : vlan;
        fields.Wrong(fields.Value("vlan"), "vlan", $"a VLAN id from 1 to {HighestVlan} as text");
        return null;
    }

    private static AddressRange Range(FieldReader fields)
    {
        if (fields.Value("type") is null) fields.Wrong(null, "type", "static, reserved or dhcp");
        var range = new AddressRange
        {
            Type = fields.Choice("type", AddressRangeType.Static,
                ("static", AddressRangeType.Static), ("reserved", AddressRangeType.Reserved), ("dhcp", AddressRangeType.Dhcp)),
            Start = fields.RequiredText("start", "the first address"),
            End = fields.RequiredText("end", "the last address"),
        };
        fields.Finish();
        return range;
    }

    private static Route Route(FieldReader fields)
    {
        var route = new Route
        {
            Subnet = fields.Text("subnet"),
            Gateway = fields.Text("gateway"),
            Metric = fields.Integer("metric"),
            RouteDomain = fields.Text("routedomain"),
        };
        fields.Finish();
        return route;
    }
}
