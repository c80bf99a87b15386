using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish.Inventory;
using Drydock.Errors;
using Drydock.Lab.Bmc;
using Drydock.Lab.Bmc.Redfish;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>The driver reads what services have, wherever they have it, in few requests.</summary>
public sealed class LabInventoryTests
{
    private static readonly string[] Macs = ["52:54:00:00:00:01", "52:54:00:00:00:02"];

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 9)]
    public async Task Members_come_in_one_request_where_the_service_can(bool expand, int requests)
    {
        using var lab = Lab(new ModelQuirks { Expand = expand });
        Assert.Equal(Macs, (await lab.DescribeAsync()).Nics.Select(nic => nic.MacAddress));
        // Root, login, systems, system, manager, interfaces (each of them where they do not come together), logout.
        Assert.Equal(requests, lab.Bmc.Counters.Requests);
    }

    [Fact]
    public async Task Actions_cost_few_requests()
    {
        using var lab = Lab(new ModelQuirks());
        // Root, login, systems, system, logout.
        await lab.OffAsync();
        Assert.Equal(5, lab.Bmc.Counters.Requests);
        // The change and its reading back besides.
        await lab.BootAsync();
        Assert.Equal(5 + 7, lab.Bmc.Counters.Requests);
        // The account service, its accounts, the one account, its role, and the manager besides.
        await lab.CheckAsync();
        Assert.Equal(12 + 10, lab.Bmc.Counters.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interfaces_are_found_in_the_chassis_where_the_system_has_none(bool expand)
    {
        using var lab = Lab(new ModelQuirks { NicsInChassis = true, Expand = expand });
        Assert.Equal(Macs, (await lab.DescribeAsync()).Nics.Select(nic => nic.MacAddress));
    }

    [Fact]
    public async Task What_is_not_there_is_left_out_and_the_rest_is_told()
    {
        using var lab = Lab(new ModelQuirks { Missing = new(["/EthernetInterfaces", "/Managers/BMC", "/Chassis/1"]) });
        var detail = await lab.DescribeAsync();
        Assert.Empty(detail.Nics);
        Assert.Null(detail.BmcFirmware);
        Assert.Equal((64, "1.0", "SN0001"), (detail.MemoryGiB, detail.BiosVersion, detail.SerialNumber));
    }

    [Theory]
    [InlineData("OK", OobHealth.Ok)]
    [InlineData("Warning", OobHealth.Warning)]
    [InlineData("Critical", OobHealth.Critical)]
    [InlineData("Strange", OobHealth.Unknown)]
    public async Task Health_is_that_of_all_parts_together(string health, OobHealth expected)
    {
        using var lab = Lab(new ModelQuirks { Health = health });
        Assert.Equal(expected, (await lab.DescribeAsync()).Health);
    }

    [Theory]
    [InlineData(null, "node1")]
    [InlineData("1", "Id")]
    [InlineData("0B6D6B54-7B1C-4D0E-9A51-0C2F7BE9A001", "UUID")]
    [InlineData("/redfish/v1/Systems/1", "path")]
    public async Task Of_several_systems_the_nodes_is_found(string? id, string by)
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Model = new ModelQuirks { Systems = 3 } }, oob => oob with { SystemId = id });
        var detail = await lab.CheckAsync();
        Assert.True(detail.SerialNumber == "SN0001", by);
        Assert.Equal(3, detail.SystemCount);
    }

    [Fact]
    public async Task Systems_that_none_is_the_node_are_listed()
    {
        using var lab = new QuirkyLab(new RedfishQuirks { Model = new ModelQuirks { Systems = 2 } }, oob => oob with { SystemId = "7" });
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, lab.OnAsync());
        Assert.Contains("has 2 systems and none is '7'; set oob.system_id to one of: 1 (0b6d6b54-7b1c-4d0e-9a51-0c2f7be9a001, node1",
            error.Message, StringComparison.Ordinal);
        Assert.Contains("2 (00000000-0000-4000-8000-000000000002, blade 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, lab.Bmc.Counters.OpenSessions);
    }

    [Fact]
    public async Task Validation_tells_privilege_resets_firmware_and_protection()
    {
        using var lab = Lab(new ModelQuirks());
        var detail = await lab.CheckAsync();
        Assert.Equal((true, true, "Administrator", "1.0", 1, "plain HTTP, session"),
            (detail.Reachable, detail.Authenticated, detail.Privilege, detail.BmcFirmware, detail.SystemCount, detail.Security));
        Assert.Contains("GracefulShutdown", detail.AllowedResets);
        Assert.Equal(0, lab.Bmc.Counters.Writes);
    }

    [Theory]
    [InlineData(BmcPrivilege.User, "ReadOnly")]
    [InlineData(BmcPrivilege.Operator, null)]
    public async Task An_account_whose_role_lacks_the_privilege_fails_validation(BmcPrivilege privilege, string? refused)
    {
        using var bmc = new Peers.LabBmc(settings => settings with
        {
            Accounts = new([
                new BmcAccount("other", new Secret("x"), BmcPrivilege.Administrator),
                new BmcAccount(Peers.LabBmc.User, new Secret(Peers.LabBmc.Password), privilege),
            ]),
        });
        var action = new Oob.Redfish.RedfishDriver().ValidateServicesAsync(
            TestNodes.Redfish(bmc.RedfishUrl, Peers.LabBmc.User, Peers.LabBmc.Password), new DriverContext(), default);
        if (refused is null) Assert.Equal("Operator", Assert.IsType<OobDetail>((await action.WaitAsync(TestNodes.Patience)).Detail).Privilege);
        else Assert.Contains(refused, (await TestNodes.FailsAsync(ErrorCatalogue.OobPermissionDenied, action)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("52:54:00:AB:CD:EF", "52:54:00:ab:cd:ef")]
    [InlineData("525400abcdef", "52:54:00:ab:cd:ef")]
    [InlineData("52-54-00-ab-cd-ef", "52:54:00:ab:cd:ef")]
    [InlineData("00:00:00:00:00:00", null)]
    [InlineData("N/A", null)]
    [InlineData(null, null)]
    public void A_mac_address_has_one_form(string? text, string? mac) => Assert.Equal(mac, NicInventory.Normalise(text));

    private static QuirkyLab Lab(ModelQuirks model) => new(new RedfishQuirks { Model = model });
}
