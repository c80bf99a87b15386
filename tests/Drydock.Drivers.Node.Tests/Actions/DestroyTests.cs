using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>Releasing machines out of all kinds of states, on the lab's MAAS.</summary>
public sealed class DestroyTests
{
    [Theory]
    [InlineData("Broken", "mark_broken")]
    [InlineData("Rescue mode", "rescue_mode")]
    [InlineData("Allocated", "")]
    public async Task A_machine_is_released_out_of(string state, string op)
    {
        using var region = await LabRegion.StartAsync(1);
        var id = await AllocatedAsync(region);
        if (op.Length > 0) await region.Session.Api.PostAsync($"machines/{id}/", op, null, default).Soon();
        if (op == "rescue_mode")
        {
            await region.Session.Statuses.WaitAsync(id, machine => machine.Status == MaasMachineStatus.RescueMode, _ => { },
                TimeSpan.FromSeconds(20), default).Soon();
        }

        Assert.Equal(state, region.Maas.StatusOf("node01"));
        var result = await region.Driver.DestroyAsync(region.Nodes[0], new(), region.Context, default).Soon();
        Assert.Equal(ActionStatus.Success, result.Status);
        Assert.Equal("Ready", region.Maas.StatusOf("node01"));
    }

    [Theory]
    [InlineData(DiskErase.Quick)]
    [InlineData(DiskErase.Secure)]
    [InlineData(DiskErase.Full)]
    public async Task A_machine_is_deleted_only_once_its_disks_are_erased(DiskErase erase)
    {
        using var region = await LabRegion.StartAsync(1);
        var id = await AllocatedAsync(region);
        var states = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var context = region.Context with { Progress = (_, text) => states.Enqueue(text) };
        Assert.True((await region.Driver.DestroyAsync(region.Nodes[0], new(erase, Delete: true), context, default).Soon()).Succeeded);
        Assert.Contains(states, text => text.StartsWith("Disk erasing", StringComparison.Ordinal));
        Assert.DoesNotContain(await region.Session.GetMachinesAsync(new(), default).Soon(), machine => machine.SystemId == id);
    }

    [Fact]
    public async Task Erasing_that_fails_is_told_and_the_machine_stays_and_is_released_the_next_time()
    {
        using var region = await LabRegion.StartAsync(1);
        await AllocatedAsync(region);
        region.Faults.Add(new LabFault(LabFaultKind.ErasingFails, "node01", 1));
        var error = await Assert.ThrowsAsync<DrydockException>(() =>
            region.Driver.DestroyAsync(region.Nodes[0], new(DiskErase.Quick, Delete: true), region.Context, default)).Soon();
        Assert.Contains("'Failed disk erasing'", error.Message, StringComparison.Ordinal);
        Assert.Equal("Failed disk erasing", region.Maas.StatusOf("node01"));
        // The state before is that of the failure: it must not be taken for this release's outcome.
        Assert.True((await region.Driver.DestroyAsync(region.Nodes[0], new(DiskErase.Quick), region.Context, default).Soon()).Succeeded);
        Assert.Equal("Ready", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task Disks_that_were_to_be_erased_and_were_not_are_told_of()
    {
        using var region = await LabRegion.StartAsync(1);
        await region.Driver.IdentifyAsync(region.Nodes[0], region.Context, default).Soon();
        var log = new ListLog();
        var context = region.Context with { Log = log };
        Assert.True((await region.Driver.DestroyAsync(region.Nodes[0], new(DiskErase.Full), context, default).Soon()).Succeeded);
        Assert.Contains(log.Warnings, text => text.Contains("no disk was erased", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Retired", "Invoke-NodeDestroy -Force")]
    [InlineData("Releasing failed", "Invoke-NodeDestroy,")]
    [InlineData("Failed testing", "Invoke-NodeCommission")]
    public async Task A_refused_deployment_says_the_way_out_of_the_state(string state, string way)
    {
        using var region = await LabRegion.StartAsync(1);
        await AllocatedAsync(region);
        region.Maas.ForceStatus("node01", state);
        var error = await Assert.ThrowsAsync<DrydockException>(() =>
            region.Driver.DeployAsync(region.Nodes[0], region.Context, default)).Soon();
        Assert.Contains(way, error.Remedy, StringComparison.Ordinal);
        Assert.Equal(state, region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task A_machine_that_was_being_released_is_commissioned_anew_with_force()
    {
        using var region = await LabRegion.StartAsync(1);
        var id = await AllocatedAsync(region);
        var commissioned = (await region.Session.GetMachineAsync(id, default).Soon()).CommissioningResultId;
        await region.Session.Api.PostAsync($"machines/{id}/", "release", new Maas.Api.MaasForm().Add("erase", true), default).Soon();
        Assert.Equal("Disk erasing", region.Maas.StatusOf("node01"));
        Assert.True((await region.Driver.CommissionAsync(region.Nodes[0], region.Context with { Force = true }, default).Soon()).Succeeded);
        Assert.NotEqual(commissioned, (await region.Session.GetMachineAsync(id, default).Soon()).CommissioningResultId);
    }

    private static async Task<string> AllocatedAsync(LabRegion region)
    {
        await region.Driver.IdentifyAsync(region.Nodes[0], region.Context, default).Soon();
        await region.Driver.CommissionAsync(region.Nodes[0], region.Context, default).Soon();
        var machine = await region.Session.GetMachineAsync(region.Nodes[0], default).Soon();
        await region.Session.Api.PostAsync("machines/", "allocate", new Maas.Api.MaasForm().Add("system_id", machine.SystemId), default).Soon();
        return machine.SystemId;
    }

    private sealed class ListLog : IDrydockLog
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _warnings = new();

        public IEnumerable<string> Warnings => _warnings;

        public void Write(LogLevel level, string message)
        {
            if (level == LogLevel.Warning) _warnings.Enqueue(message);
        }
    }
}
