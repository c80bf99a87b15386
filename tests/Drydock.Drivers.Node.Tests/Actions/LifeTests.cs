using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>Nodes' lives on the lab's MAAS.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task Nodes_are_identified_commissioned_deployed_and_destroyed_and_a_second_pass_writes_nothing()
    {
        using var region = await LabRegion.StartAsync(4);
        var said = new ConcurrentQueue<string>();
        var context = region.Context with { Progress = (node, text) => said.Enqueue($"{node.Name} {text}") };
        var results = await Task.WhenAll(region.Nodes.Select(async node =>
        {
            await region.Driver.IdentifyAsync(node, context, default);
            await region.Driver.CommissionAsync(node, context, default);
            return await region.Driver.DeployAsync(node, context, default);
        })).Soon();
        Assert.All(results, result => Assert.Equal(ActionStatus.Success, result.Status));
        Assert.Contains(said, text => text.StartsWith("node02 Deploying", StringComparison.Ordinal));
        foreach (var result in results)
        {
            var machine = Assert.IsType<MaasMachine>(result.Detail);
            Assert.Equal((result.Name, MaasMachineStatus.Deployed, "admin", "jammy"), (machine.Hostname, machine.Status, machine.Owner, machine.DistroSeries));
            Assert.Equal("r1", machine.OwnerData.Find("row"));
        }

        var (labWrites, writes) = (region.Maas.Writes, region.Session.Requests.Writes);
        foreach (var node in region.Nodes)
        {
            Assert.True((await region.Driver.IdentifyAsync(node, context, default).Soon()).Succeeded);
            Assert.True((await region.Driver.CommissionAsync(node, context, default).Soon()).Succeeded);
            Assert.True((await region.Driver.DeployAsync(node, context, default).Soon()).Succeeded);
        }

        Assert.Equal((labWrites, writes), (region.Maas.Writes, region.Session.Requests.Writes));

        var gone = await Task.WhenAll(region.Nodes.Select((node, i) =>
            region.Driver.DestroyAsync(node, new DestroyOptions(i == 0 ? DiskErase.Quick : DiskErase.None, Delete: i == 1), context, default))).Soon();
        Assert.All(gone, result => Assert.Equal(ActionStatus.Success, result.Status));
        Assert.Equal(["Ready", null, "Ready", "Ready"], region.Nodes.Select(node => region.Maas.StatusOf(node.Name)));
        Assert.True((await region.Driver.DestroyAsync(region.Nodes[1], new DestroyOptions(Delete: true), context, default).Soon()).Succeeded);
    }

    [Fact]
    public async Task Identifying_a_hundred_known_nodes_costs_at_most_four_requests()
    {
        using var region = await LabRegion.StartAsync(100, scale: 2000);
        await IdentifyAllAsync(region);
        using var again = await new MaasConnector().ConnectAsync(region.Options(region.Maas.ApiKey), default);
        var before = region.Maas.Reads + region.Maas.Writes;
        var context = region.Context with { Provisioner = again };
        await Task.WhenAll(region.Nodes.Select(node => region.Driver.IdentifyAsync(node, context, default))).Soon();
        Assert.InRange(region.Maas.Reads + region.Maas.Writes - before, 1, 4);
    }

    [Fact]
    public async Task A_look_without_time_finds_nothing_and_says_by_what_it_looked()
    {
        using var region = await LabRegion.StartAsync(1, boot: false);
        var context = region.Context with { Timeout = TimeSpan.Zero };
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.IdentifyAsync(region.Nodes[0], context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineNotFound, error.Error);
        Assert.Contains("boot_mac 52:54:00:77:01:00", error.Message, StringComparison.Ordinal);
        Assert.Equal("node01", error.Target);
    }

    [Fact]
    public async Task A_node_that_boots_later_is_waited_for()
    {
        using var region = await LabRegion.StartAsync(2, boot: false);
        var found = Task.WhenAll(region.Nodes.Select(node => region.Driver.IdentifyAsync(node, region.Context, default)));
        region.BootAll();
        Assert.Equal(["node01", "node02"], (await found.Soon()).Select(result => ((MaasMachine)result.Detail!).Hostname));
    }

    [Fact]
    public async Task Two_machines_for_one_node_are_both_named()
    {
        using var region = await LabRegion.StartAsync(2);
        await IdentifyAllAsync(region);
        var confused = region.Nodes[0] with { BootMac = region.Nodes[1].BootMac };
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.IdentifyAsync(confused, region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineAmbiguous, error.Error);
        Assert.Contains("node01", error.Message, StringComparison.Ordinal);
        Assert.Contains("node02", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_commissioning_says_why_and_is_done_again()
    {
        using var region = await LabRegion.StartAsync(1);
        await IdentifyAllAsync(region);
        region.Faults.Add(new LabFault(LabFaultKind.CommissioningFails, "node01"));
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.CommissionAsync(region.Nodes[0], region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineFailed, error.Error);
        Assert.Contains("'Failed commissioning'", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length > "Node 'node01': its machine ended as 'Failed commissioning'.".Length, error.Message);
        region.Faults.Clear();
        Assert.True((await region.Driver.CommissionAsync(region.Nodes[0], region.Context, default).Soon()).Succeeded);
        Assert.Equal("Ready", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task A_failed_deployment_says_why_and_is_done_again()
    {
        using var region = await LabRegion.StartAsync(1);
        await IdentifyAllAsync(region);
        await region.Driver.CommissionAsync(region.Nodes[0], region.Context, default).Soon();
        region.Faults.Add(new LabFault(LabFaultKind.DeploymentFails, "node01"));
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DeployAsync(region.Nodes[0], region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineFailed, error.Error);
        region.Faults.Clear();
        Assert.True((await region.Driver.DeployAsync(region.Nodes[0], region.Context, default).Soon()).Succeeded);
        Assert.Equal("Deployed", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task What_another_user_deployed_is_neither_deployed_nor_destroyed()
    {
        using var region = await LabRegion.StartAsync(1);
        await IdentifyAllAsync(region);
        await region.Driver.CommissionAsync(region.Nodes[0], region.Context, default).Soon();
        await region.Driver.DeployAsync(region.Nodes[0], region.Context, default).Soon();
        using var other = await new MaasConnector().ConnectAsync(region.Options(region.Maas.AddUser("joe", isSuperuser: true)), default);
        var context = region.Context with { Provisioner = other };
        var deploy = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DeployAsync(region.Nodes[0], context, default)).Soon();
        var destroy = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DestroyAsync(region.Nodes[0], new(), context, default)).Soon();
        Assert.All([deploy, destroy], error => Assert.Contains("'admin'", error.Message, StringComparison.Ordinal));
        Assert.Equal("Deployed", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task A_locked_machine_is_destroyed_with_force_only()
    {
        using var region = await LabRegion.StartAsync(1);
        await IdentifyAllAsync(region);
        await region.Driver.CommissionAsync(region.Nodes[0], region.Context, default).Soon();
        var machine = (MaasMachine)(await region.Driver.DeployAsync(region.Nodes[0], region.Context, default).Soon()).Detail!;
        await region.Session.Api.PostAsync($"machines/{machine.SystemId}/", "lock", null, default).Soon();
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DestroyAsync(region.Nodes[0], new(), region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MaasPermissionDenied, error.Error);
        Assert.True((await region.Driver.DestroyAsync(region.Nodes[0], new(), region.Context with { Force = true }, default).Soon()).Succeeded);
        Assert.Equal("Ready", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task A_node_is_destroyed_out_of_its_commissioning()
    {
        using var region = await LabRegion.StartAsync(1, scale: 60);
        await IdentifyAllAsync(region);
        var begun = new TaskCompletionSource();
        var context = region.Context with { Progress = (_, _) => begun.TrySetResult() };
        var commissioning = region.Driver.CommissionAsync(region.Nodes[0], context, default);
        await begun.Task.Soon();
        Assert.True((await region.Driver.DestroyAsync(region.Nodes[0], new(), region.Context, default).Soon()).Succeeded);
        Assert.Equal("New", region.Maas.StatusOf("node01"));
        var error = await Assert.ThrowsAsync<DrydockException>(() => commissioning).Soon();
        Assert.Same(ErrorCatalogue.MaasStateConflict, error.Error);
    }

    [Theory]
    [InlineData(LabFaultKind.MaasUnavailable)]
    [InlineData(LabFaultKind.MaasConflict)]
    public async Task A_maas_that_is_busy_for_a_while_is_outlived(LabFaultKind kind)
    {
        using var region = await LabRegion.StartAsync(1);
        await IdentifyAllAsync(region);
        region.Faults.Add(new LabFault(kind, null, 2));
        Assert.True((await region.Driver.CommissionAsync(region.Nodes[0], region.Context, default).Soon()).Succeeded);
        Assert.InRange(region.Session.Requests.Retries, 1, 2);
    }

    private static async Task IdentifyAllAsync(LabRegion region) =>
        await Task.WhenAll(region.Nodes.Select(node => region.Driver.IdentifyAsync(node, region.Context, default))).Soon();
}
