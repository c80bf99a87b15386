using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab.Http;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>Ways in which real BMCs log in and out.</summary>
public sealed class LoginQuirkTests : IDisposable
{
    private readonly ScriptedRedfish _bmc = new();

    public void Dispose() => _bmc.Dispose();

    [Theory]
    [InlineData(200, "/redfish/v1/SessionService/Sessions/7")]
    [InlineData(201, "https://bmc.example/redfish/v1/SessionService/Sessions/7")]
    [InlineData(204, "/redfish/v1/SessionService/Sessions/7")]
    public async Task A_session_is_closed_where_its_location_leads(int status, string location)
    {
        _bmc.On("POST " + ScriptedRedfish.SessionsPath,
            _ => LabHttpResponse.Empty(status).WithHeader("X-Auth-Token", "t1").WithHeader("Location", location));
        Assert.Equal("plain HTTP, session", (await InterrogateAsync()).Security);
        Assert.Single(_bmc.Of("DELETE", ScriptedRedfish.SessionsPath + "/7"));
        Assert.All(_bmc.Of("GET", ScriptedRedfish.SystemPath), request => Assert.Equal("t1", request.Header("X-Auth-Token")));
    }

    [Fact]
    public async Task A_session_without_location_serves_all_the_same()
    {
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => LabHttpResponse.Empty(201).WithHeader("X-Auth-Token", "t1"));
        Assert.Equal("plain HTTP, session", (await InterrogateAsync()).Security);
    }

    [Fact]
    public async Task A_location_that_is_no_address_gives_way_to_the_body()
    {
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => LabHttpResponse
            .Json(new JObject { ["@odata.id"] = ScriptedRedfish.SessionsPath + "/7" }, 201)
            .WithHeader("X-Auth-Token", "t1").WithHeader("Location", "https://[bmc/redfish/v1/"));
        Assert.Equal("plain HTTP, session", (await InterrogateAsync()).Security);
        Assert.Single(_bmc.Of("DELETE", ScriptedRedfish.SessionsPath + "/7"));
    }

    [Fact]
    public async Task A_link_that_is_no_address_is_named()
    {
        _bmc.Set("/redfish/v1/Systems", """{"Members":[{"@odata.id":"https://[bmc/redfish/v1/Systems/1"}]}""");
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobProtocol, InterrogateAsync());
        Assert.Contains("https://[bmc/redfish/v1/Systems/1", error.Message, StringComparison.Ordinal);
        Assert.Single(_bmc.Of("DELETE", ScriptedRedfish.SessionsPath + "/7"));
    }

    [Fact]
    public async Task A_session_that_begins_as_the_action_is_cancelled_is_closed()
    {
        using var cancel = new CancellationTokenSource();
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ =>
        {
            cancel.Cancel();
            return LabHttpResponse.Empty(201).WithHeader("X-Auth-Token", "t1").WithHeader("Location", ScriptedRedfish.SessionsPath + "/7");
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RedfishDriver()
            .InterrogateAsync(TestNodes.Redfish(_bmc.Url, "u", "pass"), new DriverContext(), cancel.Token).WaitAsync(TestNodes.Patience));
        Assert.Single(_bmc.Of("DELETE", ScriptedRedfish.SessionsPath + "/7"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_logout_that_fails_does_not_fail_the_action(int status)
    {
        _bmc.On("DELETE " + ScriptedRedfish.SessionsPath + "/7", _ => LabHttpResponse.Empty(status));
        Assert.Equal(PowerState.Off, (await InterrogateAsync()).Power);
        Assert.Single(_bmc.Of("DELETE", ScriptedRedfish.SessionsPath + "/7"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task Where_sessions_do_not_work_basic_authentication_does(int status)
    {
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => LabHttpResponse.Empty(status));
        Assert.Equal("plain HTTP, basic authentication", (await InterrogateAsync()).Security);
        Assert.All(_bmc.Of("GET", ScriptedRedfish.SystemPath), request => Assert.Equal("Basic dTpwYXNz", request.Header("Authorization")));
    }

    [Fact]
    public async Task A_service_without_sessions_is_not_asked_for_one()
    {
        _bmc.Set("/redfish/v1", """{"Systems":{"@odata.id":"/redfish/v1/Systems"}}""");
        Assert.Equal("plain HTTP, basic authentication", (await InterrogateAsync()).Security);
        Assert.DoesNotContain(_bmc.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_session_table_means_basic_authentication()
    {
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => ScriptedRedfish.Error(503, "IDRAC.2.8.RAC0218", "The maximum number of user sessions is reached."));
        Assert.Equal("plain HTTP, basic authentication", (await InterrogateAsync()).Security);
        Assert.Single(_bmc.Of("POST", ScriptedRedfish.SessionsPath));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refused_password_is_not_tried_in_the_other_way(int status)
    {
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => ScriptedRedfish.Error(status, "x", "Wrong: u/pass"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, InterrogateAsync());
        Assert.DoesNotContain("pass/", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _bmc.Requests.Count);
        Assert.Null(_bmc.Of("POST", ScriptedRedfish.SessionsPath).Single().Header("Authorization"));
    }

    [Fact]
    public async Task A_wrong_password_over_basic_authentication_is_sent_once()
    {
        _bmc.Set("/redfish/v1", """{"Systems":{"@odata.id":"/redfish/v1/Systems"}}""");
        _bmc.On("GET /redfish/v1/Systems", _ => LabHttpResponse.Empty(401));
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, InterrogateAsync());
        Assert.Single(_bmc.Of("GET", "/redfish/v1/Systems"));
    }

    [Fact]
    public async Task A_session_that_the_BMC_ended_is_renewed_once()
    {
        var logins = 0;
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => LabHttpResponse.Empty(201)
            .WithHeader("X-Auth-Token", "t" + ++logins).WithHeader("Location", ScriptedRedfish.SessionsPath + "/7"));
        _bmc.On("GET " + ScriptedRedfish.SystemPath, request => request.Header("X-Auth-Token") == "t2"
            ? LabHttpResponse.Json(_bmc[ScriptedRedfish.SystemPath]) : LabHttpResponse.Empty(401));
        Assert.Equal(PowerState.Off, (await InterrogateAsync()).Power);
        Assert.Equal(2, logins);
        _bmc.On("GET " + ScriptedRedfish.SystemPath, _ => LabHttpResponse.Empty(401));
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, InterrogateAsync());
        Assert.Equal(4, logins);
    }

    [Fact]
    public async Task A_password_that_is_refused_at_the_renewal_is_not_sent_again()
    {
        var logins = 0;
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => ++logins > 1 ? LabHttpResponse.Empty(401)
            : LabHttpResponse.Empty(201).WithHeader("X-Auth-Token", "t1").WithHeader("Location", ScriptedRedfish.SessionsPath + "/7"));
        _bmc.On("GET " + ScriptedRedfish.SystemPath, _ => LabHttpResponse.Empty(401));
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, InterrogateAsync());
        Assert.Equal(2, logins);
    }

    [Fact]
    public async Task A_renewal_that_finds_all_sessions_taken_goes_on_with_basic_authentication()
    {
        var logins = 0;
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => ++logins > 1 ? ScriptedRedfish.Error(503, "IDRAC.2.8.RAC0218", "Full.")
            : LabHttpResponse.Empty(201).WithHeader("X-Auth-Token", "t1").WithHeader("Location", ScriptedRedfish.SessionsPath + "/7"));
        _bmc.On("GET " + ScriptedRedfish.SystemPath, request => request.Header("Authorization") is null
            ? LabHttpResponse.Empty(401) : LabHttpResponse.Json(_bmc[ScriptedRedfish.SystemPath]));
        Assert.Equal("plain HTTP, basic authentication", (await InterrogateAsync()).Security);
    }

    [Fact]
    public async Task A_root_that_only_shows_after_the_login_is_read_again()
    {
        _bmc.Set("/redfish/v1/Elsewhere", """{"Members":[{"@odata.id":"/redfish/v1/Systems/1"}]}""");
        _bmc.On("GET /redfish/v1", request => request.Header("X-Auth-Token") is null ? LabHttpResponse.Empty(401)
            : LabHttpResponse.Text("""{"Systems":{"@odata.id":"/redfish/v1/Elsewhere"}}""", contentType: "application/json"));
        Assert.Equal("plain HTTP, session", (await InterrogateAsync()).Security);
        Assert.Empty(_bmc.Of("GET", "/redfish/v1/Systems"));
    }

    [Fact]
    public async Task A_session_without_a_token_is_closed_and_basic_authentication_serves()
    {
        _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => LabHttpResponse.Empty(201).WithHeader("Location", ScriptedRedfish.SessionsPath + "/7"));
        Assert.Equal("plain HTTP, basic authentication", (await InterrogateAsync()).Security);
        Assert.Single(_bmc.Of("DELETE", ScriptedRedfish.SessionsPath + "/7"));
    }

    [Theory]
    [InlineData("t1")]
    [InlineData("dTpwYXNz")]
    public async Task What_a_BMC_repeats_of_token_or_header_is_hidden(string secret)
    {
        if (secret != "t1") _bmc.On("POST " + ScriptedRedfish.SessionsPath, _ => LabHttpResponse.Empty(404));
        _bmc.On("GET /redfish/v1/Systems", _ => ScriptedRedfish.Error(400, "Base.1.8.GeneralError", $"Odd credential <{secret}>."));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, InterrogateAsync());
        Assert.Contains("Odd credential <***>.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_BMC_repeats_of_the_password_is_hidden()
    {
        _bmc.On("GET /redfish/v1/Systems", _ => ScriptedRedfish.Error(400, "Base.1.8.PropertyValueError", "Bad value pass."));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, InterrogateAsync());
        Assert.Contains("Bad value ***. (Base.1.8.PropertyValueError)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permanent_redirect_is_followed_on_the_same_host()
    {
        _bmc.On("GET /redfish/v1/Systems", request => request.RawPath.EndsWith('/')
            ? LabHttpResponse.Json(_bmc["/redfish/v1/Systems"])
            : LabHttpResponse.Empty(308).WithHeader("Location", "http://bmc.example/redfish/v1/Systems/"));
        Assert.Equal(PowerState.Off, (await InterrogateAsync()).Power);
    }

    [Fact]
    public async Task A_redirect_to_TLS_is_named_and_no_password_is_sent()
    {
        _bmc.On("GET /redfish/v1", _ => LabHttpResponse.Empty(301).WithHeader("Location", "https://127.0.0.1/redfish/v1/"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobProtocol, InterrogateAsync());
        Assert.Contains("speaks only https", error.Message, StringComparison.Ordinal);
        Assert.Single(_bmc.Requests);
    }

    [Fact]
    public async Task A_web_server_that_is_no_BMC_is_named()
    {
        _bmc.On("GET /redfish/v1", _ => LabHttpResponse.Text("<html>hello</html>", contentType: "text/html"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobProtocol, InterrogateAsync());
        Assert.Contains("no Redfish service", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_systems_the_one_with_the_nodes_name_is_taken()
    {
        _bmc.Set("/redfish/v1/Systems", """{"Members":[{"@odata.id":"/redfish/v1/Systems/1"},{"@odata.id":"/redfish/v1/Systems/2"}]}""");
        _bmc.Set("/redfish/v1/Systems/2", """{"Id":"2","HostName":"NODE1","PowerState":"On"}""");
        Assert.Equal(PowerState.On, (await InterrogateAsync()).Power);
        Assert.Equal(PowerState.Off, (await InterrogateAsync(oob => oob with { SystemId = "1" })).Power);
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, InterrogateAsync(oob => oob with { SystemId = "3" }));
        Assert.Contains("set oob.system_id to one of: 1, 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, _bmc.Of("DELETE", ScriptedRedfish.SessionsPath + "/7").Count);
    }

    [Theory]
    [InlineData("ReadOnly", false)]
    [InlineData("Operator", true)]
    public async Task Validation_looks_at_the_accounts_role(string role, bool enough)
    {
        _bmc["/redfish/v1"]["AccountService"] = Link("/redfish/v1/AccountService");
        _bmc.Set("/redfish/v1/AccountService", """{"Accounts":{"@odata.id":"/redfish/v1/AccountService/Accounts"}}""");
        _bmc.Set("/redfish/v1/AccountService/Accounts", """{"Members":[{"@odata.id":"/redfish/v1/AccountService/Accounts/1"}]}""");
        _bmc.Set("/redfish/v1/AccountService/Accounts/1", $$"""{"UserName":"u","RoleId":"{{role}}"}""");
        var action = new RedfishDriver().ValidateServicesAsync(Node(), Context(), CancellationToken.None);
        if (enough) Assert.Equal(role, Assert.IsType<OobDetail>((await action.WaitAsync(TestNodes.Patience)).Detail).Privilege);
        else await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied, action);
    }

    private static Newtonsoft.Json.Linq.JObject Link(string path) => new() { ["@odata.id"] = path };

    private static DriverContext Context() => new() { Clock = new SkippingClock(), Timeout = TimeSpan.FromHours(1) };

    private Design.BaremetalNode Node(Func<Design.OobSettings, Design.OobSettings>? change = null) => TestNodes.Redfish(_bmc.Url, "u", "pass", change);

    private async Task<OobDetail> InterrogateAsync(Func<Design.OobSettings, Design.OobSettings>? change = null)
    {
        NodeActionResult result = await new RedfishDriver().InterrogateAsync(Node(change), Context(), CancellationToken.None)
            .WaitAsync(TestNodes.Patience);
        return Assert.IsType<OobDetail>(result.Detail);
    }
}
