using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Drivers;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

public sealed class MachineLifeTests : IDisposable
{
    private readonly MaasSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_server_that_boots_from_the_network_is_enlisted_with_its_BMC_and_cards()
    {
        var id = await _site.EnlistAsync();
        var machine = (await _site.Client.GetAsync($"machines/{id}/")).Object;
        Assert.Matches("^[a-z]+-[a-z]+$", (string)machine["hostname"]!);
        Assert.Equal(0, (int)machine["status"]!);
        Assert.Equal(["52:54:00:00:01:01", "52:54:00:00:01:02", "52:54:00:00:01:03"], machine["interface_set"]!.Select(nic => (string)nic["mac_address"]!));
        Assert.Equal(["fabric-0", "fabric-1", "fabric-2"], machine["interface_set"]!.Select(nic => (string)nic["vlan"]!["fabric"]!));
        var power = (await _site.Client.GetAsync($"machines/?op=power_parameters&id={id}")).Object[id]!;
        Assert.Equal(("10.9.0.1", "root", "calvin"), ((string)power["power_address"]!, (string)power["power_user"]!, (string)power["power_pass"]!));
    }

    [Fact]
    public async Task A_machine_goes_from_new_to_deployed_and_back()
    {
        var id = await _site.CommissionAsync();
        var ready = (await _site.Client.GetAsync($"machines/{id}/")).Object;
        Assert.Equal((8, 32768), ((int)ready["cpu_count"]!, (int)ready["memory"]!));
        Assert.Equal("auto", (string?)ready["boot_interface"]!["links"]![0]!["mode"]);
        Assert.Null(ready["boot_interface"]!["links"]![0]!["ip_address"]);
        Assert.Equal(JTokenType.Null, ready["owner"]!.Type);

        Assert.Equal(10, (int)(await _site.Client.PostAsync("machines/", ("op", "allocate"), ("system_id", id))).Object["status"]!);
        var deploying = await _site.Client.PostAsync($"machines/{id}/?op=deploy", ("distro_series", "jammy"), ("hwe_kernel", "ga-22.04"));
        Assert.Equal((200, 9), (deploying.Status, (int)deploying.Object["status"]!));
        await _site.WaitForStatusAsync("Deployed");
        var deployed = (await _site.Client.GetAsync($"machines/{id}/")).Object;
        Assert.Equal("10.11.0.1", (string?)deployed["boot_interface"]!["links"]![0]!["ip_address"]);
        Assert.Equal(("jammy", "ga-22.04", "admin", "on"), ((string)deployed["distro_series"]!, (string)deployed["hwe_kernel"]!, (string)deployed["owner"]!, (string)deployed["power_state"]!));
        Assert.False((bool)deployed["netboot"]!);
        Assert.True(_site.Server.SystemInstalled);

        var releasing = await _site.Client.PostAsync($"machines/{id}/?op=release");
        Assert.Equal("Releasing", (string?)releasing.Object["status_name"]);
        await _site.WaitForStatusAsync("Ready");
        Assert.Equal(PowerState.Off, _site.Server.Power);
        Assert.Equal(200, (await _site.Client.PostAsync($"machines/{id}/?op=release")).Status);
    }

    [Fact]
    public async Task Erasing_clears_the_disks()
    {
        var id = await DeployAsync();
        var erasing = await _site.Client.PostAsync($"machines/{id}/?op=release", ("erase", "True"));
        Assert.Equal(14, (int)erasing.Object["status"]!);
        Assert.Equal((409, "Machine cannot be released in its current state ('Disk erasing')."), Brief(await _site.Client.PostAsync($"machines/{id}/?op=release")));
        await _site.WaitForStatusAsync("Ready");
        Assert.False(_site.Server.SystemInstalled);
    }

    [Fact]
    public async Task Commissioning_that_fails_says_why_and_can_be_repeated()
    {
        var id = await _site.EnlistAsync();
        _site.Faults.Add(new LabFault(LabFaultKind.CommissioningFails, "n1", Count: 1));
        await _site.Client.PostAsync($"machines/{id}/?op=commission");
        await _site.WaitForStatusAsync("Failed commissioning");
        var failed = (await _site.Client.GetAsync($"machines/{id}/")).Object;
        Assert.StartsWith("Marking node failed - Commissioning failed", (string)failed["status_message"]!, StringComparison.Ordinal);
        var events = (await _site.Client.GetAsync($"events/?op=query&level=ERROR&id={id}")).Object;
        Assert.Equal((1, "Marking node failed"), ((int)events["count"]!, (string)events["events"]![0]!["type"]!));
        await _site.Client.PostAsync($"machines/{id}/?op=commission");
        await _site.WaitForStatusAsync("Ready");
    }

    [Fact]
    public async Task A_deployment_that_fails_keeps_its_owner()
    {
        var id = await _site.CommissionAsync();
        _site.Faults.Add(new LabFault(LabFaultKind.DeploymentFails, "n1"));
        await _site.Client.PostAsync($"machines/{id}/?op=deploy");
        await _site.WaitForStatusAsync("Failed deployment");
        var failed = (await _site.Client.GetAsync($"machines/{id}/")).Object;
        Assert.Equal(("admin", "Marking node failed - Installation failed (refer to the installation log for more information)."),
            ((string)failed["owner"]!, (string)failed["status_message"]!));
        Assert.Equal((409, "Can't deploy a machine that is in the 'Failed deployment' state"), Brief(await _site.Client.PostAsync($"machines/{id}/?op=deploy")));
    }

    [Fact]
    public async Task A_BMC_that_is_silent_makes_power_operations_fail_and_changes_nothing()
    {
        var id = await _site.EnlistAsync();
        var name = (string)(await _site.Client.GetAsync($"machines/{id}/")).Object["hostname"]!;
        _site.Faults.Add(new LabFault(LabFaultKind.BmcSilent, "n1"));
        Assert.Equal((503, $"No rack controllers can access the BMC of node {name}"), Brief(await _site.Client.PostAsync($"machines/{id}/?op=commission")));
        Assert.Equal(503, (await _site.Client.GetAsync($"machines/{id}/?op=query_power_state")).Status);
        Assert.Equal("New", _site.Maas.StatusOf("n1"));
    }

    [Fact]
    public async Task Aborting_a_deployment_leaves_the_machine_allocated()
    {
        var id = await _site.CommissionAsync();
        await _site.Client.PostAsync($"machines/{id}/?op=deploy");
        var aborting = await _site.Client.PostAsync($"machines/{id}/?op=abort");
        Assert.Equal((9, "Aborted deployment"), ((int)aborting.Object["status"]!, (string)aborting.Object["status_message"]!));
        await _site.WaitForStatusAsync("Allocated");
        Assert.Equal((409, $"Cannot abort in current state: node {id} is in state Allocated."), Brief(await _site.Client.PostAsync($"machines/{id}/?op=abort")));
    }

    [Fact]
    public async Task Rescue_mode_returns_where_it_came_from()
    {
        var id = await DeployAsync();
        await _site.Client.PostAsync($"machines/{id}/?op=rescue_mode");
        await _site.WaitForStatusAsync("Rescue mode");
        await _site.Client.PostAsync($"machines/{id}/?op=exit_rescue_mode");
        await _site.WaitForStatusAsync("Deployed");
        Assert.Equal((409, "Invalid transition: Deployed -> Exiting rescue mode."), Brief(await _site.Client.PostAsync($"machines/{id}/?op=exit_rescue_mode")));
    }

    [Fact]
    public async Task The_inventory_tells_where_cards_and_disks_sit()
    {
        var id = await _site.CommissionAsync();
        var results = await _site.Client.GetAsync($"commissioning-results/?system_id={id}&name=maas-lshw");
        var xml = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)results.Json[0]!["data"]!));
        var nodes = System.Xml.Linq.XDocument.Parse(xml).Descendants("node").ToList();
        Assert.Equal("eno1", nodes.Single(node => (string?)node.Element("businfo") == "pci@0000:18:00.0").Element("logicalname")!.Value);
        Assert.Equal("/dev/sdb", nodes.Single(node => (string?)node.Element("businfo") == "scsi@2:0.1.0").Element("logicalname")!.Value);
    }

    private async Task<string> DeployAsync()
    {
        var id = await _site.CommissionAsync();
        await _site.Client.PostAsync($"machines/{id}/?op=deploy");
        await _site.WaitForStatusAsync("Deployed");
        return id;
    }

    private static (int, string) Brief(MaasAnswer answer) => (answer.Status, answer.Body);
}
