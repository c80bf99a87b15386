using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Actions;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Lab.Bmc;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>The IPMI driver against the lab's BMC, which speaks both suites and keeps its boot flags.</summary>
public sealed class LabBmcTests() : LabContractTests(Driver)
{
    private static readonly IpmiDriver Driver = new();

    [Theory]
    [InlineData("17 3", "cipher suite 17")]
    [InlineData("3", "cipher suite 3")]
    [InlineData("17", "cipher suite 17")]
    public async Task The_strongest_common_suite_is_agreed(string suites, string agreed)
    {
        using var bmc = new LabBmc(settings => settings with { CipherSuites = new([.. suites.Split(' ').Select(int.Parse)]) });
        var result = await Driver.ValidateServicesAsync(Node(bmc), Context, CancellationToken.None);
        Assert.Equal(agreed, Assert.IsType<OobDetail>(result.Detail).Security);
        Assert.Equal((1, 0, 0), (bmc.Counters.Logins, bmc.Counters.Writes, bmc.Counters.OpenSessions));
    }

    [Fact]
    public async Task No_common_suite_is_refused_with_what_to_enable()
    {
        using var bmc = new LabBmc(settings => settings with { CipherSuites = ItemList<int>.Empty });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused,
            Driver.ValidateServicesAsync(Node(bmc), Context, CancellationToken.None));
        Assert.Contains("enable 17 or 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.Logins);
    }

    [Fact]
    public async Task Interrogation_tells_what_the_server_is()
    {
        using var bmc = new LabBmc();
        var detail = Assert.IsType<OobDetail>((await Driver.InterrogateAsync(Node(bmc), Context, CancellationToken.None)).Detail);
        Assert.Equal(new OobDetail
        {
            Power = PowerState.Off,
            Boot = new BootOverride(BootDevice.None),
            Manufacturer = bmc.Server.Spec.Vendor,
            Model = bmc.Server.Spec.Model,
            SerialNumber = "SN0001",
            BmcFirmware = "1.00",
            Uuid = "0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001",
            Endpoint = $"127.0.0.1:{bmc.IpmiPort}",
            Security = "cipher suite 17",
            Privilege = "operator",
            Health = OobHealth.Ok,
        }, detail with { Sensors = ItemList<OobSensor>.Empty, EventLog = null, Fru = TextMap.Empty });
    }

    [Fact]
    public async Task An_account_that_may_only_read_is_told_so()
    {
        using var bmc = new LabBmc(settings => settings with
        {
            Accounts = new([new BmcAccount(LabBmc.User, new Secret(LabBmc.Password), BmcPrivilege.User)]),
        });
        await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied,
            Driver.ValidateServicesAsync(Node(bmc), Context, CancellationToken.None));
        Assert.Equal(1, bmc.Counters.Logins);
    }

    [Fact]
    public async Task A_BMC_that_stays_silent_is_given_up()
    {
        using var bmc = new LabBmc();
        bmc.Faults.Add(new LabFault(LabFaultKind.BmcSilent, "node1"));
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            Driver.PowerOnAsync(Node(bmc), Fast(), CancellationToken.None));
        Assert.EndsWith("no answer.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_named()
    {
        int port;
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }

        await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable,
            Driver.PowerOnAsync(TestNodes.Ipmi("127.0.0.1", port, "a", "b"), Fast(), CancellationToken.None));
    }

    [Theory]
    [InlineData(null, "u", "p", "out-of-band address")]
    [InlineData("10.0.0.1", null, "p", "oob.account")]
    [InlineData("10.0.0.1", "u", null, "oob.credential")]
    [InlineData("10.0.0.1", "a name that is too long", "p", "16 bytes")]
    [InlineData("10.0.0.1", "u", "a password that is too long", "20 bytes")]
    [InlineData("https://10.0.0.1", "u", "p", "no host name")]
    public async Task Settings_that_cannot_work_are_named(string? address, string? account, string? password, string problem)
    {
        var node = new BaremetalNode
        {
            Name = "node1",
            Oob = new OobSettings
            {
                Type = "ipmi",
                Address = address,
                Account = account,
                Credential = password is null ? null : new Secret(password),
            },
        };
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured,
            Driver.PowerOnAsync(node, Context, CancellationToken.None));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suite_3_serves_as_well_as_17()
    {
        using var bmc = new LabBmc(settings => settings with { CipherSuites = new([3]) });
        Assert.True((await Driver.PowerCycleAsync(Node(bmc), Context, CancellationToken.None)).Succeeded);
        Assert.Equal(PowerState.On, bmc.Server.Power);
        Assert.Equal((1, 0), (bmc.Counters.Logins, bmc.Counters.OpenSessions));
    }

    protected override BaremetalNode Node(LabBmc bmc, string account = LabBmc.User, string password = LabBmc.Password) =>
        TestNodes.Ipmi("127.0.0.1", bmc.IpmiPort, account, password);

    /// <summary>Waits pass twenty times as fast.</summary>
    private static DriverContext Fast() => new() { Clock = new Lab.Hardware.LabClock(20), Timeout = TimeSpan.FromHours(1) };
}
