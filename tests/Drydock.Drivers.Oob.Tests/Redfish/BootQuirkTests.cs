using System;
using System.Collections.Generic;
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

/// <summary>Ways in which real BMCs take a boot override.</summary>
public sealed class BootQuirkTests : IDisposable
{
    private readonly ScriptedRedfish _bmc = new();

    public void Dispose() => _bmc.Dispose();

    [Theory]
    [InlineData("""{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe","BootSourceOverrideMode":"UEFI"}""", BootDevice.Pxe, false, BootMode.Uefi)]
    [InlineData("""{"BootSourceOverrideEnabled":"Continuous","BootSourceOverrideTarget":"Hdd"}""", BootDevice.Disk, true, null)]
    [InlineData("""{"BootSourceOverrideEnabled":"Disabled","BootSourceOverrideTarget":"Pxe"}""", BootDevice.None, false, null)]
    public void A_boot_object_as_an_override(string json, BootDevice device, bool persistent, BootMode? mode) =>
        Assert.Equal(new BootOverride(device, persistent, mode), new BootObject(JObject.Parse(json)).Override);

    [Fact]
    public void A_target_that_only_Redfish_knows_is_no_override_of_ours() => Assert.Null(
        new BootObject(JObject.Parse("""{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"UefiHttp"}""")).Override);

    [Theory]
    [InlineData("Legacy", BootMode.Uefi, null, "Once Pxe UEFI|Once Pxe|Pxe")]
    [InlineData("UEFI", BootMode.Uefi, null, "Once Pxe UEFI|Once Pxe|Pxe")]
    [InlineData("UEFI", BootMode.Uefi, "HPE", "Once Pxe|Once Pxe UEFI|Pxe")]
    [InlineData("Legacy", BootMode.Uefi, "Dell Inc.", "Once Pxe UEFI|Once Pxe|Pxe")]
    [InlineData("UEFI", null, null, "Once Pxe|Once Pxe UEFI|Pxe")]
    [InlineData("UEFI", null, "Supermicro", "Once Pxe UEFI|Once Pxe|Pxe")]
    [InlineData(null, BootMode.Uefi, "Supermicro", "Once Pxe|Pxe")]
    public void Changes_are_tried_as_the_vendor_likes_them(string? now, BootMode? wanted, string? vendor, string bodies)
    {
        var boot = new JObject { ["BootSourceOverrideEnabled"] = "Once", ["BootSourceOverrideTarget"] = "None" };
        if (now is not null) boot["BootSourceOverrideMode"] = now;
        Assert.Equal(bodies, Describe(new BootObject(boot).Changes(new BootOverride(BootDevice.Pxe, false, wanted), vendor)));
    }

    [Theory]
    [InlineData(null, "Disabled|Disabled None|Disabled None UEFI|None")]
    [InlineData("Supermicro", "Disabled None UEFI|Disabled|Disabled None|None")]
    public void An_override_is_cleared_without_a_target_first(string? vendor, string bodies) => Assert.Equal(bodies, Describe(
        new BootObject(JObject.Parse("""{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe","BootSourceOverrideMode":"UEFI"}"""))
            .Changes(new BootOverride(BootDevice.None), vendor)));

    [Fact]
    public async Task A_target_that_is_not_allowed_is_answered_with_the_list()
    {
        BootSection["BootSourceOverrideTarget@Redfish.AllowableValues"] = new JArray("None", "Hdd");
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NotSupported, SetAsync(new BootOverride(BootDevice.Pxe)));
        Assert.Contains("None, Hdd", error.Message, StringComparison.Ordinal);
        Assert.Empty(_bmc.Of("PATCH", ScriptedRedfish.SystemPath));
    }

    [Fact]
    public async Task A_BMC_that_refuses_the_mode_gets_the_rest()
    {
        _bmc.On("PATCH " + ScriptedRedfish.SystemPath, request => ScriptedRedfish.Body(request)["Boot"]!["BootSourceOverrideMode"] is null
            ? _bmc.Merge(ScriptedRedfish.SystemPath, request)
            : ScriptedRedfish.Error(400, "Base.1.8.PropertyNotWritable", "Mode is read only."));
        Assert.EndsWith("The BMC reads it back as UEFI.",
            (await SetAsync(new BootOverride(BootDevice.Pxe, false, BootMode.Legacy))).Message, StringComparison.Ordinal);
        Assert.Equal(2, _bmc.Of("PATCH", ScriptedRedfish.SystemPath).Count);
    }

    [Fact]
    public async Task A_settings_object_takes_the_change()
    {
        const string settings = ScriptedRedfish.SystemPath + "/SD";
        _bmc[ScriptedRedfish.SystemPath]["@Redfish.Settings"] = new JObject
        {
            ["SettingsObject"] = new JObject { ["@odata.id"] = settings },
        };
        _bmc.Set(settings, """{"Boot":{"BootSourceOverrideEnabled":"Disabled","BootSourceOverrideTarget":"None"}}""");
        _bmc.On("PATCH " + settings, request => _bmc.Merge(settings, request));
        Assert.True((await SetAsync(new BootOverride(BootDevice.Pxe))).Succeeded);
        Assert.Equal("Pxe", (string?)_bmc[settings]["Boot"]!["BootSourceOverrideTarget"]);
        Assert.Empty(_bmc.Of("PATCH", ScriptedRedfish.SystemPath));
    }

    [Theory]
    [InlineData("W/\"5\"", "W/\"5\"")]
    [InlineData("W/\"5\"", "\"5\"")]
    [InlineData("\"5\"", "5")]
    [InlineData("\"5\"", null)]
    [InlineData("\"5\"", "*")]
    [InlineData("5", "5")]
    public async Task An_ETag_is_offered_in_the_form_that_the_BMC_takes(string given, string? taken)
    {
        _bmc.On("GET " + ScriptedRedfish.SystemPath, _ => LabHttpResponse.Json(_bmc[ScriptedRedfish.SystemPath]).WithHeader("ETag", given));
        _bmc.On("PATCH " + ScriptedRedfish.SystemPath, request => request.Header("If-Match") == taken
            ? _bmc.Merge(ScriptedRedfish.SystemPath, request) : LabHttpResponse.Empty(412));
        Assert.True((await SetAsync(new BootOverride(BootDevice.Pxe))).Succeeded);
    }

    [Fact]
    public async Task A_precondition_that_is_required_is_given()
    {
        _bmc.On("PATCH " + ScriptedRedfish.SystemPath, request => request.Header("If-Match") is null
            ? LabHttpResponse.Empty(428) : _bmc.Merge(ScriptedRedfish.SystemPath, request));
        Assert.True((await SetAsync(new BootOverride(BootDevice.Pxe))).Succeeded);
    }

    [Fact]
    public async Task A_server_in_its_self_test_is_waited_for()
    {
        var refusals = 2;
        _bmc.On("PATCH " + ScriptedRedfish.SystemPath, request => refusals-- > 0
            ? ScriptedRedfish.Error(400, "iLO.2.14.UnableToModifyDuringSystemPOST", "In POST.")
            : _bmc.Merge(ScriptedRedfish.SystemPath, request));
        Assert.True((await SetAsync(new BootOverride(BootDevice.Pxe))).Succeeded);
    }

    [Fact]
    public async Task A_change_may_take_a_while_to_show()
    {
        var reads = 0;
        JObject? pending = null;
        _bmc.On("PATCH " + ScriptedRedfish.SystemPath, request =>
        {
            pending = ScriptedRedfish.Body(request);
            return LabHttpResponse.Empty();
        });
        _bmc.On("GET " + ScriptedRedfish.SystemPath, _ =>
        {
            if (pending is not null && ++reads == 3) _bmc[ScriptedRedfish.SystemPath].Merge(pending);
            return LabHttpResponse.Json(_bmc[ScriptedRedfish.SystemPath]);
        });
        Assert.True((await SetAsync(new BootOverride(BootDevice.Pxe))).Succeeded);
        Assert.Equal(3, reads);
    }

    [Fact]
    public async Task A_change_that_never_shows_is_an_error()
    {
        _bmc.On("PATCH " + ScriptedRedfish.SystemPath, _ => LabHttpResponse.Empty());
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobBootNotSet, SetAsync(new BootOverride(BootDevice.Pxe)));
        Assert.Contains("reads back None Disabled", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_that_reads_back_as_persistent_is_named()
    {
        _bmc.On("PATCH " + ScriptedRedfish.SystemPath, _ =>
        {
            (BootSection["BootSourceOverrideEnabled"], BootSection["BootSourceOverrideTarget"]) = ("Continuous", "Pxe");
            return LabHttpResponse.Empty();
        });
        Assert.EndsWith("reads it back as persistent.", (await SetAsync(new BootOverride(BootDevice.Pxe))).Message, StringComparison.Ordinal);
    }

    private static string Describe(IReadOnlyList<JObject> bodies) =>
        string.Join('|', bodies.Select(body => string.Join(' ', body.Properties().Select(property => property.Value))));

    private JObject BootSection => (JObject)_bmc[ScriptedRedfish.SystemPath]["Boot"]!;

    private Task<NodeActionResult> SetAsync(BootOverride boot) => new RedfishDriver()
        .SetBootAsync(TestNodes.Redfish(_bmc.Url, "u", "pass"), boot, new DriverContext { Clock = new SkippingClock(), Timeout = TimeSpan.FromHours(1) }, CancellationToken.None)
        .WaitAsync(TestNodes.Patience);
}
