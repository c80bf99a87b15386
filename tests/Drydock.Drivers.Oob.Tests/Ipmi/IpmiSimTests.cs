using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>The IPMI driver against a BMC that somebody else wrote.</summary>
public sealed class IpmiSimTests : IAsyncLifetime
{
    private readonly IpmiSim? _bmc = IpmiSim.Program is null ? null : new IpmiSim();
    private readonly IpmiDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(30) };

    public Task InitializeAsync() => _bmc?.ReadyAsync() ?? Task.CompletedTask;

    public Task DisposeAsync()
    {
        _bmc?.Dispose();
        return Task.CompletedTask;
    }

    [IpmiSimFact]
    public async Task Power_goes_on_off_and_around()
    {
        Assert.True((await _driver.PowerOnAsync(Node(), _context, CancellationToken.None)).Succeeded);
        Assert.Equal("Node reports power on; it was on already.",
            (await _driver.PowerOnAsync(Node(), _context, CancellationToken.None)).Message);
        Assert.True((await _driver.PowerOffAsync(Node(), PowerOffOptions.Hard, _context, CancellationToken.None)).Succeeded);
        Assert.Equal("Node power cycle complete; it was off and is on now.",
            (await _driver.PowerCycleAsync(Node(), _context, CancellationToken.None)).Message);
        Assert.Equal("Node power cycle complete.", (await _driver.PowerCycleAsync(Node(), _context, CancellationToken.None)).Message);
        Assert.Equal(["power 1", "power 0", "power 1", "power 0", "power 1"], _bmc!.Changes);
    }

    [IpmiSimFact]
    public async Task An_operator_is_enough()
    {
        Assert.True((await _driver.PowerOnAsync(Node("oper", "operpw"), _context, CancellationToken.None)).Succeeded);
        Assert.Equal(["power 1"], _bmc!.Changes);
    }

    [IpmiSimFact]
    public async Task Validation_names_the_suite_that_was_agreed()
    {
        var result = await _driver.ValidateServicesAsync(Node(), _context, CancellationToken.None);
        var detail = Assert.IsType<OobDetail>(result.Detail);
        Assert.Equal("cipher suite 3", detail.Security);
        Assert.Equal("operator", detail.Privilege);
        Assert.Equal("ipmi", result.Driver);
    }

    [IpmiSimFact]
    public async Task Interrogation_reads_power_and_identity()
    {
        var detail = Assert.IsType<OobDetail>((await _driver.InterrogateAsync(Node(), _context, CancellationToken.None)).Detail);
        Assert.Equal(PowerState.Off, detail.Power);
        Assert.Equal("9.08", detail.BmcFirmware);
        Assert.Equal("IANA 4753", detail.Manufacturer);
        Assert.Equal("product 0x0F02", detail.Model);
        Assert.Null(detail.SerialNumber);
    }

    [IpmiSimFact]
    public async Task A_wrong_password_and_a_wrong_name_are_refused()
    {
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed,
            _driver.PowerOnAsync(Node("admin", "wrong"), _context, CancellationToken.None));
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed,
            _driver.PowerOnAsync(Node("nobody", "password"), _context, CancellationToken.None));
        Assert.Empty(_bmc!.Changes);
    }

    [IpmiSimFact]
    public async Task Boot_flags_that_do_not_read_back_are_an_error()
    {
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobBootNotSet,
            _driver.SetBootAsync(Node(), new BootOverride(BootDevice.Pxe), _context, CancellationToken.None));
        Assert.Contains("not marked valid", error.Message, StringComparison.Ordinal);
        Assert.Equal(["boot pxe"], _bmc!.Changes);
    }

    private BaremetalNode Node(string account = "admin", string password = "password") =>
        TestNodes.Ipmi("127.0.0.1", _bmc!.Port, account, password);
}
