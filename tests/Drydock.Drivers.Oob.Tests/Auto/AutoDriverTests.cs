using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Auto;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Auto;

/// <summary>Redfish, then IPMI, against a BMC of the lab that speaks both.</summary>
public sealed class AutoDriverTests : IDisposable
{
    private readonly LabBmc _bmc = new();
    private readonly AutoDriver _driver = new([new RedfishDriver(), new IpmiDriver()]);
    private readonly WatchingLog _log = new("never");
    private readonly DriverContext _context;

    public AutoDriverTests() => _context = new DriverContext { Timeout = TimeSpan.FromSeconds(30), Log = _log };

    public void Dispose() => _bmc.Dispose();

    [Fact]
    public async Task Redfish_serves_where_it_answers_and_is_remembered()
    {
        var node = Node(_bmc.RedfishUrl.GetLeftPart(UriPartial.Authority));
        var first = await _driver.PowerOnAsync(node, _context, default).WaitAsync(TestNodes.Patience);
        Assert.Equal(("redfish", "Node reports power on. (Tried redfish: serves the node.)"), (first.Driver, first.Message));
        Assert.Equal("auto", first.Node!.Oob.Type);
        var second = await _driver.PowerOffAsync(node, PowerOffOptions.Hard, _context, default).WaitAsync(TestNodes.Patience);
        Assert.Equal("Node reports power off. (By redfish.)", second.Message);
        Assert.Single(_log.Lines, line => line.Contains("trying", StringComparison.Ordinal));
    }

    [Fact]
    public async Task IPMI_serves_where_Redfish_does_not_answer()
    {
        var node = Node("127.0.0.1", oob => oob with { RedfishPort = Tool.FreePort() });
        var result = await _driver.PowerOnAsync(node, _context, default).WaitAsync(TestNodes.Patience);
        Assert.Equal("ipmi", result.Driver);
        Assert.Matches("^Node reports power on\\. \\(Tried redfish: BMC https://127.0.0.1:.*; ipmi: serves the node\\.\\)$", result.Message);
        Assert.Equal("Node reports power on; it was on already. (By ipmi.)",
            (await _driver.PowerOnAsync(node, _context, default).WaitAsync(TestNodes.Patience)).Message);
        Assert.Single(_log.Lines, line => line.EndsWith("trying redfish", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_and_at_no_other_door()
    {
        var node = Node(_bmc.RedfishUrl.GetLeftPart(UriPartial.Authority), password: "wrong");
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, _driver.PowerOnAsync(node, _context, default));
        Assert.False(error.IsTransient);
        Assert.Contains("; ipmi: not tried, so that the account is not locked", error.Message, StringComparison.Ordinal);
        Assert.Equal(["node1: trying redfish"], _log.Lines.Where(line => line.Contains("trying", StringComparison.Ordinal)));
        var detail = Assert.IsType<OobDetail>(error.Detail);
        Assert.Equal((true, false), (detail.Reachable, detail.Authenticated));
        Assert.Equal(1, _bmc.Counters.Logins);
        Assert.Equal(["redfish", "ipmi"], detail.Providers.Select(attempt => attempt.Provider));
    }

    [Fact]
    public async Task Results_list_the_providers_with_their_reasons_remembered_ones_too()
    {
        var node = Node("127.0.0.1", oob => oob with { RedfishPort = Tool.FreePort() });
        for (var times = 0; times < 2; times++)
        {
            var result = await _driver.InterrogateAsync(node, _context, default).WaitAsync(TestNodes.Patience);
            var providers = Assert.IsType<OobDetail>(result.Detail).Providers;
            Assert.Equal([("redfish", ErrorCatalogue.OobUnreachable), ("ipmi", null)], providers.Select(attempt => (attempt.Provider, attempt.Error)));
            Assert.NotNull(providers[0].Reason);
        }
    }

    [Fact]
    public async Task Validation_is_the_check_itself()
    {
        var result = await _driver.ValidateServicesAsync(Node(_bmc.RedfishUrl.GetLeftPart(UriPartial.Authority)), _context, default);
        Assert.Equal(ActionNames.ValidateOobServices, result.Action);
        Assert.Contains("accepts account drydock", result.Message, StringComparison.Ordinal);
        Assert.EndsWith("(Tried redfish: serves the node.)", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_for_no_protocol_in_particular_and_unknown_keys_are_refused()
    {
        var node = Node("127.0.0.1");
        var port = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured,
            _driver.PowerOnAsync(node with { Oob = node.Oob with { Port = 623 } }, _context, default));
        Assert.Contains("oob.redfish_port or oob.ipmi_port", port.Message, StringComparison.Ordinal);
        var key = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, _driver.PowerOnAsync(Node("127.0.0.1", oob => oob with { Extensions = new([new("colour", "1")]) }), _context, default));
        Assert.Contains("does not know: colour", key.Message, StringComparison.Ordinal);
        Assert.Contains("tls, timeouts", key.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_one_pass()
    {
        var node = Node(_bmc.RedfishUrl.GetLeftPart(UriPartial.Authority));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _driver.InterrogateAsync(node, _context, default))).WaitAsync(TestNodes.Patience);
        Assert.Single(_log.Lines, line => line.Contains("trying", StringComparison.Ordinal));
    }

    private BaremetalNode Node(string address, Func<OobSettings, OobSettings>? change = null, string password = LabBmc.Password) => new()
    {
        Name = "node1",
        Oob = (change ?? (oob => oob))(new OobSettings
        {
            Type = "auto",
            Address = address,
            IpmiPort = _bmc.IpmiPort,
            Account = LabBmc.User,
            Credential = new Secret(password),
        }),
    };
}
