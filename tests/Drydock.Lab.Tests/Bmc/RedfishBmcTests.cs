using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Lab.Hardware;
using Drydock.Lab.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Bmc;

public sealed class RedfishBmcTests : IDisposable
{
    private const string System = "/redfish/v1/Systems/1";
    private const string Reset = System + "/Actions/ComputerSystem.Reset";
    private const string Sessions = "/redfish/v1/SessionService/Sessions";

    private readonly SimulatedServer _server = TestServers.Fast();
    private readonly FaultBook _faults = new();
    private readonly BmcCounters _counters = new();
    private readonly ManualClock _clock = new();
    private readonly RedfishBmc _bmc;
    private readonly HttpClient _http;

    public RedfishBmcTests()
    {
        _bmc = new RedfishBmc(_server, BmcSettings.For(_server.Spec) with
        {
            Accounts = new([
                new BmcAccount(TestServers.User, new Secret(TestServers.Password), BmcPrivilege.Administrator),
                new BmcAccount("guest", new Secret("guest"), BmcPrivilege.User),
            ]),
            Clock = _clock,
            MaxSessions = 2,
        }, _faults, _counters);
        _bmc.Start();
        _http = new HttpClient { BaseAddress = _bmc.BaseUri, Timeout = TimeSpan.FromSeconds(30) };
    }

    public void Dispose()
    {
        _http.Dispose();
        _bmc.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task The_root_is_open_and_leads_on_and_the_rest_is_closed()
    {
        var (status, root, _) = await SendAsync("GET", "/redfish/v1/");
        Assert.Equal(200, status);
        Assert.Equal(Sessions, (string?)root["Links"]!["Sessions"]!["@odata.id"]);
        Assert.Equal(_server.Spec.Uuid, (string?)root["UUID"]);
        Assert.Equal("/redfish/v1/", (string?)(await SendAsync("GET", "/redfish")).Body["v1"]);
        foreach (var path in new[] { "/redfish/v1/Systems", System, "/redfish/v1/Managers", Sessions, "/redfish/v1/nothing" })
        {
            var refused = await SendAsync("GET", path);
            Assert.Equal(401, refused.Status);
            Assert.Equal("Base.1.8.NoValidSession", (string?)refused.Body["error"]!["@Message.ExtendedInfo"]![0]!["MessageId"]);
        }
    }

    [Fact]
    public async Task A_session_opens_all_until_it_is_deleted()
    {
        var (status, body, headers) = await LogInAsync();
        Assert.Equal(201, status);
        var location = headers.GetValues("Location").Single();
        Assert.Equal(location, (string?)body["@odata.id"]);
        Assert.DoesNotContain(TestServers.Password, body.ToString(), StringComparison.Ordinal);
        _http.DefaultRequestHeaders.Add("X-Auth-Token", headers.GetValues("X-Auth-Token"));
        Assert.Equal(200, (await SendAsync("GET", System)).Status);
        Assert.Equal(1, _counters.OpenSessions);
        Assert.Equal(1, (int)(await SendAsync("GET", Sessions)).Body["Members@odata.count"]!);
        Assert.Equal(204, (await SendAsync("DELETE", location)).Status);
        Assert.Equal(0, _counters.OpenSessions);
        Assert.Equal(401, (await SendAsync("GET", System)).Status);
        Assert.Equal(1, _counters.Logins);
    }

    [Fact]
    public async Task Sessions_run_out_and_end_by_themselves()
    {
        await LogInAsync();
        var (_, _, headers) = await LogInAsync();
        var (status, body, _) = await LogInAsync();
        Assert.Equal(503, status);
        Assert.Contains("SessionLimitExceeded", body.ToString(), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(61));
        _bmc.ExpireSessions();
        Assert.Equal(0, _counters.OpenSessions);
        _http.DefaultRequestHeaders.Add("X-Auth-Token", headers.GetValues("X-Auth-Token"));
        Assert.Equal(401, (await SendAsync("GET", System)).Status);
    }

    [Fact]
    public async Task Wrong_passwords_are_refused_and_counted()
    {
        Assert.Equal(401, (await LogInAsync(password: "wrong")).Status);
        Assert.Equal(400, (await SendAsync("POST", Sessions, "{\"UserName\":\"admin\"}")).Status);
        Assert.Equal(400, (await SendAsync("POST", Sessions, "no json")).Status);
        Basic(TestServers.User, "wrong");
        Assert.Equal(401, (await SendAsync("GET", System)).Status);
        Assert.Equal(2, _counters.Logins);
        _faults.Add(new LabFault(LabFaultKind.BmcRejectsPassword, "node01", 1));
        Assert.Equal(401, (await LogInAsync()).Status);
        Assert.Equal(201, (await LogInAsync()).Status);
    }

    [Fact]
    public async Task A_system_tells_what_it_is()
    {
        Basic();
        var system = (await SendAsync("GET", System)).Body;
        Assert.Equal(("Harbour", "H-1000", "SN000123", "Off"),
            ((string?)system["Manufacturer"], (string?)system["Model"], (string?)system["SerialNumber"], (string?)system["PowerState"]));
        Assert.Equal(64, (double)system["MemorySummary"]!["TotalSystemMemoryGiB"]!);
        var members = (await SendAsync("GET", (string)system["EthernetInterfaces"]!["@odata.id"]!)).Body["Members"]!;
        var macs = new List<string?>();
        foreach (var member in members) macs.Add((string?)(await SendAsync("GET", (string)member["@odata.id"]!)).Body["MACAddress"]);
        Assert.Equal(["52:54:00:00:00:01", "52:54:00:00:00:02"], macs);
        foreach (var link in new[] { "/redfish/v1/Chassis/1", "/redfish/v1/Managers/BMC", System + "/Bios", System + "/SimpleStorage/1", "/redfish/v1/SessionService" })
            Assert.Equal(200, (await SendAsync("GET", link)).Status);
        Assert.Equal(404, (await SendAsync("GET", System + "/nothing")).Status);
        Assert.Equal(405, (await SendAsync("DELETE", System)).Status);
    }

    [Fact]
    public async Task Reset_changes_power_within_what_is_allowed()
    {
        Basic();
        var action = (await SendAsync("GET", System)).Body["Actions"]!["#ComputerSystem.Reset"]!;
        Assert.Equal(Reset, (string?)action["target"]);
        Assert.Contains("ForceOff", action["ResetType@Redfish.AllowableValues"]!.Values<string>());
        foreach (var type in new[] { "ForceRestart", "GracefulRestart", "PowerCycle" }) Assert.Equal(409, await ResetAsync(type));
        Assert.Equal(400, await ResetAsync("Explode"));
        Assert.Equal(400, (await SendAsync("POST", Reset, "{}")).Status);
        Assert.Equal(405, (await SendAsync("GET", Reset)).Status);
        Assert.Equal(204, await ResetAsync("On"));
        await _server.PowerIsAsync(PowerState.On);
        Assert.Equal("On", (string?)(await SendAsync("GET", System)).Body["PowerState"]);
        var session = _server.PowerSession;
        Assert.Equal(204, await ResetAsync("ForceRestart"));
        await TestServers.UntilAsync(() => session.IsCancellationRequested, "the restart");
        foreach (var (off, on) in new[] { ("ForceOff", "ForceOn"), ("GracefulShutdown", "PushPowerButton"), ("PushPowerButton", "On") })
        {
            await _server.PowerIsAsync(PowerState.On);
            Assert.Equal(204, await ResetAsync(off));
            await _server.PowerIsAsync(PowerState.Off);
            Assert.Equal(204, await ResetAsync(on));
        }
    }

    [Fact]
    public async Task A_boot_override_is_patched_and_read_back_until_a_boot_uses_it_up()
    {
        Basic();
        Assert.Equal(("Disabled", "None", "Legacy"), await BootAsync());
        Assert.Equal(204, await PatchAsync("{\"BootSourceOverrideTarget\":\"Pxe\",\"BootSourceOverrideEnabled\":\"Once\",\"BootSourceOverrideMode\":\"UEFI\"}"));
        Assert.Equal(new BootOverride(BootDevice.Pxe, false, BootMode.Uefi), _server.BootOverride);
        Assert.Equal(("Once", "Pxe", "UEFI"), await BootAsync());
        await ResetAsync("On");
        await TestServers.UntilAsync(() => _server.Activity == "network boot", "the server boots");
        // The target stays readable; only Enabled says that it means nothing.
        Assert.Equal(("Disabled", "Pxe", "UEFI"), await BootAsync());
        Assert.Equal(204, await PatchAsync("{\"BootSourceOverrideEnabled\":\"Continuous\",\"BootSourceOverrideTarget\":\"Hdd\"}"));
        Assert.Equal(("Continuous", "Hdd", "UEFI"), await BootAsync());
        Assert.Equal(204, await PatchAsync("{\"BootSourceOverrideEnabled\":\"Disabled\"}"));
        Assert.Null(_server.BootOverride);
        _server.SetBootOverride(new BootOverride(BootDevice.Cd, false, BootMode.Legacy));
        Assert.Equal(("Once", "Cd", "Legacy"), await BootAsync());
    }

    [Theory]
    [InlineData("{\"BootSourceOverrideTarget\":\"Floppy\"}")]
    [InlineData("{\"BootSourceOverrideEnabled\":\"Sometimes\"}")]
    [InlineData("{\"BootSourceOverrideEnabled\":\"Once\",\"BootSourceOverrideMode\":7}")]
    [InlineData("{\"BootOrder\":[]}")]
    public async Task A_patch_that_is_wrong_changes_nothing(string boot)
    {
        Basic();
        Assert.Equal(400, await PatchAsync(boot));
        Assert.Null(_server.BootOverride);
        Assert.Equal(("Disabled", "None", "Legacy"), await BootAsync());
        Assert.Equal(400, (await SendAsync("PATCH", System, "{\"AssetTag\":\"x\"}")).Status);
        Assert.Equal(400, (await SendAsync("PATCH", System, "[]")).Status);
    }

    [Fact]
    public async Task An_etag_guards_a_patch()
    {
        Basic();
        var etag = (await SendAsync("GET", System)).Headers.GetValues("ETag").Single();
        const string once = "{\"Boot\":{\"BootSourceOverrideTarget\":\"Pxe\",\"BootSourceOverrideEnabled\":\"Once\"}}";
        Assert.Equal(412, (await SendAsync("PATCH", System, once, "\"stale\"")).Status);
        Assert.Null(_server.BootOverride);
        Assert.Equal(204, (await SendAsync("PATCH", System, once, etag)).Status);
        Assert.NotEqual(etag, (await SendAsync("GET", System)).Headers.GetValues("ETag").Single());
        Assert.Equal(412, (await SendAsync("PATCH", System, once, etag)).Status);
        Assert.Equal(204, (await SendAsync("PATCH", System, once, "*")).Status);
    }

    [Fact]
    public async Task A_reader_may_not_write()
    {
        Basic("guest", "guest");
        Assert.Equal(200, (await SendAsync("GET", System)).Status);
        Assert.Equal(403, await ResetAsync("On"));
        Assert.Equal(403, await PatchAsync("{\"BootSourceOverrideEnabled\":\"Disabled\"}"));
        Assert.Equal(0, _counters.Writes);
        Basic();
        await ResetAsync("ForceOff");
        await PatchAsync("{\"BootSourceOverrideEnabled\":\"Disabled\"}");
        Assert.Equal(2, _counters.Writes);
    }

    [Fact]
    public async Task A_silent_bmc_answers_nothing()
    {
        _faults.Add(new LabFault(LabFaultKind.BmcSilent, "node01"));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _http.GetAsync(new Uri("/redfish/v1/", UriKind.Relative), impatient.Token));
    }

    [Fact]
    public async Task Tls_is_spoken_with_a_certificate()
    {
        using var certificate = TestCertificate.Create();
        using var bmc = new RedfishBmc(_server, BmcSettings.For(_server.Spec) with { Certificate = certificate }, _faults, _counters);
        bmc.Start();
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, offered, _, _) => offered!.Thumbprint == certificate.Thumbprint };
        using var http = new HttpClient(handler);
        Assert.Contains("RedfishVersion", await http.GetStringAsync(new Uri(bmc.BaseUri, "redfish/v1/")), StringComparison.Ordinal);
    }

    private void Basic(string user = TestServers.User, string password = TestServers.Password) =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password)));

    private Task<(int Status, JObject Body, HttpResponseHeaders Headers)> LogInAsync(string password = TestServers.Password) =>
        SendAsync("POST", Sessions, new JObject { ["UserName"] = TestServers.User, ["Password"] = password }.ToString());

    private async Task<int> ResetAsync(string type) => (await SendAsync("POST", Reset, new JObject { ["ResetType"] = type }.ToString())).Status;

    private async Task<int> PatchAsync(string boot) => (await SendAsync("PATCH", System, "{\"Boot\":" + boot + "}")).Status;

    private async Task<(string? Enabled, string? Target, string? Mode)> BootAsync()
    {
        var boot = (await SendAsync("GET", System)).Body["Boot"]!;
        return ((string?)boot["BootSourceOverrideEnabled"], (string?)boot["BootSourceOverrideTarget"], (string?)boot["BootSourceOverrideMode"]);
    }

    private async Task<(int Status, JObject Body, HttpResponseHeaders Headers)> SendAsync(string method, string path, string? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? [] : JObject.Parse(text), response.Headers);
    }
}
