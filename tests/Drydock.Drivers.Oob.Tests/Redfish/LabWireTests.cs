using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Lab.Bmc.Redfish;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>The driver against habits of logging in and of speaking HTTP.</summary>
public sealed class LabWireTests
{
    [Fact]
    public async Task Without_a_session_service_basic_authentication_serves()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Login = new LoginQuirks { NoSessions = true } });
        Assert.Equal("plain HTTP, basic authentication", (await lab.CheckAsync()).Security);
        Assert.True((await lab.OnAsync()).Succeeded);
    }

    [Theory]
    [InlineData("Base.1.8.SessionLimitExceeded")]
    [InlineData("IDRAC.2.8.RAC0218")]
    public async Task A_full_session_table_means_basic_authentication_after_one_try(string message)
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Login = new LoginQuirks { LimitMessage = message } }, maxSessions: 0);
        Assert.Equal("plain HTTP, basic authentication", (await lab.DescribeAsync()).Security);
        Assert.Empty(lab.Clock.Waits);
        Assert.DoesNotContain(lab.Log.Lines, line => line.Contains(Peers.LabBmc.Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OobAuthentication.Session, 16, "plain HTTP, session")]
    [InlineData(OobAuthentication.Basic, 16, "plain HTTP, basic authentication")]
    [InlineData(OobAuthentication.Auto, 16, "plain HTTP, session")]
    [InlineData(OobAuthentication.Auto, 0, "plain HTTP, basic authentication")]
    public async Task One_logs_in_as_the_settings_say(OobAuthentication authentication, int sessions, string security)
    {
        using var lab = new QuirkyLab(new RedfishQuirks(), oob => oob with { Authentication = authentication }, maxSessions: sessions);
        Assert.Equal(security, (await lab.CheckAsync()).Security);
        Assert.Equal(0, lab.Bmc.Counters.OpenSessions);
    }

    [Theory]
    [InlineData(false, "Drydock.Oob.Busy", "all its sessions are in use")]
    [InlineData(true, "Drydock.Driver.NotSupported", "its service has no sessions")]
    public async Task Who_wants_a_session_gets_no_basic_authentication(bool noSessions, string id, string problem)
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Login = new LoginQuirks { NoSessions = noSessions } },
            oob => oob with { Authentication = OobAuthentication.Session }, maxSessions: 0);
        var error = await Assert.ThrowsAsync<DrydockException>(lab.OnAsync);
        Assert.Equal(id, error.Error.ToString());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SessionLocation.Path)]
    [InlineData(SessionLocation.Url)]
    [InlineData(SessionLocation.Body)]
    public async Task A_session_is_ended_wherever_its_address_is_written(SessionLocation location)
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Login = new LoginQuirks { Location = location } });
        await lab.OnAsync();
        Assert.Equal((1, 0), (lab.Bmc.Counters.Logins, lab.Bmc.Counters.OpenSessions));
    }

    [Theory]
    [InlineData(SessionLocation.Path)]
    [InlineData(SessionLocation.Body)]
    public async Task A_session_that_ends_in_the_middle_of_polling_is_renewed_once(SessionLocation location)
    {
        using var lab = new QuirkyLab(new RedfishQuirks
        {
            Login = new LoginQuirks { FirstSessionEndsAfter = 5, Location = location },
            Power = new PowerQuirks { TransitionReads = 9 },
        });
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.Equal((2, 0), (lab.Bmc.Counters.Logins, lab.Bmc.Counters.OpenSessions));
        Assert.Equal(1, lab.Bmc.Counters.Writes);
    }

    [Fact]
    public async Task A_logout_that_fails_hinders_nothing_and_is_not_repeated()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Login = new LoginQuirks { LogoutFails = true } });
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.Equal(0, lab.Bmc.Counters.OpenSessions);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; odata.metadata=minimal; charset=utf-8")]
    [InlineData("text/html")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Answers_are_read_whatever_they_say_they_are(string contentType)
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { ContentType = contentType } });
        Assert.True((await lab.CycleAsync()).Succeeded);
        Assert.Equal(2, (await lab.DescribeAsync()).Nics.Count);
    }

    [Fact]
    public async Task Bodies_are_sent_as_exactly_json()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { ExactContentType = true } });
        Assert.True((await lab.BootAsync()).Succeeded);
    }

    [Fact]
    public async Task Redirects_to_a_last_slash_keep_the_login_and_the_host()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { RedirectsToSlash = true } });
        Assert.True((await lab.BootAsync()).Succeeded);
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.Equal(0, lab.Bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task A_service_of_http_1_0_is_understood()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { Http10 = true } });
        Assert.True((await lab.BootAsync()).Succeeded);
        Assert.True((await lab.CycleAsync()).Succeeded);
    }

    [Fact]
    public async Task Compression_is_not_asked_for()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { BrokenGzip = true } });
        Assert.Equal("SN0001", (await lab.DescribeAsync()).SerialNumber);
    }

    [Theory]
    [InlineData("IDRAC.2.8.SYS518")]
    [InlineData("Base.1.8.ServiceTemporarilyUnavailable")]
    public async Task A_service_that_is_not_ready_is_left_alone_as_long_as_it_says(string message)
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { NotReadyAnswers = 5, NotReadyMessage = message } });
        Assert.True((await lab.OnAsync()).Succeeded);
        Assert.Equal(5, lab.Clock.Waits.Count(wait => wait == TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public async Task A_service_that_is_never_ready_is_named_as_busy_in_its_words()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { NotReadyAnswers = 1000, NotReadyMessage = "Vendor.1.0.Starting" } });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobBusy, lab.OnAsync());
        Assert.Contains("The service is not ready. Retry later. (Vendor.1.0.Starting)", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task A_slow_service_is_waited_for()
    {
        using var lab = new QuirkyLab(new RedfishQuirks
        {
            Wire = new WireQuirks { Latency = TimeSpan.FromMilliseconds(40), Trickle = TimeSpan.FromMilliseconds(10) },
        });
        Assert.True((await lab.OnAsync()).Succeeded);
    }

    [Fact]
    public async Task A_body_that_trickles_too_slowly_is_an_error_that_names_the_time()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Wire = new WireQuirks { Trickle = TimeSpan.FromSeconds(3) } },
            oob => oob with { Timeouts = new OobTimeouts(Connect: TimeSpan.FromSeconds(0.2)) });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, lab.OnAsync());
        Assert.Contains("did not answer within 0.2 s", error.Message, StringComparison.Ordinal);
    }
}
