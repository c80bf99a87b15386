using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Drydock.Drivers;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Lab.Hardware;
using Drydock.Lab.Tests.Support;

namespace Drydock.Lab.Tests.Foreign;

/// <summary>DMTF's redfishtool and OpenStack's sushy accept the lab's BMC.</summary>
public sealed class RedfishToolTests : IDisposable
{
    private readonly SimulatedServer _server = TestServers.Fast();
    private readonly BmcCounters _counters = new();
    private readonly RedfishBmc _bmc;

    public RedfishToolTests()
    {
        _bmc = new RedfishBmc(_server, BmcSettings.For(_server.Spec), new FaultBook(), _counters);
        _bmc.Start();
    }

    public void Dispose()
    {
        _bmc.Dispose();
        _server.Dispose();
    }

    [ToolTheory("redfishtool")]
    [InlineData("Session")]
    [InlineData("Basic")]
    public async Task Redfishtool_reads_and_changes_power_and_boot(string authentication)
    {
        Assert.Contains("\"PowerState\": \"Off\"", await ToolAsync(authentication, "Systems", "get"), StringComparison.Ordinal);
        await ToolAsync(authentication, "Systems", "reset", "On");
        await _server.PowerIsAsync(PowerState.On);
        await ToolAsync(authentication, "Systems", "setBootOverride", "Once", "Pxe");
        Assert.Equal(new BootOverride(BootDevice.Pxe, false, BootMode.Legacy), _server.BootOverride);
        Assert.Contains("\"BootSourceOverrideTarget\": \"Pxe\"", await ToolAsync(authentication, "Systems", "get"), StringComparison.Ordinal);
        await ToolAsync(authentication, "Systems", "reset", "ForceOff");
        await _server.PowerIsAsync(PowerState.Off);
        Assert.Equal(0, _counters.OpenSessions);
    }

    [ToolTheory("redfishtool")]
    [InlineData("\"TotalCores\": 16", "Systems", "Processors", "-a")]
    [InlineData("\"52:54:00:00:00:02\"", "Systems", "EthernetInterfaces", "-a")]
    [InlineData("\"CapacityBytes\": 480103981056", "Systems", "SimpleStorage", "-a")]
    [InlineData("\"ChassisType\": \"RackMount\"", "Chassis", "get")]
    [InlineData("\"FirmwareVersion\": \"1.0\"", "Managers", "get")]
    [InlineData("\"RoleId\": \"Administrator\"", "AccountService", "Accounts", "-a")]
    [InlineData("\"ConfigureComponents\"", "AccountService", "Roles", "-a")]
    [InlineData("\"SessionTimeout\": 60", "SessionService", "get")]
    [InlineData("\"CapacityMiB\": 65536", "raw", "GET", "/redfish/v1/Systems/1/Memory/DIMM1")]
    [InlineData("\"Members@odata.count\": 3", "raw", "GET", "/redfish/v1/Systems/1/BootOptions")]
    [InlineData("\"ServiceEnabled\": true", "raw", "GET", "/redfish/v1/TaskService")]
    [InlineData("\"BootMode\": \"Bios\"", "raw", "GET", "/redfish/v1/Systems/1/Bios")]
    public async Task Redfishtool_reads_every_kind_of_resource(string found, params string[] command)
    {
        Assert.Contains(found, await ToolAsync("Session", command), StringComparison.Ordinal);
        Assert.Equal(0, _counters.OpenSessions);
    }

    [ToolFact("/usr/share/doc/python3-sushy")]
    public async Task Sushy_reads_and_changes_power_and_boot()
    {
        const string script = """
            import os, sys, sushy
            from sushy import auth
            root = sushy.Sushy(os.environ['BMC_URL'] + 'redfish/v1/', auth=auth.SessionOrBasicAuth(os.environ['BMC_USER'], os.environ['BMC_PASSWORD']))
            system = root.get_system_collection().get_members()[0]
            print('power', system.power_state, 'serial', system.serial_number, 'mac', sorted(system.ethernet_interfaces.summary))
            print('disks', system.simple_storage.disks_sizes_bytes)
            system.set_system_boot_options(target=sushy.BOOT_SOURCE_TARGET_PXE, enabled=sushy.BOOT_SOURCE_ENABLED_CONTINUOUS, mode=sushy.BOOT_SOURCE_MODE_UEFI)
            system.reset_system(sushy.RESET_TYPE_ON)
            system.refresh(force=True)
            print('boot', system.boot.target, system.boot.enabled, system.boot.mode)
            bios = system.bios
            first = dict(bios.attributes)
            bios.set_attribute('BootMode', 'Uefi')
            bios.refresh(force=True)
            print('bios', first, 'pending', bios.pending_attributes)
            print('cpus', sum(cpu.total_cores for cpu in system.processors.get_members()), 'memory', system.memory_summary.size_gib,
                  'sku', system.sku, 'health', system.status.health_rollup.value.lower(),
                  'manager', root.get_manager_collection().get_members()[0].firmware_version)
            print('chassis', system.chassis[0].chassis_type.value, 'tasks', root.get_task_service().service_enabled)
            root._conn._auth.close()
            """;
        var result = await ForeignTool.RunAsync("/usr/bin/python3", ["-c", script], new Dictionary<string, string?>
        {
            ["BMC_URL"] = _bmc.BaseUri.ToString(),
            ["BMC_USER"] = TestServers.User,
            ["BMC_PASSWORD"] = TestServers.Password,
        });
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("bios {'BootMode': 'Bios'} pending {'BootMode': 'Uefi'}", result.Output, StringComparison.Ordinal);
        Assert.Contains("cpus 16 memory 64 sku H-1000-1 health ok manager 1.0", result.Output, StringComparison.Ordinal);
        Assert.Contains("serial SN000123", result.Output, StringComparison.Ordinal);
        Assert.Contains("52:54:00:00:00:01", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("disks [480103981056]", result.Output, StringComparison.Ordinal);
        Assert.Equal(new BootOverride(BootDevice.Pxe, true, BootMode.Uefi), _server.BootOverride);
        await _server.PowerIsAsync(PowerState.On);
        Assert.Equal(0, _counters.OpenSessions);
    }

    private async Task<string> ToolAsync(string authentication, params string[] command)
    {
        string[] options = ["-r", _bmc.BaseUri.Authority, "-u", TestServers.User, "-p", TestServers.Password, "-S", "Never",
            "-A", authentication];
        string[] system = command[0] is "Systems" or "Chassis" or "Managers" ? [command[0], "-F", .. command[1..]] : command;
        var result = await ForeignTool.RunAsync("redfishtool", [.. options, .. system]);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', command)}: {result.ExitCode} {result.All}");
        return result.Output;
    }
}
