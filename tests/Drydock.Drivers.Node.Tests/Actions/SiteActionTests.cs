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
