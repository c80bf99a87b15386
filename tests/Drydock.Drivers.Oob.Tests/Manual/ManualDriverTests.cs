using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Manual;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Tests.Manual;

public sealed class ManualDriverTests
{
    private readonly ManualDriver _driver = new();
    private readonly BaremetalNode _node = new() { Name = "node1", Oob = new OobSettings { Type = "manual" } };
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Each_action_says_what_is_to_be_done_and_is_done_once_confirmed()
    {
        var context = Answering(true);
        Assert.Equal("Operator confirmed power off.", (await _driver.PowerOffAsync(_node, PowerOffOptions.Hard, context, default)).Message);
        Assert.Equal("Operator confirmed power on.", (await _driver.PowerOnAsync(_node, context, default)).Message);
        Assert.Equal("Operator confirmed the power cycle.", (await _driver.PowerCycleAsync(_node, context, default)).Message);
        Assert.True((await _driver.SetBootAsync(_node, new BootOverride(BootDevice.Pxe, false, BootMode.Uefi), context, default)).Succeeded);
        Assert.Equal(
        [
            "node1: switch it off. Is it done?",
            "node1: switch it on. Is it done?",
            "node1: switch it off, wait until it is off, and switch it on. Is it done?",
            "node1: have it boot from the network (PXE), the next time only, in UEFI mode. Is it done?",
        ], _asked);
        Assert.True((await _driver.ValidateServicesAsync(_node, context, default)).Succeeded);
    }

    [Theory]
    [InlineData(true, PowerState.On)]
    [InlineData(false, PowerState.Off)]
    public async Task The_operator_says_whether_power_is_on(bool answer, PowerState power)
    {
        var result = await _driver.InterrogateAsync(_node, Answering(answer), default);
        Assert.Equal(power, Assert.IsType<OobDetail>(result.Detail).Power);
        Assert.Equal(["node1: is it switched on?"], _asked);
    }

    [Fact]
    public async Task A_refusal_is_a_failure()
    {
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobNotConfirmed, _driver.PowerOffAsync(_node, PowerOffOptions.Hard, Answering(false), default));
        Assert.Contains("did not do what was asked: switch it off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_every_action_fails_at_once()
    {
        var context = new DriverContext();
        Func<Task<NodeActionResult>>[] actions =
        [
            () => _driver.ValidateServicesAsync(_node, context, default), () => _driver.PowerOnAsync(_node, context, default),
            () => _driver.PowerOffAsync(_node, PowerOffOptions.Hard, context, default), () => _driver.PowerCycleAsync(_node, context, default),
            () => _driver.SetBootAsync(_node, new BootOverride(BootDevice.Disk), context, default), () => _driver.InterrogateAsync(_node, context, default),
        ];
        foreach (var action in actions)
        {
            var error = await TestNodes.FailsAsync(ErrorCatalogue.OobNotConfirmed, action());
            Assert.Contains("not interactive", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_prompt_that_nobody_answers_ends_at_the_deadline()
    {
        var context = new DriverContext { Timeout = TimeSpan.FromMilliseconds(100), Confirm = (_, _, _) => new TaskCompletionSource<bool>().Task };
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout, _driver.PowerOnAsync(_node, context, default));
        Assert.Contains("nobody confirmed within 0.1 s: switch it on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_the_prompt()
    {
        using var cancel = new CancellationTokenSource();
        var context = new DriverContext
        {
            Confirm = async (_, _, token) =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return true;
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _driver.PowerOnAsync(_node, context, cancel.Token).WaitAsync(TestNodes.Patience));
    }

    private DriverContext Answering(bool answer) => new()
    {
        Confirm = (_, text, _) =>
        {
            _asked.Add(text);
            return Task.FromResult(answer);
        },
    };
}
