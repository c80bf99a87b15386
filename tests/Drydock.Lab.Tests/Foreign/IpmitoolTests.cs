using System;
using System.Collections.Generic;
using System.Globalization;
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

    [ToolFact("ipmitool")]
    public async Task Inventory_is_read()
    {
        var fru = await OkAsync(17, "fru print 0");
        Assert.Matches(@"Product Serial\s+: SN000123", fru);
        Assert.Matches(@"Product Manufacturer\s+: Harbour", fru);
        Assert.Matches(@"Board Product\s+: H-1000", fru);
        Assert.Matches(@"IPMI Version\s+: 2.0", await OkAsync(17, "mc info"));
        Assert.Contains(_server.Spec.Uuid, await OkAsync(17, "mc guid ipmi"), StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"Entries\s+: 0", await OkAsync(17, "sel info"));
        Assert.Matches(@"Record Count\s+: 0", await OkAsync(17, "sdr info"));
        await OkAsync(17, "chassis status");
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

    private Task<ToolResult> RunAsync(int? suite, string user, string password, string command)
    {
        string[] options = ["-I", "lanplus", "-H", "127.0.0.1", "-p", _bmc.EndPoint.Port.ToString(CultureInfo.InvariantCulture),
            "-U", user, "-E", "-N", "2", "-R", "2"];
        string[] suiteOption = suite is { } id ? ["-C", id.ToString(CultureInfo.InvariantCulture)] : [];
        return ForeignTool.RunAsync("ipmitool", [.. options, .. suiteOption, .. command.Split(' ')],
            new Dictionary<string, string?> { ["IPMI_PASSWORD"] = password });
    }
}
