using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>What deployed nodes get of boot actions, and how deployments fail, on the lab's MAAS.</summary>
public sealed class BootActionTests
{
    [Fact]
    public async Task Files_units_packages_and_a_key_of_its_own_reach_each_node()
    {
        using var region = await LabRegion.StartAsync(2);
        var folder = Directory.CreateTempSubdirectory("drydock-assets");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "node02.conf"), "from a file");
            var action = new BootAction
            {
                Name = "join",
                Source = new SourceLocation(Path.Combine(folder.FullName, "boot.yaml"), 1, 1),
                TargetNodes = new(["node01", "node02"]),
                Assets = new(
                [
                    new BootActionAsset
                    {
                        Type = "file",
                        Path = "/etc/who",
                        Data = "{{ node.hostname }} {{ node.network.default.ip }} {{ action.action_key }}",
                        DataPipeline = new(["template"]),
                        Permissions = 0x1a4,
                    },
                    new BootActionAsset { Type = "unit", Path = "/etc/systemd/system/join.service", Data = "W1VuaXRdCg==", DataPipeline = new(["base64_decode"]) },
                    new BootActionAsset { Type = "pkg_list", Packages = new TextMap([new("chrony", ""), new("lvm2", "2.03.11-2.1ubuntu4")]) },
                ]),
            };
            var second = new BootAction
            {
                Name = "located",
                Source = action.Source,
                TargetNodes = new(["node02"]),
                Assets = new([new BootActionAsset { Type = "file", Path = "/etc/located", Location = "{{ node.hostname }}.conf", LocationPipeline = new(["template"]) }]),
            };
            var nodes = Nodes(region, action, second);
            var results = await Task.WhenAll(nodes.Select(node => DeployAsync(region, node))).Soon();
            Assert.All(results, result => Assert.Equal(ActionStatus.Success, result.Status));

            var documents = nodes.Select(node => Encoding.UTF8.GetString(region.Maas.UserDataOf(node.Name)!)).ToList();
            Assert.All(documents, text => Assert.StartsWith("#cloud-config\n", text, StringComparison.Ordinal));
            var (one, two) = (JObject.Parse(documents[0][13..]), JObject.Parse(documents[1][13..]));
            var keys = new[] { one, two }.Select(document => Content(document, "/etc/drydock/bootaction.key").Trim()).ToList();
            Assert.All(keys, key => Assert.Matches("^[0-9a-f]{64}$", key));
            Assert.NotEqual(keys[0], keys[1]);
            Assert.Equal($"node01 10.91.0.11 {keys[0]}", Content(one, "/etc/who"));
            Assert.Equal("[Unit]\n", Content(one, "/etc/systemd/system/join.service"));
            Assert.Equal("from a file", Content(two, "/etc/located"));
            Assert.DoesNotContain(one["write_files"]!, file => (string?)file["path"] == "/etc/located");
            Assert.Equal("""["chrony",["lvm2","2.03.11-2.1ubuntu4"]]""", one["packages"]!.ToString(Newtonsoft.Json.Formatting.None));
            Assert.Contains("join.service", one["runcmd"]!.ToString(), StringComparison.Ordinal);
            Assert.Equal("0644", (string?)one["write_files"]!.Single(file => (string?)file["path"] == "/etc/who")["permissions"]);

            var machines = await region.Session.GetMachinesAsync(new(), default).Soon();
            Assert.Equal(2, machines.Select(machine => machine.OwnerData.Find("drydock-bootaction-key-sha256")).Distinct().Count());
            Assert.All(machines, machine => Assert.DoesNotContain(machine.OwnerData.Values, keys.Contains));
            Assert.All(results, result => Assert.DoesNotContain(keys, key => result.ToString().Contains(key, StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("{{ node.nosuch }}", "there is no value 'node.nosuch'")]
    [InlineData("{{ action.report_url }}", "there is no value 'action.report_url'")]
    [InlineData("{% for x in node.tags %}", "'endfor' is missing")]
    public async Task An_asset_that_cannot_be_made_stops_the_deployment_before_anything_is_written(string data, string problem)
    {
        using var region = await LabRegion.StartAsync(1);
        var action = new BootAction
        {
            Name = "broken",
            TargetNodes = new(["node01"]),
            Assets = new([new BootActionAsset { Type = "file", Path = "/x", Data = data, DataPipeline = new(["template"]) }]),
        };
        var node = Nodes(region, action)[0];
        await ReadyAsync(region, node);
        var writes = region.Maas.Writes;
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DeployAsync(node, region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.NodeMisconfigured, error.Error);
        Assert.Contains("boot action 'broken': its asset /x cannot be made", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(writes, region.Maas.Writes);
        Assert.Equal("Ready", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task A_missing_image_is_refused_before_the_machine_is_allocated()
    {
        using var region = await LabRegion.StartAsync(1);
        var node = region.Nodes[0] with { Image = "plan9" };
        await ReadyAsync(region, node);
        var writes = region.Maas.Writes;
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DeployAsync(node, region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MaasNotReady, error.Error);
        Assert.Contains("no image 'plan9'", error.Message, StringComparison.Ordinal);
        Assert.Equal(writes, region.Maas.Writes);
    }

    [Fact]
    public async Task A_failed_deployment_brings_events_and_the_end_of_the_log()
    {
        using var region = await LabRegion.StartAsync(1);
        await ReadyAsync(region, region.Nodes[0]);
        region.Faults.Add(new LabFault(LabFaultKind.DeploymentFails, "node01"));
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DeployAsync(region.Nodes[0], region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineFailed, error.Error);
        Assert.Contains("Marking node failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("The end of its log:\ncurtin: Installation failed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Released_meanwhile_aborted_and_out_of_time_are_told_apart()
    {
        using var region = await LabRegion.StartAsync(1, scale: 30);
        var node = region.Nodes[0];
        await ReadyAsync(region, node);
        var late = await Assert.ThrowsAsync<DrydockException>(() =>
            region.Driver.DeployAsync(node, region.Context with { Timeout = TimeSpan.FromMilliseconds(300) }, default)).Soon();
        Assert.Same(ErrorCatalogue.MaasTimeout, late.Error);
        Assert.Contains("'Deploying'", late.Message, StringComparison.Ordinal);

        var waiting = region.Driver.DeployAsync(node, region.Context, default);
        var machine = await region.Session.GetMachineAsync(node, default).Soon();
        await region.Session.Api.PostAsync($"machines/{machine.SystemId}/", "release", null, default).Soon();
        var released = await Assert.ThrowsAsync<DrydockException>(() => waiting).Soon();
        Assert.Same(ErrorCatalogue.MachineReleased, released.Error);
    }

    private static ItemList<BaremetalNode> Nodes(LabRegion region, params BootAction[] actions) => new SiteDesign
    {
        Region = new Region { Name = "harbour" },
        Networks = new([new Network { Name = "mgmt", Cidr = "10.91.0.0/24", DnsDomain = "maas" }]),
        BootActions = new(actions),
        Nodes = new(region.Nodes.Select((node, index) => node with
        {
            PrimaryNetwork = "mgmt",
            Addressing = new([new NodeAddress { Network = "mgmt", Address = $"10.91.0.{11 + index}" }]),
        })),
    }.Nodes;

    private static string Content(JObject document, string path) => Encoding.UTF8.GetString(Convert.FromBase64String(
        (string)document["write_files"]!.Single(file => (string?)file["path"] == path)["content"]!));

    private static async Task ReadyAsync(LabRegion region, BaremetalNode node)
    {
        await region.Driver.IdentifyAsync(node, region.Context, default).Soon();
        await region.Driver.CommissionAsync(node, region.Context, default).Soon();
    }

    private static async Task<NodeActionResult> DeployAsync(LabRegion region, BaremetalNode node)
    {
        await ReadyAsync(region, node);
        return await region.Driver.DeployAsync(node, region.Context, default).Soon();
    }
}
