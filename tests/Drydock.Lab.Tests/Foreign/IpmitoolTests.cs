using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Hardware;
using Drydock.Lab.Tests.Support;

namespace Drydock.Lab.Tests.Foreign;

/// <summary>Debian's ipmitool accepts the lab's BMC.</summary>
public sealed class IpmitoolTests : IDisposable
{
    private readonly SimulatedServer _server = TestServers.Fast();
    private readonly FaultBook _faults = new();
    private readonly BmcCounters _counters = new();
    private readonly IpmiBmc _bmc;

    public IpmitoolTests()
    {
        var settings = BmcSettings.For(_server.Spec) with
        {
            Accounts = new([
                new BmcAccount(TestServers.User, new Secret(TestServers.Password), BmcPrivilege.Administrator),
                new BmcAccount("guest", new Secret("guest"), BmcPrivilege.User),
            ]),
        };
        _bmc = new IpmiBmc(_server, settings, _faults, _counters);
        _bmc.Start();
    }

    public void Dispose()
    {
        _bmc.Dispose();
        _server.Dispose();
    }

    [ToolTheory("ipmitool")]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Power_is_read_and_changed(int suite)
    {
        Assert.Contains("Chassis Power is off", await OkAsync(suite, "chassis power status"), StringComparison.Ordinal);
        await OkAsync(suite, "chassis power on");
        await _server.PowerIsAsync(PowerState.On);
        Assert.Contains("Chassis Power is on", await OkAsync(suite, "chassis power status"), StringComparison.Ordinal);
        var session = _server.PowerSession;
        await OkAsync(suite, "chassis power cycle");
        await TestServers.UntilAsync(() => session.IsCancellationRequested, "power goes");
        await _server.PowerIsAsync(PowerState.On);
        await OkAsync(suite, "chassis power off");
        await _server.PowerIsAsync(PowerState.Off);
        Assert.Equal(0, _counters.OpenSessions);
    }

    [ToolTheory("ipmitool")]
    [InlineData(3)]
    [InlineData(17)]
    public async Task A_boot_device_is_set_and_reads_back_with_its_flags(int suite)
    {
        await OkAsync(suite, "chassis bootdev pxe");
        Assert.Equal(new BootOverride(BootDevice.Pxe, false, BootMode.Legacy), _server.BootOverride);
        await OkAsync(suite, "chassis bootdev pxe options=persistent,efiboot");
        Assert.Equal(new BootOverride(BootDevice.Pxe, true, BootMode.Uefi), _server.BootOverride);
        var text = await OkAsync(suite, "chassis bootparam get 5");
        Assert.Contains("Boot parameter data: e004000000", text, StringComparison.Ordinal);
        Assert.Contains("Boot Flag Valid", text, StringComparison.Ordinal);
        Assert.Contains("Options apply to all future boots", text, StringComparison.Ordinal);
        Assert.Contains("BIOS EFI boot", text, StringComparison.Ordinal);
        Assert.Contains("Force PXE", text, StringComparison.Ordinal);
        await OkAsync(suite, "chassis bootdev none");
        Assert.Null(_server.BootOverride);
    }

    [ToolTheory("ipmitool")]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Inventory_is_read(int suite)
    {
        var fru = await OkAsync(suite, "fru print 0");
        Assert.Matches(@"Product Serial\s+: SN000123", fru);
        Assert.Matches(@"Product Manufacturer\s+: Harbour", fru);
        Assert.Matches(@"Board Product\s+: H-1000", fru);
        Assert.Matches(@"IPMI Version\s+: 2.0", await OkAsync(suite, "mc info"));
        Assert.Contains(_server.Spec.Uuid, await OkAsync(suite, "mc guid ipmi"), StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"Chassis Serial\s+: CSN000123", fru);
        Assert.Matches(@"Chassis Type\s+: Rack Mount Chassis", fru);
        await OkAsync(suite, "chassis status");
    }

    [ToolTheory("ipmitool")]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Sensors_are_read_with_their_thresholds_and_states(int suite)
    {
        Assert.Matches(@"Record Count\s+: 9", await OkAsync(suite, "sdr info"));
        Assert.Matches(@"FAN1\s+\| no reading\s+\| ns", await OkAsync(suite, "sdr list"));
        _server.PowerOn();
        await _server.PowerIsAsync(PowerState.On);
        var sdr = await OkAsync(suite, "sdr list");
        Assert.Matches(@"CPU1 Temp\s+\| 48 degrees C\s+\| ok", sdr);
        Assert.Matches(@"CPU1 Margin\s+\| -35 degrees C\s+\| ok", sdr);
        Assert.Matches(@"12V\s+\| 12 Volts\s+\| ok", sdr);
        Assert.Matches(@"Power\s+\| 170 Watts\s+\| ok", sdr);
        Assert.Matches(@"FAN1\s+\| 5400 RPM\s+\| ok", sdr);
        _faults.Add(new LabFault(LabFaultKind.FanFails));
        var sensors = await OkAsync(suite, "sensor list");
        Assert.Matches(@"FAN1\s+\| 0.000\s+\| RPM\s+\| cr\s+\| na\s+\| 600.000\s+\| 900.000\s+\| na", sensors);
        Assert.Matches(@"Inlet Temp\s+\| 23.000\s+\| degrees C\s+\| ok\s+\| na\s+\| na\s+\| na\s+\| 38.000\s+\| 42.000\s+\| 46.000", sensors);
        Assert.Contains("Presence detected", await OkAsync(suite, "sdr get PSU1~Status"), StringComparison.Ordinal);
    }

    [ToolTheory("ipmitool")]
    [InlineData(3)]
    [InlineData(17)]
    public async Task The_event_log_tells_of_power_and_fans_and_is_cleared(int suite)
    {
        await OkAsync(suite, "chassis power on");
        await _server.PowerIsAsync(PowerState.On);
        _faults.Add(new LabFault(LabFaultKind.FanFails));
        Assert.Matches(@"Entries\s+: 3", await OkAsync(suite, "sel info"));
        var list = await OkAsync(suite, "sel elist");
        Assert.Matches(@"Event Logging Disabled .*\| Log area reset/cleared \| Asserted", list);
        Assert.Matches(@"System ACPI Power State .*\| S0/G0: working \| Asserted", list);
        Assert.Matches(@"Fan FAN1 \| Lower Critical going low\s+\| Asserted \| Reading 0 < Threshold 600 RPM", list);
        await OkAsync(suite, "sel clear");
        Assert.Matches(@"Entries\s+: 1", await OkAsync(suite, "sel info"));
    }

    [ToolTheory("ipmitool")]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Two_keys_are_needed_where_the_bmc_has_one_of_its_own(int suite)
    {
        using var bmc = new IpmiBmc(_server, BmcSettings.For(_server.Spec) with { Ipmi = new IpmiQuirks { Kg = new Secret("bmc-key") } }, _faults, _counters);
        bmc.Start();
        var without = await RunAsync(suite, TestServers.User, TestServers.Password, "chassis power status", bmc);
        Assert.NotEqual(0, without.ExitCode);
        var with = await RunAsync(suite, TestServers.User, TestServers.Password, "-k bmc-key chassis power status", bmc);
        Assert.True(with.ExitCode == 0, with.All);
    }

    [ToolFact("ipmitool")]
    public async Task The_best_suite_is_found_without_naming_one()
    {
        var result = await RunAsync(null, TestServers.User, TestServers.Password, "-v chassis power status");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Chassis Power is off", result.Output, StringComparison.Ordinal);
    }

    [ToolFact("ipmitool")]
    public async Task Wrong_accounts_and_missing_privilege_are_refused()
    {
        var wrong = await RunAsync(17, TestServers.User, "wrong", "chassis power status");
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains("Unable to establish IPMI v2 / RMCP+ session", wrong.Error, StringComparison.Ordinal);
        var unknown = await RunAsync(17, "nobody", "wrong", "-v chassis power status");
        Assert.Contains("unauthorized name", unknown.All, StringComparison.OrdinalIgnoreCase);
        Assert.True(_counters.Logins >= 2);
        var tooMuch = await RunAsync(17, "guest", "guest", "-v chassis power status");
        Assert.Contains("unauthorized role", tooMuch.All, StringComparison.OrdinalIgnoreCase);
        var reads = await RunAsync(17, "guest", "guest", "-L USER chassis power status");
        Assert.Equal(0, reads.ExitCode);
        var writes = await RunAsync(17, "guest", "guest", "-L USER chassis power on");
        Assert.Contains("Insufficient privilege level", writes.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(PowerState.Off, _server.Power);
        Assert.Equal(0, _counters.Writes);
    }

    private async Task<string> OkAsync(int suite, string command)
    {
        var result = await RunAsync(suite, TestServers.User, TestServers.Password, command);
        Assert.True(result.ExitCode == 0, $"{command}: {result.ExitCode} {result.All}");
        return result.Output;
    }

    private Task<ToolResult> RunAsync(int? suite, string user, string password, string command, IpmiBmc? bmc = null)
    {
        string[] options = ["-I", "lanplus", "-H", "127.0.0.1", "-p", (bmc ?? _bmc).EndPoint.Port.ToString(CultureInfo.InvariantCulture),
            "-U", user, "-E", "-N", "2", "-R", "2"];
        string[] suiteOption = suite is { } id ? ["-C", id.ToString(CultureInfo.InvariantCulture)] : [];
        return ForeignTool.RunAsync("ipmitool", [.. options, .. suiteOption, .. command.Split(' ').Select(word => word.Replace('~', ' '))],
            new Dictionary<string, string?> { ["IPMI_PASSWORD"] = password });
    }
}
