using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Tests.State;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>Habits of MAAS over which clients stumble.</summary>
public sealed class MaasHabitsTests
{
    private static readonly SiteDesign Jammy = new()
    {
        Region = new Region { Name = "harbour" },
        Nodes = new([new BaremetalNode { Name = "node01", Image = "jammy", Kernel = "ga-22.04" }]),
    };

    [Fact]
    public async Task An_uploaded_image_whose_name_has_no_slash_hurts_nobody()
    {
        using var session = Connect(request => Region(request, importing: false, Image("ours", "Uploaded"), Image("ubuntu/jammy")));
        var site = new SiteDesign { Region = Jammy.Region, Nodes = new([.. Jammy.Nodes, new BaremetalNode { Name = "node02", Image = "ours" }]) };
        var result = await new MaasNodeDriver().ValidateServicesAsync(site, new() { Provisioner = session }, default).Soon();
        Assert.True(result.Status == ActionStatus.Success, result.Message);
    }

    [Fact]
    public async Task An_import_under_way_is_waited_for_and_what_is_half_there_does_not_count()
    {
        var looks = 0;
        using var session = Connect(request => request switch
        {
            "GET boot-resources/ op=is_importing" => new JValue(++looks < 4),
            "GET boot-resources/1/" => new JObject { ["sets"] = new JObject { ["20260101"] = new JObject { ["complete"] = false } } },
            _ => Region(request, importing: true, Image("ubuntu/jammy")),
        });
        var result = await new MaasNodeDriver().ValidateServicesAsync(Jammy, new() { Provisioner = session }, default).Soon();
        Assert.True(result.Status == ActionStatus.Success, result.Message);
        Assert.Equal(4, looks);
    }

    [Fact]
    public async Task An_import_that_does_not_end_in_time_is_told()
    {
        using var session = Connect(request => Region(request, importing: true));
        var result = await new MaasNodeDriver().ValidateServicesAsync(
            Jammy, new() { Provisioner = session, Timeout = TimeSpan.FromMilliseconds(60) }, default).Soon();
        Assert.Same(ErrorCatalogue.MaasNotReady, result.Error!.Error);
        Assert.Contains("no image 'jammy' for node01. An import is under way.", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", ActionStatus.Success)]
    [InlineData("unknown", ActionStatus.Success)]
    [InlineData("dead", ActionStatus.Failure)]
    public async Task A_service_of_a_rack_controller_ails_only_where_MAAS_says_so(string status, ActionStatus expected)
    {
        using var session = Connect(request => request == "GET rackcontrollers/"
            ? new JArray(new JObject
            {
                ["hostname"] = "rack1",
                ["service_set"] = new JArray(
                    new JObject { ["name"] = "dhcpd", ["status"] = status, ["status_info"] = "" },
                    new JObject { ["name"] = "a-service-of-next-year", ["status"] = "dead" }),
            })
            : Region(request, importing: false, Image("ubuntu/jammy")));
        Assert.Equal(expected, (await new MaasNodeDriver().ValidateServicesAsync(Jammy, new() { Provisioner = session }, default).Soon()).Status);
    }

    [Fact]
    public async Task A_key_that_is_no_administrators_is_said_to_be_none()
    {
        using var session = Connect(request => request == "GET users/ op=whoami"
            ? new JObject { ["username"] = "joe", ["is_superuser"] = false } : Region(request, importing: false, Image("ubuntu/jammy")));
        var result = await new MaasNodeDriver().ValidateServicesAsync(Jammy, new() { Provisioner = session }, default).Soon();
        Assert.Contains("'joe' is no administrator", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_somebody_else_has_commissioned_is_waited_for()
    {
        using var region = await LabRegion.StartAsync(1, scale: 100);
        var machine = (MaasMachine)(await region.Driver.IdentifyAsync(region.Nodes[0], region.Context, default).Soon()).Detail!;
        await region.Session.Api.PostAsync($"machines/{machine.SystemId}/", "commission", null, default).Soon();
        var writes = region.Maas.Writes;
        var result = await region.Driver.CommissionAsync(region.Nodes[0], region.Context, default).Soon();
        Assert.Equal(("Is ready; MAAS was at work on it already.", "Ready"), (result.Message, region.Maas.StatusOf("node01")));
        Assert.Equal(writes, region.Maas.Writes);
    }

    [Fact]
    public async Task A_deployment_costs_three_writes_however_many_annotations_there_are()
    {
        using var region = await LabRegion.StartAsync(1);
        var node = region.Nodes[0] with { OwnerData = new TextMap(Enumerable.Range(1, 9).Select(n => new System.Collections.Generic.KeyValuePair<string, string>($"k{n}", $"v{n}"))) };
        await region.Driver.IdentifyAsync(node, region.Context, default).Soon();
        await region.Driver.CommissionAsync(node, region.Context, default).Soon();
        var writes = region.Maas.Writes;
        var machine = (MaasMachine)(await region.Driver.DeployAsync(node, region.Context, default).Soon()).Detail!;
        Assert.Equal((3, 9), (region.Maas.Writes - writes, machine.OwnerData.Count(entry => entry.Key.StartsWith('k'))));
    }

    [Fact]
    public async Task A_node_without_a_machine_fails_alone_and_is_named()
    {
        using var region = await LabRegion.StartAsync(1);
        var lost = new BaremetalNode { Name = "lost", BootMac = "52:54:00:99:99:99" };
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DeployAsync(lost, region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineNotFound, error.Error);
        Assert.Equal("lost", error.Target);
    }

    [Fact]
    public async Task A_link_with_networks_that_nobody_defined_is_built_without_them()
    {
        using var region = await LabRegion.StartAsync(0);
        var site = new SiteDesign
        {
            Region = Jammy.Region,
            Networks = new([new Network { Name = "mgmt", Cidr = "10.94.0.0/24", DnsDomain = "maas" }]),
            NetworkLinks = new([new NetworkLink { Name = "link", AllowedNetworks = new(["mgmt", "nosuch"]), NativeNetwork = "neither" }]),
        };
        var result = await region.Driver.CreateNetworkTemplateAsync(site, region.Context, default).Soon();
        Assert.True(result.Status == ActionStatus.Success, result.Message);
    }

    [Fact]
    public async Task A_wait_ends_at_every_state_in_which_MAAS_does_nothing_more()
    {
        foreach (var end in new[] { MaasMachineStatus.FailedReleasing, MaasMachineStatus.Broken, MaasMachineStatus.FailedExitingRescueMode, MaasMachineStatus.FailedDiskErasing })
        {
            var maas = new FakeMaas();
            maas.Machines.Add(FakeMaas.Machine("aaaaaa", "node01", "52:54:00:00:00:01", MaasMachineStatus.Releasing));
            using var session = new MaasSession(new MaasTransport(maas, () => 0, null),
                new MaasRegion(new Uri("http://maas.test/MAAS"), "admin", true, "3.4.10"), Clock.System, NoLog.Instance, TimeSpan.FromMilliseconds(5));
            var waiting = session.Statuses.WaitAsync("aaaaaa", machine => !StatusWatcher.Busy.Contains(machine.Status), _ => { }, TimeSpan.FromSeconds(20), default);
            maas.SetStatus("aaaaaa", end);
            Assert.Equal(end, (await waiting.Soon()).Status);
        }
    }

    private static MaasSession Connect(Func<string, JToken> answer) => new(new MaasTransport(new ScriptedApi(answer), () => 0, null),
        new MaasRegion(new Uri("http://maas.test/MAAS"), "admin", true, "3.4.10"), Clock.System, NoLog.Instance, TimeSpan.FromMilliseconds(5));

    private static JToken Region(string request, bool importing, params JObject[] images) => request switch
    {
        "GET version/" => new JObject { ["version"] = "3.4.10" },
        "GET users/ op=whoami" => new JObject { ["username"] = "admin", ["is_superuser"] = true },
        "GET rackcontrollers/" => new JArray(new JObject { ["hostname"] = "rack1", ["service_set"] = new JArray() }),
        "GET boot-resources/ op=is_importing" => new JValue(importing),
        "GET boot-resources/" => new JArray(images.Select(image => image.DeepClone())),
        _ => new JArray(),
    };

    private static JObject Image(string name, string type = "Synced") => new()
    {
        ["id"] = 1,
        ["type"] = type,
        ["name"] = name,
        ["architecture"] = "amd64/ga-22.04",
        ["subarches"] = "generic,ga-22.04",
    };
}
