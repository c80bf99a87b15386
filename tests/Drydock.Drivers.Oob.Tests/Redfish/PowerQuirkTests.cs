using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Drivers.Oob.Redfish.Systems;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab.Http;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>Ways in which real BMCs switch power.</summary>
public sealed class PowerQuirkTests : IDisposable
{
    private readonly ScriptedRedfish _bmc = new();

    public void Dispose() => _bmc.Dispose();

    [Theory]
    [InlineData(PowerState.Off, PowerState.On, "ForceOff GracefulShutdown PushPowerButton", "ForceOff")]
    [InlineData(PowerState.Off, PowerState.On, "GracefulShutdown PushPowerButton", "PushPowerButton")]
    [InlineData(PowerState.Off, PowerState.Unknown, "PushPowerButton", null)]
    [InlineData(PowerState.Off, PowerState.On, null, "ForceOff")]
    [InlineData(PowerState.On, PowerState.Off, "On ForceOn", "On")]
    [InlineData(PowerState.On, PowerState.Off, "ForceOn PushPowerButton", "ForceOn")]
    [InlineData(PowerState.On, PowerState.Off, "PushPowerButton", "PushPowerButton")]
    [InlineData(PowerState.On, PowerState.Unknown, "PushPowerButton", null)]
    [InlineData(PowerState.On, PowerState.Off, "ForceOff", null)]
    public void The_reset_type_is_one_that_is_allowed(PowerState wanted, PowerState seen, string? allowed, string? type) =>
        Assert.Equal(type, ResetChoice.Find(wanted, seen, allowed?.Split(' ')));

    [Fact]
    public async Task Allowed_values_may_be_in_an_action_info()
    {
        Action("""{"target":"/redfish/v1/Systems/1/Actions/ComputerSystem.Reset","@Redfish.ActionInfo":"/redfish/v1/Systems/1/ResetInfo"}""");
        _bmc.Set("/redfish/v1/Systems/1/ResetInfo", """{"Parameters":[{"Name":"ResetType","AllowableValues":["ForceOn","ForceOff"]}]}""");
        await PowerOnAsync();
        Assert.Equal(["ForceOn"], Resets());
    }

    [Fact]
    public async Task A_BMC_without_a_way_on_says_what_it_allows()
    {
        Action("""{"target":"/r","ResetType@Redfish.AllowableValues":["GracefulShutdown"]}""");
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported, PowerOnAsync());
        Assert.Contains("GracefulShutdown", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_media_type_has_no_charset()
    {
        await PowerOnAsync();
        Assert.Equal("application/json", _bmc.Of("POST", ScriptedRedfish.ResetPath).Single().Header("Content-Type"));
        Assert.Null(_bmc.Of("POST", ScriptedRedfish.ResetPath).Single().Header("Expect"));
    }

    [Fact]
    public async Task A_task_is_followed_to_its_end()
    {
        var polls = 0;
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ => LabHttpResponse.Empty(202).WithHeader("Location", "/redfish/v1/TaskMonitors/1"));
        _bmc.On("GET /redfish/v1/TaskMonitors/1", _ =>
        {
            if (++polls < 3) return LabHttpResponse.Empty(202);
            _bmc.Power = "On";
            return LabHttpResponse.Empty();
        });
        await PowerOnAsync();
        Assert.Equal(3, polls);
    }

    [Fact]
    public async Task A_task_that_fails_is_an_error()
    {
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ => LabHttpResponse.Empty(202).WithHeader("Location", "/redfish/v1/TaskMonitors/1"));
        _bmc.Set("/redfish/v1/TaskMonitors/1", """{"TaskState":"Exception"}""");
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, PowerOnAsync());
        Assert.Contains("Exception", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_in_the_wanted_state_is_a_success()
    {
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ =>
        {
            _bmc.Power = "On";
            return ScriptedRedfish.Error(400, "Base.1.8.ActionNotSupported", "The system is already powered on.");
        });
        Assert.True((await PowerOnAsync()).Succeeded);
    }

    [Fact]
    public async Task A_refusal_otherwise_is_an_error_in_the_BMCs_words()
    {
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ => ScriptedRedfish.Error(400, "Base.1.8.ActionNotSupported", "Lid open."));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, PowerOnAsync());
        Assert.Contains("Lid open. (Base.1.8.ActionNotSupported)", error.Message, StringComparison.Ordinal);
        Assert.Single(Resets());
    }

    [Fact]
    public async Task A_BMC_that_still_settles_is_asked_again()
    {
        var refusals = 2;
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ =>
        {
            if (refusals-- > 0) return ScriptedRedfish.Error(409, "Base.1.8.ActionParameterValueConflict", "Settling.");
            _bmc.Power = "On";
            return LabHttpResponse.Empty();
        });
        Assert.True((await PowerOnAsync()).Succeeded);
        Assert.Equal(3, Resets().Length);
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_looking()
    {
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ =>
        {
            _bmc.Power = "On";
            return LabHttpResponse.NoAnswer();
        });
        Assert.True((await PowerOnAsync()).Succeeded);
        Assert.Single(Resets());
    }

    [Fact]
    public async Task States_in_between_are_waited_through()
    {
        var states = new[] { null, "PoweringOn", "PoweringOn", "On" };
        var reads = 0;
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ => LabHttpResponse.Empty());
        _bmc.On("GET " + ScriptedRedfish.SystemPath, _ =>
        {
            var system = (JObject)_bmc[ScriptedRedfish.SystemPath].DeepClone();
            if (Resets().Length > 0) system["PowerState"] = states[Math.Min(reads++, 3)];
            return LabHttpResponse.Json(system);
        });
        Assert.True((await PowerOnAsync()).Succeeded);
        Assert.Equal(4, reads);
    }

    [Fact]
    public async Task A_busy_BMC_is_asked_again_when_it_says()
    {
        var busy = 1;
        _bmc.On("POST " + ScriptedRedfish.ResetPath, _ =>
        {
            if (busy-- > 0) return LabHttpResponse.Empty(503).WithHeader("Retry-After", "1");
            _bmc.Power = "On";
            return LabHttpResponse.Empty();
        });
        Assert.True((await PowerOnAsync()).Succeeded);
    }

    private string[] Resets() =>
        [.. _bmc.Of("POST", ScriptedRedfish.ResetPath).Select(request => ScriptedRedfish.Body(request).Value<string>("ResetType")!)];

    private void Action(string json) => _bmc[ScriptedRedfish.SystemPath]["Actions"] = new JObject { ["#ComputerSystem.Reset"] = JObject.Parse(json) };

    private Task<NodeActionResult> PowerOnAsync() => new RedfishDriver()
        .PowerOnAsync(TestNodes.Redfish(_bmc.Url, "u", "pass"), new DriverContext { Clock = new SkippingClock(), Timeout = TimeSpan.FromHours(1) }, CancellationToken.None)
        .WaitAsync(TestNodes.Patience);
}
