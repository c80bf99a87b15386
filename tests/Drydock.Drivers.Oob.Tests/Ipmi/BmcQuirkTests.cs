using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Ipmi.Crypto;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;
using Drydock.Lab.Hardware;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

/// <summary>Ways in which real BMCs answer over IPMI.</summary>
public sealed class BmcQuirkTests : IDisposable
{
    private const string GetChassisStatus = "0001";
    private const string ChassisControl = "0002";
    private const string SetBootOptions = "0008";
    private const string GetBootOptions = "0009";
    private const string SetPrivilege = "063B";
    private const string CloseSession = "063C";

    private readonly ScriptedIpmi _bmc = new();
    private readonly IpmiDriver _driver = new();
    private readonly DriverContext _context = new() { Clock = new LabClock(20), Timeout = TimeSpan.FromHours(1) };
    private byte _power;

    public BmcQuirkTests() => _bmc.Answer = Answer;

    public void Dispose() => _bmc.Dispose();

    [Fact]
    public async Task Another_suite_than_asked_for_means_the_next_one()
    {
        _bmc.Suite = asked => asked == CipherSuite.Suite17 ? CipherSuite.Suite3 : asked;
        Assert.Equal("cipher suite 3", Assert.IsType<OobDetail>((await ValidateAsync()).Detail).Security);
    }

    [Fact]
    public async Task A_suite_without_protection_is_not_accepted()
    {
        _bmc.Suite = _ => null;
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, ValidateAsync());
        Assert.Contains("cipher suite 17: answered with another, cipher suite 3: answered with another", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x04)]
    [InlineData(0x05)]
    [InlineData(0x10)]
    [InlineData(0x11)]
    public async Task A_refusal_of_all_suites_is_named(byte status)
    {
        _bmc.OpenStatus = status;
        await TestNodes.FailsAsync(ErrorCatalogue.OobRefused, ValidateAsync());
    }

    [Fact]
    public async Task A_BMC_whose_sessions_stay_in_use_is_busy()
    {
        _bmc.OpenStatus = 0x01;
        Assert.True((await TestNodes.FailsAsync(ErrorCatalogue.OobBusy, ValidateAsync())).IsTransient);
    }

    [Fact]
    public async Task A_session_that_falls_free_is_taken()
    {
        _bmc.OpenStatus = 0x01;
        var log = new WatchingLog("all sessions of the BMC are in use");
        var action = _driver.ValidateServicesAsync(Node(),
            new DriverContext { Clock = _context.Clock, Timeout = _context.Timeout, Log = log }, CancellationToken.None);
        await log.Seen.WaitAsync(TestNodes.Patience);
        _bmc.OpenStatus = 0x00;
        Assert.True((await action.WaitAsync(TestNodes.Patience)).Succeeded);
    }

    [Theory]
    [InlineData(0x0D)]
    [InlineData(0x0F)]
    public async Task A_refused_login_is_an_authentication_error(byte status)
    {
        _bmc.Rakp2Status = status;
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, ValidateAsync());
        _bmc.Rakp2Status = 0;
        _bmc.Rakp4Status = status;
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, ValidateAsync());
    }

    [Theory]
    [InlineData(0x09)]
    [InlineData(0x0A)]
    public async Task A_refused_role_is_a_permission_error(byte status)
    {
        _bmc.Rakp2Status = status;
        await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied, ValidateAsync());
    }

    [Fact]
    public async Task A_BMC_that_cannot_prove_itself_is_left_and_its_session_closed()
    {
        _bmc.DamageRakp4 = true;
        await TestNodes.FailsAsync(ErrorCatalogue.OobAuthenticationFailed, ValidateAsync());
        Assert.Equal([CloseSession], _bmc.Requests);
    }

    [Fact]
    public async Task A_refused_privilege_closes_the_session()
    {
        _bmc.Answer = name => name == SetPrivilege ? [0x81] : [0x00];
        await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied, ValidateAsync());
        Assert.Equal(CloseSession, _bmc.Requests[^1]);
    }

    [Theory]
    [InlineData(0xC0)]
    [InlineData(0xC3)]
    [InlineData(0xC4)]
    [InlineData(0xD2)]
    public async Task A_busy_BMC_is_asked_again(byte code)
    {
        var busy = 2;
        _bmc.Answer = name => name == GetChassisStatus && busy-- > 0 ? [code] : Answer(name);
        Assert.True((await ValidateAsync()).Succeeded);
        Assert.Equal(3, _bmc.Requests.Count(name => name == GetChassisStatus));
    }

    [Fact]
    public async Task A_BMC_that_stays_busy_is_given_up_and_logged_out_of()
    {
        _bmc.Answer = name => name == GetChassisStatus ? [0xC0] : Answer(name);
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobBusy, ValidateAsync());
        Assert.Contains("node busy (0xC0)", error.Message, StringComparison.Ordinal);
        Assert.Equal(CloseSession, _bmc.Requests[^1]);
    }

    [Fact]
    public async Task A_deadline_that_passes_while_the_BMC_is_busy_says_so()
    {
        _bmc.Answer = name => name == GetChassisStatus ? [0xC0] : Answer(name);
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobTimeout,
            _driver.ValidateServicesAsync(Node(), _context with { Timeout = TimeSpan.FromSeconds(20) }, CancellationToken.None));
        Assert.Contains("the BMC answers: node busy (0xC0)", error.Message, StringComparison.Ordinal);
        Assert.Equal(CloseSession, _bmc.Requests[^1]);
    }

    [Fact]
    public async Task A_session_that_begins_as_the_action_is_cancelled_is_closed()
    {
        using var cancel = new CancellationTokenSource();
        _bmc.Answer = name =>
        {
            if (name == SetPrivilege) cancel.Cancel();
            return Answer(name);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _driver.ValidateServicesAsync(Node(), _context, cancel.Token).WaitAsync(TestNodes.Patience));
        Assert.Equal(CloseSession, _bmc.Requests[^1]);
    }

    [Fact]
    public async Task A_privilege_that_is_granted_lower_than_asked_for_is_a_refusal()
    {
        _bmc.Answer = name => name == SetPrivilege ? [0x00, 0x02] : Answer(name);
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied, ValidateAsync());
        Assert.Contains("may not act as operator", error.Message, StringComparison.Ordinal);
        Assert.Equal(CloseSession, _bmc.Requests[^1]);
    }

    [Fact]
    public async Task On_that_is_refused_right_after_off_is_asked_again()
    {
        var refusals = 1;
        _bmc.Answer = name =>
        {
            if (name != ChassisControl) return Answer(name);
            if (refusals-- > 0) return [0xD5];
            _power = 1;
            return [0x00];
        };
        Assert.True((await _driver.PowerOnAsync(Node(), _context, CancellationToken.None).WaitAsync(TestNodes.Patience)).Succeeded);
    }

    [Fact]
    public async Task Insufficient_privilege_is_named_with_the_command()
    {
        _bmc.Answer = name => name == ChassisControl ? [0xD4] : Answer(name);
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied, _driver.PowerOnAsync(Node(), _context, CancellationToken.None));
        Assert.Contains("Chassis Control", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boot_flags_are_set_though_their_timer_is_unknown()
    {
        var sets = 0;
        _bmc.Answer = name => name switch
        {
            SetBootOptions => ++sets == 1 ? [0x80] : [0x00],
            GetBootOptions => [0x00, 0x01, 0x05, 0xC0, 0x04, 0x00, 0x00, 0x00],
            _ => Answer(name),
        };
        var result = await _driver.SetBootAsync(
            Node(), new BootOverride(BootDevice.Pxe, false, BootMode.Uefi), _context, CancellationToken.None).WaitAsync(TestNodes.Patience);
        Assert.Equal("Boot device set to Pxe (once, UEFI). The BMC reads it back as persistent and legacy.", result.Message);
    }

    [Fact]
    public async Task An_answer_that_is_too_short_is_a_protocol_error()
    {
        _bmc.Answer = name => [0x00];
        await TestNodes.FailsAsync(ErrorCatalogue.OobProtocol, ValidateAsync());
    }

    private byte[] Answer(string name) => name == GetChassisStatus ? [0x00, _power, 0x00, 0x00] : [0x00];

    private Design.BaremetalNode Node() => TestNodes.Ipmi("127.0.0.1", _bmc.Port, "u", "pass");

    private Task<NodeActionResult> ValidateAsync() =>
        _driver.ValidateServicesAsync(Node(), _context, CancellationToken.None).WaitAsync(TestNodes.Patience);
}
