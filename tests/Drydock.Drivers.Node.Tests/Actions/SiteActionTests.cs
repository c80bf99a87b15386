using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>Actions on a whole site, on the lab's MAAS.</summary>
public sealed class SiteActionTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIpF6fqzjvfBXG8Pqc0gvxhGK3Yzcmqd04hSOCnLQXjX";

    private static readonly Network Pxe = new()
    {
        Name = "pxe",
        Cidr = "10.91.0.0/24",
        DnsDomain = "pxe.example",
        DnsServers = new(["10.91.0.2", "10.91.0.3"]),
        Ranges = new([Range(AddressRangeType.Reserved, "10.91.0.1", "10.91.0.10"), Range(AddressRangeType.Dhcp, "10.91.0.128", "10.91.0.250")]),
        Routes = new([new Route { Subnet = "0.0.0.0/0", Gateway = "10.91.0.1", Metric = 100 }]),
    };

    private static readonly Network Mgmt = new()
    {
        Name = "mgmt",
        Cidr = "10.92.0.0/24",
        Vlan = 101,
        DnsDomain = "site.example",
        Ranges = new([Range(AddressRangeType.Static, "10.92.0.11", "10.92.0.99")]),
        Routes = new([new Route { Subnet = "10.200.0.0/16", Gateway = "10.92.0.1", Metric = 10 }]),
    };

    private static readonly Network Storage = new() { Name = "storage", Cidr = "10.93.0.0/24", Vlan = 102, Mtu = 8000, DnsDomain = "site.example" };

    private static readonly SiteDesign Site = new()
    {
        Region = new Region { Name = "harbour", AuthorizedKeys = new([$"{Key} operator@harbour", $"  {Key}   other-comment\n"]) },
        Networks = new([Pxe, Mgmt, Storage]),
        NetworkLinks = new(
        [
            new NetworkLink { Name = "boot", NativeNetwork = "pxe", AllowedNetworks = new(["pxe"]) },
            new NetworkLink { Name = "trunk", Mtu = 9000, TrunkingMode = TrunkingMode.Dot1Q, AllowedNetworks = new(["mgmt", "storage"]) },
        ]),
    };

    [Fact]
    public async Task Networks_become_as_designed_and_a_second_run_writes_nothing()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        var first = await region.Driver.CreateNetworkTemplateAsync(Site, region.Context, default).Soon();
        Assert.True(first.Status == ActionStatus.Success, string.Join("\n", first.Messages));
        Assert.Equal(first.Changes, region.Maas.Writes);

        var subnets = (await region.Session.Site.GetSubnetsAsync(default).Soon()).ToDictionary(subnet => subnet.Cidr);
        var pxe = subnets["10.91.0.0/24"];
        Assert.Equal(("10.91.0.1", "10.91.0.2, 10.91.0.3", 0), (pxe.Gateway, pxe.DnsServers.ToString(), pxe.Vlan.Vid));
        Assert.Equal((101, 9000, "trunk"), (subnets["10.92.0.0/24"].Vlan.Vid, subnets["10.92.0.0/24"].Vlan.Mtu, subnets["10.92.0.0/24"].Vlan.Fabric));
        Assert.Equal((102, 8000, "trunk"), (subnets["10.93.0.0/24"].Vlan.Vid, subnets["10.93.0.0/24"].Vlan.Mtu, subnets["10.93.0.0/24"].Vlan.Fabric));
        var boot = (await region.Session.Site.GetFabricsAsync(default).Soon()).SelectMany(fabric => fabric.Vlans).Single(vlan => vlan.Id == pxe.Vlan.Id);
        Assert.True(boot.DhcpOn);
        Assert.NotNull(boot.PrimaryRack);
        var route = Assert.Single(await ListAsync(region, "static-routes/"));
        Assert.Equal(("10.92.0.0/24", "10.200.0.0/16", "10.92.0.1"),
            (route.Object("source").Text("cidr"), route.Object("destination").Text("cidr"), route.Text("gateway_ip")));
        Assert.Equal(["dynamic", "reserved"], (await ListAsync(region, "ipranges/")).Select(range => range.Text("type")).Order());
        Assert.Contains("site.example", (await ListAsync(region, "domains/")).Select(domain => domain.Text("name")));

        var second = await region.Driver.CreateNetworkTemplateAsync(Site, region.Context, default).Soon();
        Assert.Equal((ActionStatus.Success, 0), (second.Status, second.Changes));
        Assert.Equal(first.Changes, region.Maas.Writes);
    }

    [Fact]
    public async Task Only_what_changed_in_the_design_is_written()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        await region.Driver.CreateNetworkTemplateAsync(Site, region.Context, default).Soon();
        var changed = With(Pxe with { Routes = ItemList<Route>.Empty }, Mgmt with { Mtu = 1500 }, Storage);
        var result = await region.Driver.CreateNetworkTemplateAsync(changed, region.Context, default).Soon();
        Assert.True(result.Changes == 2, string.Join("\n", result.Messages));
        var subnets = await region.Session.Site.GetSubnetsAsync(default).Soon();
        Assert.Null(subnets.Single(subnet => subnet.Cidr == Pxe.Cidr).Gateway);
        Assert.Equal(1500, subnets.Single(subnet => subnet.Cidr == Mgmt.Cidr).Vlan.Mtu);
    }

    [Fact]
    public async Task A_range_across_one_of_another_kind_is_a_conflict_that_names_both()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        await region.Driver.CreateNetworkTemplateAsync(Site, region.Context, default).Soon();
        var crossing = With(Pxe with { Ranges = new([Range(AddressRangeType.Reserved, "10.91.0.120", "10.91.0.140")]) }, Mgmt, Storage);
        var result = await region.Driver.CreateNetworkTemplateAsync(crossing, region.Context, default).Soon();
        Assert.Equal(ActionStatus.Failure, result.Status);
        Assert.Same(ErrorCatalogue.MaasDesignConflict, result.Error!.Error);
        Assert.Contains("10.91.0.120-10.91.0.140", result.Message, StringComparison.Ordinal);
        Assert.Contains("10.91.0.128-10.91.0.250", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_in_which_an_address_is_used_is_refused_with_its_holder()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        var whole = With(Pxe with { Ranges = new([Range(AddressRangeType.Dhcp, "10.91.0.2", "10.91.0.254")]) }, Mgmt, Storage);
        var result = await region.Driver.CreateNetworkTemplateAsync(whole, region.Context, default).Soon();
        Assert.Same(ErrorCatalogue.MaasDesignConflict, result.Error!.Error);
        Assert.Contains("10.91.0.2-10.91.0.254 of network 'pxe'", result.Message, StringComparison.Ordinal);
        Assert.Contains("In use there: 10.91.0.254", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dhcp_range_where_no_rack_controller_is_cannot_be_served()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        var far = With(Pxe, Mgmt with { Ranges = new([Range(AddressRangeType.Dhcp, "10.92.0.200", "10.92.0.220")]) }, Storage);
        var result = await region.Driver.CreateNetworkTemplateAsync(far, region.Context, default).Soon();
        Assert.Contains("no rack controller", result.Error!.Message, StringComparison.Ordinal);
        var relayed = With(Pxe, Mgmt with
        {
            Ranges = new([Range(AddressRangeType.Dhcp, "10.92.0.200", "10.92.0.220")]),
            DhcpRelaySelfIp = "10.92.0.1",
            DhcpRelayUpstreamTarget = "10.91.0.5",
        }, Storage);
        var repaired = await region.Driver.CreateNetworkTemplateAsync(relayed, region.Context, default).Soon();
        Assert.True(repaired.Status == ActionStatus.Success, repaired.Message);
        Assert.Equal(0, (await region.Driver.CreateNetworkTemplateAsync(relayed, region.Context, default).Soon()).Changes);
    }

    [Fact]
    public async Task What_the_design_drops_is_cleared_and_a_subnet_on_another_VLAN_is_moved()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        var relayed = With(Pxe, Mgmt with { DhcpRelaySelfIp = "10.92.0.1", DhcpRelayUpstreamTarget = "10.91.0.5" }, Storage);
        await region.Driver.CreateNetworkTemplateAsync(relayed, region.Context, default).Soon();
        Assert.NotNull((await Vlans()).Single(vlan => vlan.Int("vid") == 101).Object("relay_vlan"));

        var result = await region.Driver.CreateNetworkTemplateAsync(With(Pxe, Mgmt, Storage), region.Context, default).Soon();
        Assert.True(result.Status == ActionStatus.Success, result.Message);
        Assert.Null((await Vlans()).Single(vlan => vlan.Int("vid") == 101).Object("relay_vlan"));

        var storage = (await region.Session.Site.GetSubnetsAsync(default).Soon()).Single(subnet => subnet.Cidr == Storage.Cidr);
        var untagged = (await Vlans()).First(vlan => vlan.Int("vid") == 0).Int("id");
        await region.Session.Api.PutAsync($"subnets/{storage.Id}/", new MaasForm().Add("vlan", untagged), default).Soon();
        using var later = await LaterAsync();
        await region.Driver.CreateNetworkTemplateAsync(With(Pxe, Mgmt, Storage), region.Context with { Provisioner = later }, default).Soon();
        Assert.Equal(102, (await later.Site.GetSubnetsAsync(default).Soon()).Single(subnet => subnet.Cidr == Storage.Cidr).Vlan.Vid);

        async Task<Maas.Session.MaasSession> LaterAsync() =>
            (Maas.Session.MaasSession)await new Maas.MaasConnector().ConnectAsync(region.Options(region.Maas.ApiKey), default).Soon();

        async Task<JToken[]> Vlans() => [.. (await ListAsync(region, "fabrics/")).SelectMany(fabric => fabric.Items("vlans"))];
    }

    [Fact]
    public async Task Links_labelled_noconfig_are_left_alone()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        var site = new SiteDesign
        {
            Region = Site.Region,
            Networks = Site.Networks,
            NetworkLinks = new([.. Site.NetworkLinks.Take(1), Site.NetworkLinks[1] with { Labels = new TextMap([new("noconfig", "true")]) }]),
        };
        var result = await region.Driver.CreateNetworkTemplateAsync(site, region.Context, default).Soon();
        Assert.True(result.Status == ActionStatus.Success, result.Message);
        Assert.Contains(result.Messages, message => message.Text.Contains("'trunk' is labelled noconfig", StringComparison.Ordinal));
        Assert.DoesNotContain(await ListAsync(region, "subnets/"), subnet => subnet.Text("cidr") == Mgmt.Cidr);
    }

    [Fact]
    public async Task Networks_of_a_route_domain_share_a_space()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        var site = With(Pxe, Mgmt with { RouteDomain = "data" }, Storage with { RouteDomain = "data" });
        Assert.Equal(ActionStatus.Success, (await region.Driver.CreateNetworkTemplateAsync(site, region.Context, default).Soon()).Status);
        var subnets = (await ListAsync(region, "subnets/")).ToDictionary(subnet => subnet.Text("cidr"), subnet => subnet.Text("space"));
        Assert.Equal(("data", "data", "undefined"), (subnets[Mgmt.Cidr], subnets[Storage.Cidr], subnets[Pxe.Cidr]));
        Assert.Equal(0, (await region.Driver.CreateNetworkTemplateAsync(site, region.Context, default).Soon()).Changes);
    }

    [Fact]
    public async Task A_route_with_another_gateway_is_changed_in_place()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        await region.Driver.CreateNetworkTemplateAsync(Site, region.Context, default).Soon();
        var id = Assert.Single(await ListAsync(region, "static-routes/")).Int("id");
        var changed = With(Pxe, Mgmt with { Routes = new([new Route { Subnet = "10.200.0.0/16", Gateway = "10.92.0.2", Metric = 20 }]) }, Storage);
        Assert.Equal(1, (await region.Driver.CreateNetworkTemplateAsync(changed, region.Context, default).Soon()).Changes);
        var route = Assert.Single(await ListAsync(region, "static-routes/"));
        Assert.Equal((id, "10.92.0.2", 20), (route.Int("id"), route.Text("gateway_ip"), route.Int("metric")));
    }

    [Fact]
    public async Task A_second_rack_controller_stands_in_and_a_link_in_two_fabrics_is_a_conflict()
    {
        var api = new State.ScriptedApi(request => request.Split(' ')[1] switch
        {
            "domains/" => new JArray(new JObject { ["name"] = "pxe.example" }, new JObject { ["name"] = "site.example" }),
            "fabrics/" => new JArray(Fabric(0, "fabric-0", 1, 0), Fabric(1, "fabric-1", 2, 0)),
            "subnets/" => new JArray(Subnet(1, Pxe.Cidr, 1, 0), Subnet(2, "10.94.0.0/24", 2, 1)),
            "rackcontrollers/" => new JArray(Rack("aaaaaa", 1, 2), Rack("bbbbbb", 1)),
            "ipranges/" when request.StartsWith("POST", StringComparison.Ordinal) => new JObject { ["id"] = 1 },
            "vlans/1/" => Vlan(1, 0, dhcp: true),
            _ => new JArray(),
        });
        using var session = new Maas.Session.MaasSession(new(api, () => 0, null), new(new Uri("http://maas.test/MAAS"), "admin", true, "3.4.10"),
            Clock.System, NoLog.Instance, TimeSpan.FromSeconds(2));
        var context = new DriverContext { Provisioner = session };
        var site = new SiteDesign { Region = Site.Region, Networks = new([Pxe with { Routes = ItemList<Route>.Empty, DnsServers = ItemList<string>.Empty }]), NetworkLinks = new([Site.NetworkLinks[0]]) };
        var served = await new Maas.MaasNodeDriver().CreateNetworkTemplateAsync(site, context, default).Soon();
        Assert.True(served.Status == ActionStatus.Success, served.Message);
        Assert.Contains("PUT vlans/1/ dhcp_on=true primary_rack=aaaaaa secondary_rack=bbbbbb", api.Requests);

        var torn = new SiteDesign
        {
            Region = Site.Region,
            Networks = new([Pxe, new Network { Name = "far", Cidr = "10.94.0.0/24", Vlan = 7, DnsDomain = "site.example" }]),
            NetworkLinks = new([Site.NetworkLinks[0] with { TrunkingMode = TrunkingMode.Dot1Q, AllowedNetworks = new(["pxe", "far"]) }]),
        };
        var conflict = await new Maas.MaasNodeDriver().CreateNetworkTemplateAsync(torn, context, default).Soon();
        Assert.Contains("'pxe' in 'fabric-0'; 'far' in 'fabric-1'", conflict.Message, StringComparison.Ordinal);

        static JObject Vlan(int id, int fabric, bool dhcp = false) => new()
        {
            ["id"] = id,
            ["vid"] = 0,
            ["mtu"] = 1500,
            ["dhcp_on"] = dhcp,
            ["fabric_id"] = fabric,
            ["fabric"] = $"fabric-{fabric}",
        };
        static JObject Fabric(int id, string name, int vlan, int _) => new() { ["id"] = id, ["name"] = name, ["vlans"] = new JArray(Vlan(vlan, id)) };
        static JObject Subnet(int id, string cidr, int vlan, int fabric) => new() { ["id"] = id, ["cidr"] = cidr, ["vlan"] = Vlan(vlan, fabric) };
        static JObject Rack(string id, params int[] vlans) => new()
        {
            ["system_id"] = id,
            ["interface_set"] = new JArray(vlans.Select(vlan => new JObject { ["vlan"] = new JObject { ["id"] = vlan } })),
        };
    }

    [Fact]
    public async Task Keys_are_added_once_whatever_their_comment()
    {
        using var region = await LabRegion.StartAsync(0);
        var first = await region.Driver.ConfigureUserCredentialsAsync(Site, region.Context, default).Soon();
        Assert.True(first is { Status: ActionStatus.Success, Changes: 1 }, first.Message);
        Assert.Equal(0, (await region.Driver.ConfigureUserCredentialsAsync(Site, region.Context, default).Soon()).Changes);
        var broken = new SiteDesign { Region = new Region { Name = "r", AuthorizedKeys = new(["ssh-ed25519 nonsense bad@key"]) } };
        var refused = await region.Driver.ConfigureUserCredentialsAsync(broken, region.Context, default).Soon();
        Assert.Equal(ActionStatus.Failure, refused.Status);
        Assert.Contains("bad@key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_maas_without_the_nodes_kernel_is_not_fit()
    {
        using var region = await LabRegion.StartAsync(2, boot: false);
        var fit = new SiteDesign { Nodes = new(region.Nodes) };
        var good = await region.Driver.ValidateServicesAsync(fit, region.Context, default).Soon();
        Assert.True(good.Status == ActionStatus.Success, good.Message);
        var unfit = new SiteDesign { Nodes = new([region.Nodes[0] with { Kernel = "hwe-99.04" }, region.Nodes[1] with { Image = "plan9" }]) };
        var bad = await region.Driver.ValidateServicesAsync(unfit, region.Context, default).Soon();
        Assert.Same(ErrorCatalogue.MaasNotReady, bad.Error!.Error);
        Assert.Contains("kernel 'hwe-99.04' of image 'jammy' for node01", bad.Message, StringComparison.Ordinal);
        Assert.Contains("image 'plan9' for node02", bad.Message, StringComparison.Ordinal);
        Assert.Equal(0, region.Maas.Writes);
    }

    [Fact]
    public async Task Tags_and_kernel_parameters_are_given_to_all_together_and_once()
    {
        using var region = await LabRegion.StartAsync(3);
        await Task.WhenAll(region.Nodes.Select(node => region.Driver.IdentifyAsync(node, region.Context, default))).Soon();
        await Task.WhenAll(region.Nodes.Select(node => region.Driver.ApplyPlatformAsync(node, region.Context, default))).Soon();
        var machines = await region.Session.GetMachinesAsync(new(), default).Soon();
        Assert.All(machines, machine => Assert.Equal(["compute", machine.Hostname + "_kp"], machine.Tags.Where(IsOurs).Order()));
        var tags = (await ListAsync(region, "tags/")).ToDictionary(tag => tag.Text("name"), tag => tag.Text("kernel_opts"));
        Assert.Equal("console=ttyS1 quiet", tags["node02_kp"]);
        var writes = region.Maas.Writes;
        foreach (var node in region.Nodes) Assert.True((await region.Driver.ApplyPlatformAsync(node, region.Context, default).Soon()).Succeeded);
        Assert.Equal(writes, region.Maas.Writes);
        var bare = region.Nodes[0] with { KernelParams = TextMap.Empty };
        await region.Driver.ApplyPlatformAsync(bare, region.Context, default).Soon();
        Assert.DoesNotContain("node01_kp", (await region.Session.GetMachineAsync(bare, default).Soon()).Tags);
    }

    private static bool IsOurs(string tag) => tag == "compute" || tag.EndsWith("_kp", StringComparison.Ordinal);

    private static AddressRange Range(AddressRangeType type, string start, string end) => new() { Type = type, Start = start, End = end };

    private static SiteDesign With(params Network[] networks) => new() { Region = Site.Region, NetworkLinks = Site.NetworkLinks, Networks = new(networks) };

    private static async Task<JToken[]> ListAsync(LabRegion region, string path) =>
        [.. (JArray)await region.Session.Api.GetAsync(path, null, default).Soon()];
}
