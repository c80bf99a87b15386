using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Drivers.Oob.Tests.Actions;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab.Bmc;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>The Redfish driver against the lab's BMC.</summary>
public sealed class LabRedfishTests() : LabContractTests(Driver)
{
    private static readonly RedfishDriver Driver = new();

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
            BmcFirmware = "1.0",
            BiosVersion = "1.0",
            Health = OobHealth.Ok,
            Sku = bmc.Server.Spec.Model + "-1",
            MemoryGiB = 64,
            Processors = new OobProcessors(1, "Lab processor", 16, 16),
            Nics = new([new OobNic("ens1", "52:54:00:00:00:01", true), new OobNic("ens2", "52:54:00:00:00:02", false)]),
            SystemCount = 1,
            Uuid = "0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001",
            Endpoint = bmc.RedfishUrl.GetLeftPart(UriPartial.Authority),
            Security = "plain HTTP, session",
        }, detail);
    }

    [Fact]
    public async Task Without_a_free_session_basic_authentication_serves()
    {
        using var bmc = new LabBmc(settings => settings with { MaxSessions = 0 });
        var result = await Driver.ValidateServicesAsync(Node(bmc), Context, CancellationToken.None);
        Assert.Equal("plain HTTP, basic authentication", Assert.IsType<OobDetail>(result.Detail).Security);
    }

    [Fact]
    public async Task An_account_that_may_only_read_cannot_switch_power()
    {
        using var bmc = new LabBmc(settings => settings with
        {
            Accounts = new([new BmcAccount(LabBmc.User, new Secret(LabBmc.Password), BmcPrivilege.User)]),
        });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied,
            Driver.PowerOnAsync(Node(bmc), Context, CancellationToken.None));
        Assert.Contains("InsufficientPrivilege", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_named()
    {
        Uri url;
        using (var bmc = new LabBmc()) url = bmc.RedfishUrl;
        await TestNodes.FailsAsync(ErrorCatalogue.OobUnreachable, Driver.PowerOnAsync(
            TestNodes.Redfish(url, "a", "b"), new DriverContext { Clock = new SkippingClock(), Timeout = TimeSpan.FromHours(1) }, CancellationToken.None));
    }

    [Fact]
    public async Task Neither_password_nor_token_reach_the_log()
    {
        using var bmc = new LabBmc();
        var log = new WatchingLog("");
        await Driver.PowerCycleAsync(Node(bmc), new DriverContext { Log = log, Timeout = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        Assert.Contains(log.Lines, line => line.Contains("Sessions", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Canary", StringComparison.Ordinal)
            || line.Contains("Token", StringComparison.OrdinalIgnoreCase) || line.Contains("Authorization", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_override_that_is_in_force_takes_no_command()
    {
        using var bmc = new LabBmc();
        var boot = new BootOverride(BootDevice.Pxe, false, BootMode.Uefi);
        await Driver.SetBootAsync(Node(bmc), boot, Context, CancellationToken.None);
        await Driver.SetBootAsync(Node(bmc), boot, Context, CancellationToken.None);
        Assert.Equal(1, bmc.Counters.Writes);
    }

    protected override BaremetalNode Node(LabBmc bmc, string account = LabBmc.User, string password = LabBmc.Password) =>
        TestNodes.Redfish(bmc.RedfishUrl, account, password);
}
