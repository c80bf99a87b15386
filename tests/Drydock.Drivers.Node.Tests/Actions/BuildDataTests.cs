using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Results;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>Commissioning with scripts of hardware profiles, and what it finds, on the lab's MAAS.</summary>
public sealed class BuildDataTests
{
    private static readonly HardwareProfile Profile = new()
    {
        Name = "h1",
        BiosVersion = "2.0",
        BootMode = "bios",
        Devices = new(
        [
            new DeviceAlias { Alias = "pxe_nic", BusType = "pci", Address = "0000:18:00.0" },
            new DeviceAlias { Alias = "data_nic", BusType = "pci", Address = "regexp:0000:3[a-f]:.*" },
            new DeviceAlias { Alias = "boot_disk", BusType = "scsi", Address = "2:0.0.0", FirmwareVersion = "9.9" },
            new DeviceAlias { Alias = "lost", BusType = "scsi", Address = "7:0.0.0" },
        ]),
    };

    [Fact]
    public async Task Commissioning_keeps_what_was_found_and_names_what_differs_from_the_profile()
    {
        using var region = await LabRegion.StartAsync(1);
        var node = NodesOf(region, Profile)[0];
        await region.Driver.IdentifyAsync(node, region.Context, default).Soon();
        var none = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.InterrogateAsync(node, region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineNotInventoried, none.Error);
        var result = await region.Driver.CommissionAsync(node, region.Context, default).Soon();
        Assert.Contains("Its BIOS version is '1.0' where hardware profile 'h1' says '2.0'.", result.Message, StringComparison.Ordinal);
        var writes = region.Maas.Writes;

        var asked = await region.Driver.InterrogateAsync(node, region.Context, default).Soon();
        Assert.Equal(writes, region.Maas.Writes);
        foreach (var detail in new[] { result, asked }.Select(answer => Assert.IsType<NodeDetail>(answer.Detail)))
        {
            Assert.Equal((16, 65536L, "Drydock", "SN1"), (detail.Cpus.Sum(cpu => cpu.Cores), detail.MemoryMiB, detail.Vendor, detail.SerialNumber));
            Assert.Equal("pxe_nic=ens1, data_nic=ens2, boot_disk=sda", detail.Aliases.ToString());
            Assert.Equal([("ens1", "0000:18:00.0", "pxe_nic"), ("ens2", "0000:3b:00.0", "data_nic")], detail.Nics.Select(nic => (nic.Name, nic.PciAddress, nic.Alias)));
            Assert.Equal(("sda", "scsi@2:0.0.0", "boot_disk", "D1"), detail.Disks.Select(disk => (disk.Name, disk.BusAddress, disk.Alias, disk.SerialNumber)).Single());
            Assert.Contains(detail.Differences, text => text.Contains("firmware of boot_disk", StringComparison.Ordinal));
            Assert.Contains(detail.Differences, text => text.Contains("scsi@7:0.0.0", StringComparison.Ordinal));
            Assert.DoesNotContain(detail.Differences, text => text.Contains("boot mode", StringComparison.Ordinal));
            Assert.Contains(detail.Scripts, script => script is { Name: "maas-lshw", ExitStatus: 0 } && script.Output!.StartsWith("<?xml", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Build_data_of_a_node_is_never_that_of_another()
    {
        using var region = await LabRegion.StartAsync(6);
        var nodes = NodesOf(region, Profile);
        await Task.WhenAll(nodes.Select(node => region.Driver.IdentifyAsync(node, region.Context, default))).Soon();
        await Task.WhenAll(nodes.Select(node => region.Driver.CommissionAsync(node, region.Context, default))).Soon();
        var reads = region.Maas.Reads;
        var found = await Task.WhenAll(nodes.Select(node => region.Driver.InterrogateAsync(node, region.Context, default))).Soon();
        Assert.Equal(["SN1", "SN2", "SN3", "SN4", "SN5", "SN6"], found.Select(result => ((NodeDetail)result.Detail!).SerialNumber));
        Assert.InRange(region.Maas.Reads - reads, 1, 3);
        // An answer that names other machines than were asked for changes nothing.
        var stray = new State.ScriptedApi(_ => new Newtonsoft.Json.Linq.JArray(new Newtonsoft.Json.Linq.JObject
        {
            ["node"] = new Newtonsoft.Json.Linq.JObject { ["system_id"] = "other1" },
            ["name"] = "maas-lshw",
            ["script_result"] = 0,
            ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("<list/>")),
        }));
        var build = await new HardwareInventories(stray, Clock.System).GetBuildAsync(new() { SystemId = "mine01" }, default).Soon();
        Assert.Empty(build.Scripts);
    }

    [Fact]
    public async Task Scripts_of_the_profile_run_with_their_parameters_and_others_as_usual()
    {
        using var region = await LabRegion.StartAsync(2);
        var scripted = Profile with
        {
            Devices = ItemList<DeviceAlias>.Empty,
            Scripts = new(
            [
                new HardwareScript
                {
                    Name = "set-raid",
                    Purpose = HardwareScriptPurpose.Raid,
                    Content = "#!/bin/bash\n# --- Start MAAS 1.0 script metadata ---\n# parameters:\n#   level: {type: string, default: none}\n# --- End MAAS 1.0 script metadata ---\necho \"level is $level\"\n",
                    Parameters = new TextMap([new("level", "raid10")]),
                },
            ]),
        };
        var nodes = NodesOf(region, scripted);
        var other = region.Nodes[1];
        var context = region.Context;
        await Task.WhenAll(region.Nodes.Select(node => region.Driver.IdentifyAsync(node, context, default))).Soon();
        var early = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.CommissionAsync(nodes[0], context, default)).Soon();
        Assert.Contains("no script 'set-raid'", early.Message, StringComparison.Ordinal);
        Assert.Contains("Initialize-HardwareConfig", early.Remedy, StringComparison.Ordinal);
        Assert.Equal(ActionStatus.Success, (await region.Driver.PrepareHardwareConfigAsync(nodes[0].Site!, context, default).Soon()).Status);
        await Task.WhenAll(region.Driver.CommissionAsync(nodes[0], context, default), region.Driver.CommissionAsync(other, context, default)).Soon();
        var mine = (NodeDetail)(await region.Driver.InterrogateAsync(nodes[0], context, default).Soon()).Detail!;
        var its = (NodeDetail)(await region.Driver.InterrogateAsync(other, context, default).Soon()).Detail!;
        Assert.Contains(mine.Scripts, script => script.Name == "set-raid" && script.ExitStatus == 0);
        Assert.Contains(mine.Scripts, script => script.Name == "maas-lshw");
        Assert.DoesNotContain(its.Scripts, script => script.Name == "set-raid");
    }

    [Fact]
    public async Task Failed_tests_are_run_again_or_overridden_with_force()
    {
        using var region = await LabRegion.StartAsync(1);
        var node = region.Nodes[0];
        await region.Driver.IdentifyAsync(node, region.Context, default).Soon();
        region.Faults.Add(new LabFault(LabFaultKind.TestingFails, "node01", 2));
        var first = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.CommissionAsync(node, region.Context, default)).Soon();
        Assert.Contains("'Failed testing'", first.Message, StringComparison.Ordinal);
        Assert.Contains("smartctl-validate ended with 1", first.Message, StringComparison.Ordinal);
        var again = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.CommissionAsync(node, region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MachineFailed, again.Error);
        Assert.Equal(ActionStatus.Success, (await region.Driver.CommissionAsync(node, region.Context, default).Soon()).Status);
        Assert.Equal("Ready", region.Maas.StatusOf("node01"));

        region.Faults.Add(new LabFault(LabFaultKind.TestingFails, "node01", 1));
        await Assert.ThrowsAsync<DrydockException>(() => region.Driver.CommissionAsync(node, region.Context with { Force = true }, default)).Soon();
        Assert.Equal("Failed testing", region.Maas.StatusOf("node01"));
        var forced = await region.Driver.CommissionAsync(node, region.Context with { Force = true }, default).Soon();
        Assert.Contains("overridden", forced.Message, StringComparison.Ordinal);
        Assert.Equal("Ready", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public void Neighbours_are_read_from_what_lldpctl_prints()
    {
        var found = LldpReport.Parse(Encoding.UTF8.GetBytes("""
            <?xml version="1.0"?>
            <lldp label="LLDP neighbors">
              <interface label="Interface" name="eno1" via="LLDP"><chassis><id type="mac">aa:bb:cc:00:00:01</id><name>leaf1</name></chassis>
                <port><id type="ifname">Ethernet7</id></port><vlan vlan-id="101" pvid="yes">mgmt</vlan></interface>
              <interface label="Interface" name="eno2" via="LLDP"><chassis><id>x</id></chassis><port><descr>uplink</descr></port></interface>
            </lldp>
            """));
        Assert.Equal(new LldpNeighbour("leaf1", "aa:bb:cc:00:00:01", "Ethernet7", 101), found["eno1"]);
        Assert.Equal(new LldpNeighbour(null, "x", "uplink", null), found["eno2"]);
        Assert.Empty(LldpReport.Parse("\n"u8.ToArray()));
    }

    private static ItemList<BaremetalNode> NodesOf(LabRegion region, HardwareProfile profile) => new SiteDesign
    {
        Region = new Region { Name = "harbour" },
        HardwareProfiles = new([profile]),
        Nodes = new(region.Nodes.Select(node => node with { HardwareProfile = profile.Name })),
    }.Nodes;
}
