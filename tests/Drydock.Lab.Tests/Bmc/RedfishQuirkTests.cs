using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Lab.Hardware;
using Drydock.Lab.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Bmc;

/// <summary>The lab's Redfish service takes on the habits that it is set to.</summary>
public sealed class RedfishQuirkTests : IDisposable
{
    private const string Root = "/redfish/v1";
    private const string System = Root + "/Systems/1";
    private const string Reset = System + "/Actions/ComputerSystem.Reset";
    private const string Sessions = Root + "/SessionService/Sessions";
    private const string Pxe = """{"Boot":{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe"}}""";
    private const string PxeUefi = """{"Boot":{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe","BootSourceOverrideMode":"UEFI"}}""";

    private readonly SimulatedServer _server = TestServers.Fast();
    private readonly List<IDisposable> _running = [];

    public void Dispose()
    {
        foreach (var each in Enumerable.Reverse(_running)) each.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Without_sessions_the_root_names_none_and_login_is_refused()
    {
        var http = Start(new RedfishQuirks { Login = new LoginQuirks { NoSessions = true } });
        var root = await GetAsync(http, Root);
        Assert.Null(root.Body["Links"]);
        Assert.Equal(404, (await SendAsync(http, "POST", Sessions, "{}")).Status);
    }

    [Fact]
    public async Task The_first_session_ends_when_it_is_set_to()
    {
        var http = Start(new RedfishQuirks { Login = new LoginQuirks { FirstSessionEndsAfter = 2, Location = SessionLocation.Url } });
        http.DefaultRequestHeaders.Authorization = null;
        var login = await SendAsync(http, "POST", Sessions, new JObject { ["UserName"] = TestServers.User, ["Password"] = TestServers.Password }.ToString());
        Assert.Equal("bmc.invalid", login.Headers.Location?.Host);
        http.DefaultRequestHeaders.Add("X-Auth-Token", login.Headers.GetValues("X-Auth-Token"));
        Assert.Equal("200 200 401", string.Join(' ', await StatusesAsync(http, System, 3)));
    }

    [Fact]
    public async Task Answers_are_dressed_and_delayed_as_set()
    {
        var http = Start(new RedfishQuirks
        {
            Wire = new WireQuirks { ContentType = "text/plain", ExactContentType = true, NotReadyAnswers = 1, BrokenGzip = true, Trickle = TimeSpan.FromMilliseconds(1) },
        });
        var notReady = await GetAsync(http, System);
        Assert.Equal((503, TimeSpan.FromSeconds(7)), (notReady.Status, notReady.Headers.RetryAfter?.Delta));
        Assert.Contains("SYS518", notReady.Body.ToString(), StringComparison.Ordinal);
        using var answer = await http.GetAsync(new Uri(System, UriKind.Relative));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(415, (await SendAsync(http, "PATCH", System, Pxe)).Status);
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        Assert.Equal("no gzip", await http.GetStringAsync(new Uri(System, UriKind.Relative)));
    }

    [Fact]
    public async Task Http_1_0_and_redirects_to_a_last_slash()
    {
        var http = Start(new RedfishQuirks { Wire = new WireQuirks { RedirectsToSlash = true, Http10 = true } });
        using var redirect = await http.GetAsync(new Uri(System, UriKind.Relative));
        Assert.Equal((308, new Version(1, 0), "/redfish/v1/Systems/1/"),
            ((int)redirect.StatusCode, redirect.Version, redirect.Headers.Location!.AbsolutePath));
        Assert.Equal(200, (await GetAsync(http, System + "/")).Status);
        Assert.Equal(204, (await SendAsync(http, "PATCH", System + "/", Pxe)).Status);
    }

    [Theory]
    [InlineData(ETagForm.Weak, ETagDemand.Exact, "W/\"{0}\"", null)]
    [InlineData(ETagForm.Weak, ETagDemand.Strong, "\"{0}\"", "W/\"{0}\"")]
    [InlineData(ETagForm.Bare, ETagDemand.Bare, "{0}", "\"{0}\"")]
    [InlineData(ETagForm.Strong, ETagDemand.Any, "*", "\"{0}\"")]
    [InlineData(ETagForm.Strong, ETagDemand.Absent, null, "\"{0}\"")]
    public async Task Etags_are_written_and_demanded_as_set(ETagForm form, ETagDemand demand, string? taken, string? refused)
    {
        var http = Start(new RedfishQuirks { ETags = new ETagQuirks { Form = form, Demand = demand } });
        var etag = (await GetAsync(http, System)).Headers.NonValidated["ETag"].Single();
        Assert.Equal(form, etag[0] == 'W' ? ETagForm.Weak : etag[0] == '"' ? ETagForm.Strong : ETagForm.Bare);
        var hash = etag.Replace("W/", "", StringComparison.Ordinal).Trim('"');
        Assert.Equal(refused is null ? 428 : 412, (await SendAsync(http, "PATCH", System, Pxe, refused?.Replace("{0}", hash, StringComparison.Ordinal))).Status);
        Assert.Equal(204, (await SendAsync(http, "PATCH", System, Pxe, taken?.Replace("{0}", hash, StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task Etags_may_be_in_the_body_or_nowhere()
    {
        var body = await GetAsync(Start(new RedfishQuirks { ETags = new ETagQuirks { Form = ETagForm.Body } }), System);
        Assert.NotNull((string?)body.Body["@odata.etag"]);
        Assert.Null(body.Headers.ETag);
        var none = await GetAsync(Start(new RedfishQuirks { ETags = new ETagQuirks { Form = ETagForm.None } }), System);
        Assert.Null(none.Body["@odata.etag"]);
        Assert.Null(none.Headers.ETag);
    }

    [Fact]
    public async Task A_settings_object_takes_changes_that_the_next_start_shows()
    {
        var http = Start(new RedfishQuirks { Boot = new BootQuirks { SettingsObject = true } });
        Assert.Equal(405, (await SendAsync(http, "PATCH", System, Pxe)).Status);
        var settings = (string)(await GetAsync(http, System)).Body["@Redfish.Settings"]!["SettingsObject"]!["@odata.id"]!;
        Assert.Equal(204, (await SendAsync(http, "PATCH", settings, """{"Boot":{"BootSourceOverrideEnabled":"Continuous","BootSourceOverrideTarget":"Pxe"}}""")).Status);
        Assert.Equal(("Disabled", "Continuous"), (await EnabledAsync(http, System), await EnabledAsync(http, settings)));
        _server.PowerOn();
        await _server.PowerIsAsync(PowerState.On);
        Assert.Equal("Continuous", await EnabledAsync(http, System));
    }

    [Theory]
    [InlineData(ModeRule.Wanted, Pxe, 400)]
    [InlineData(ModeRule.Wanted, PxeUefi, 204)]
    [InlineData(ModeRule.Refused, PxeUefi, 400)]
    [InlineData(ModeRule.Refused, Pxe, 204)]
    public async Task The_mode_is_wanted_or_refused(ModeRule rule, string body, int status) =>
        Assert.Equal(status, (await SendAsync(Start(new RedfishQuirks { Boot = new BootQuirks { Mode = rule } }), "PATCH", System, body)).Status);

    [Fact]
    public async Task Changes_are_refused_forgotten_or_shown_late()
    {
        var refusing = Start(new RedfishQuirks { Boot = new BootQuirks { RefusesUnchanged = true, SelfTestRefusals = 1 } });
        Assert.Contains("SystemPOST", (await SendAsync(refusing, "PATCH", System, Pxe)).Body.ToString(), StringComparison.Ordinal);
        Assert.Equal((204, 400), ((await SendAsync(refusing, "PATCH", System, Pxe)).Status, (await SendAsync(refusing, "PATCH", System, Pxe)).Status));
        _server.SetBootOverride(null);
        var forgetting = Start(new RedfishQuirks { Boot = new BootQuirks { Forgets = true } });
        Assert.Equal(204, (await SendAsync(forgetting, "PATCH", System, Pxe)).Status);
        Assert.Null(_server.BootOverride);
        var slow = Start(new RedfishQuirks { Boot = new BootQuirks { SlowReads = 2 } });
        Assert.Equal(204, (await SendAsync(slow, "PATCH", System, Pxe)).Status);
        Assert.Equal(("Disabled", "Disabled", "Once"), (await EnabledAsync(slow, System), await EnabledAsync(slow, System), await EnabledAsync(slow, System)));
    }

    [Fact]
    public async Task Boot_order_target_and_address_can_be_changed_where_they_exist()
    {
        var http = Start(new RedfishQuirks { Boot = new BootQuirks { HttpBootUri = true, MoreTargets = new(["UefiTarget", "UefiHttp"]) } });
        Assert.Equal(400, (await SendAsync(http, "PATCH", System, """{"Boot":{"BootOrder":["Boot0001"]}}""")).Status);
        Assert.Equal(204, (await SendAsync(http, "PATCH", System, """{"Boot":{"BootOrder":["Boot0002","Boot0000","Boot0001"]}}""")).Status);
        Assert.True(_server.NetworkFirst);
        var path = (string)(await GetAsync(http, System + "/BootOptions/Boot0002")).Body["UefiDevicePath"]!;
        Assert.Contains("MAC(525400000002,", path, StringComparison.Ordinal);
        Assert.Equal(204, (await SendAsync(http, "PATCH", System, new JObject
        {
            ["Boot"] = new JObject
            {
                ["BootSourceOverrideEnabled"] = "Once",
                ["BootSourceOverrideTarget"] = "UefiTarget",
                ["UefiTargetBootSourceOverride"] = path,
            },
        }.ToString())).Status);
        Assert.Equal(BootDevice.Pxe, _server.BootOverride?.Device);
        Assert.Equal(400, (await SendAsync(http, "PATCH", System, """{"Boot":{"HttpBootUri":"no address"}}""")).Status);
        Assert.Equal(204, (await SendAsync(http, "PATCH", System, """{"Boot":{"HttpBootUri":"http://10.0.0.1/x"}}""")).Status);
    }

    [Fact]
    public async Task Allowed_resets_are_where_they_are_set_to_be()
    {
        var http = Start(new RedfishQuirks { Power = new PowerQuirks { AllowedIn = AllowedPlace.ActionInfo, ResetTypes = new(["On"]) } });
        var action = (await GetAsync(http, System)).Body["Actions"]!["#ComputerSystem.Reset"]!;
        Assert.Null(action["ResetType@Redfish.AllowableValues"]);
        var info = (await GetAsync(http, (string)action["@Redfish.ActionInfo"]!)).Body;
        Assert.Equal(["On"], info["Parameters"]![0]!["AllowableValues"]!.Values<string>());
        Assert.Equal(400, await ResetAsync(http, "ForceOff"));
    }

    [Fact]
    public async Task Power_is_stale_in_between_or_stuck()
    {
        var http = Start(new RedfishQuirks { Power = new PowerQuirks { StaleReads = 1, TransitionReads = 2, Stuck = true, OnConflicts = 1, RefusesSameState = true } });
        Assert.Equal(409, await ResetAsync(http, "On"));
        Assert.Equal(400, await ResetAsync(http, "ForceOff"));
        Assert.Equal(204, await ResetAsync(http, "On"));
        Assert.Equal(("Off", "PoweringOn", null, "Off"), (await PowerAsync(http), await PowerAsync(http), await PowerAsync(http), await PowerAsync(http)));
    }

    [Fact]
    public async Task A_shutdown_can_be_ignored()
    {
        var http = Start(new RedfishQuirks { Power = new PowerQuirks { IgnoresShutdown = true } });
        await ResetAsync(http, "On");
        await _server.PowerIsAsync(PowerState.On);
        Assert.Equal(204, await ResetAsync(http, "GracefulShutdown"));
        // Commands take effect one after another: were the first not ignored, power would go before the second.
        Assert.Equal(204, await ResetAsync(http, "On"));
        Assert.Equal(PowerState.On, _server.Power);
    }

    [Theory]
    [InlineData("Completed", 204, null)]
    [InlineData("Exception", 200, "Exception")]
    public async Task A_change_can_be_a_task(string end, int status, string? state)
    {
        var http = Start(new RedfishQuirks { Power = new PowerQuirks { TaskPolls = 1, TaskEnd = end } });
        var accepted = await SendAsync(http, "POST", Reset, """{"ResetType":"On"}""");
        Assert.Equal((202, "Running", TimeSpan.FromSeconds(3)), (accepted.Status, (string?)accepted.Body["TaskState"], accepted.Headers.RetryAfter!.Delta));
        var monitor = accepted.Headers.Location!.ToString();
        Assert.Equal(1, (int)(await GetAsync(http, Root + "/TaskService/Tasks")).Body["Members@odata.count"]!);
        Assert.Equal(202, (await GetAsync(http, monitor)).Status);
        var last = await GetAsync(http, monitor);
        Assert.Equal((status, state), (last.Status, (string?)last.Body["TaskState"]));
        Assert.Equal(end, (string?)(await GetAsync(http, Root + "/TaskService/Tasks/1")).Body["TaskState"]);
    }

    [Fact]
    public async Task Collections_expand_where_they_are_set_to()
    {
        var plain = Start(new RedfishQuirks());
        Assert.Equal(501, (await GetAsync(plain, System + "/EthernetInterfaces?$expand=.")).Status);
        var http = Start(new RedfishQuirks { Model = new ModelQuirks { Expand = true, Systems = 3, Missing = new(["/Processors"]), NicsInChassis = true } });
        Assert.Equal(["1", "2", "3"], (await GetAsync(http, Root + "/Systems?$expand=.")).Body["Members"]!.Select(each => (string?)each["Id"]));
        Assert.Equal(404, (await GetAsync(http, System + "/Processors")).Status);
        Assert.Null((await GetAsync(http, System)).Body["EthernetInterfaces"]);
        var functions = await GetAsync(http, Root + "/Chassis/1/NetworkAdapters/1/NetworkDeviceFunctions?$expand=.");
        Assert.Equal("52:54:00:00:00:01", (string?)functions.Body["Members"]![0]!["Ethernet"]!["MACAddress"]);
    }

    [Fact]
    public async Task Bios_settings_wait_for_the_next_start()
    {
        var http = Start(new RedfishQuirks { Boot = new BootQuirks { PxeAttributes = true } });
        var pending = System + "/Bios/Settings";
        Assert.Equal(400, (await SendAsync(http, "PATCH", pending, """{"Attributes":{"PxeDev1Interface":"nothing"}}""")).Status);
        Assert.Equal(400, (await SendAsync(http, "PATCH", pending, """{"Attributes":{"Unknown":"x"}}""")).Status);
        Assert.Equal(204, (await SendAsync(http, "PATCH", pending, """{"Attributes":{"PxeDev1Interface":"ens2"}}""")).Status);
        Assert.Equal(("ens1", "ens2"), (await InterfaceAsync(System + "/Bios"), await InterfaceAsync(pending)));
        _server.PowerOn();
        await _server.PowerIsAsync(PowerState.On);
        Assert.Equal(("ens2", null), (await InterfaceAsync(System + "/Bios"), await InterfaceAsync(pending)));

        async Task<string?> InterfaceAsync(string path) => (string?)(await GetAsync(http, path)).Body["Attributes"]!["PxeDev1Interface"];
    }

    private HttpClient Start(RedfishQuirks quirks)
    {
        var bmc = new RedfishBmc(_server, BmcSettings.For(_server.Spec) with { Redfish = quirks }, new FaultBook(), new BmcCounters());
        bmc.Start();
        _running.Add(bmc);
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        var http = new HttpClient(handler) { BaseAddress = bmc.BaseUri, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(TestServers.User + ":" + TestServers.Password)));
        _running.Add(http);
        return http;
    }

    private static async Task<int[]> StatusesAsync(HttpClient http, string path, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++) statuses.Add((await GetAsync(http, path)).Status);
        return [.. statuses];
    }

    private static async Task<string?> EnabledAsync(HttpClient http, string path) =>
        (string?)(await GetAsync(http, path)).Body["Boot"]!["BootSourceOverrideEnabled"];

    private static async Task<string?> PowerAsync(HttpClient http) => (string?)(await GetAsync(http, System)).Body["PowerState"];

    private static async Task<int> ResetAsync(HttpClient http, string type) =>
        (await SendAsync(http, "POST", Reset, new JObject { ["ResetType"] = type }.ToString())).Status;

    private static Task<Answer> GetAsync(HttpClient http, string path) => SendAsync(http, "GET", path);

    private static async Task<Answer> SendAsync(HttpClient http, string method, string path, string? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, text.Length == 0 ? [] : JObject.Parse(text), response.Headers);
    }

    private sealed record Answer(int Status, JObject Body, HttpResponseHeaders Headers);
}
