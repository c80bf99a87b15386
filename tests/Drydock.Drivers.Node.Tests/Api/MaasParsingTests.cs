using System.IO;
using System.Linq;
using System.Text;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Api;

public sealed class MaasParsingTests
{
    private static readonly MaasMachine Configured = MaasParsing.Machine(Fixture("machine-ready-configured.json"));

    [Fact]
    public void A_recorded_machine_is_read()
    {
        Assert.Equal(("4dpwwg", "n1", "n1.maas", "maas"), (Configured.SystemId, Configured.Hostname, Configured.Fqdn, Configured.Domain));
        Assert.Equal((MaasMachineStatus.Ready, "Ready", "on", "ipmi"),
            (Configured.Status, Configured.StatusName, Configured.PowerState, Configured.PowerType));
        Assert.Null(Configured.Owner);
        Assert.Equal(("52:54:01:00:00:01", 1, 22), (Configured.BootMac, Configured.BootDiskId, Configured.DefaultGatewayLinkId));
        Assert.Equal((32768L, "amd64/generic", "default", "default"),
            (Configured.Memory, Configured.Architecture, Configured.Pool, Configured.Zone));
        Assert.Equal(["10.30.0.11", "10.20.0.11"], Configured.IPAddresses);
        Assert.Equal([1], Configured.VolumeGroupIds);
    }

    [Fact]
    public void Its_interfaces_are_read()
    {
        Assert.Equal(["eno1", "bond0", "bond0.101"], Configured.Interfaces.Select(nic => nic.Name));
        var bond = Configured.Interfaces[1];
        Assert.Equal(("bond", 9000, "802.3ad", "layer2"),
            (bond.Type, bond.EffectiveMtu, bond.Parameters.Find("bond_mode"), bond.Parameters.Find("bond_xmit_hash_policy")));
        Assert.Equal(["ens3f0", "ens3f1"], bond.Parents.Order());
        Assert.Equal(new MaasVlanReference(11, 0, 10, 9000), bond.Vlan);
        Assert.Equal(new MaasLink(22, "static", 2, "10.30.0.0/24", "10.30.0.11"), Assert.Single(bond.Links));
        Assert.Equal(new MaasLink(6, "auto", 1, "10.11.0.0/24", null), Assert.Single(Configured.Interfaces[0].Links));
        Assert.Equal(0, Configured.Interfaces[0].Vlan!.FabricId);
    }

    [Fact]
    public void Its_disks_are_read()
    {
        var (disk, volume) = (Configured.BlockDevices[0], Configured.BlockDevices[1]);
        Assert.Equal((1, "nvme0n1", "physical", 1_600_000_000_000L, "GPT"), (disk.Id, disk.Name, disk.Type, disk.Size, disk.PartitionTableType));
        Assert.Equal(new MaasFilesystem("ext4", "boot", "d06729f3-3890-4c7f-ae20-f14b1c3309b0", "/boot", null), Assert.Single(disk.Partitions).Filesystem);
        Assert.Equal(("vgdata-lv1", "virtual", "/data"), (volume.Name, volume.Type, volume.Filesystem?.MountPoint));
        Assert.Null(volume.Filesystem?.Label);
    }

    [Fact]
    public void A_machine_of_an_old_version_lacks_keys_and_is_read_nevertheless()
    {
        var machine = MaasParsing.Machine(JObject.Parse("""
            {"system_id": "abc", "hostname": "old", "status": 6, "owner": "", "boot_interface": null, "boot_disk": null, "memory": 4096.0,
             "physicalblockdevice_set": [{"id": 3, "name": "sda", "size": 10}], "virtualblockdevice_set": [{"id": 4, "name": "vg-lv"}]}
            """));
        Assert.Equal(("abc", MaasMachineStatus.Deployed, 4096L), (machine.SystemId, machine.Status, machine.Memory));
        Assert.Null(machine.Owner);
        Assert.Null(machine.BootMac);
        Assert.Null(machine.BootDiskId);
        Assert.False(machine.Locked);
        Assert.Equal(["sda", "vg-lv"], machine.BlockDevices.Select(disk => disk.Name));
        Assert.Empty(machine.VolumeGroupIds);
    }

    /// <summary>What 3.x added, 3.7 left out and the version after it will: keys come and go, values stay.</summary>
    [Fact]
    public void A_machine_of_a_new_version_is_read_for_what_it_still_says()
    {
        var machine = MaasParsing.Machine(JObject.Parse("""
            {"system_id": "abc", "hostname": "new", "status": 18, "status_name": "Failed to enter rescue mode", "locked": true, "is_dpu": false,
             "owner": "admin", "owner_data": {"slot": "1"}, "workload_annotations": {"slot": "1"}, "enable_kernel_crash_dump": true,
             "hwe_kernel": null, "distro_series": "noble", "osystem": "ubuntu", "pool": {"id": 0, "name": "default"}, "volume_groups": [{"system_id": "abc", "id": 2, "__incomplete__": true}],
             "raids": [{"system_id": "abc", "id": 4, "__incomplete__": true}], "default_gateways": {"ipv4": {"gateway_ip": null, "link_id": null}},
             "interface_set": [{"id": 5, "name": "eth0", "type": "physical", "vlan": null, "links": [{"id": 9, "mode": "link_up"}], "params": "", "sriov_max_vf": 8}],
             "blockdevice_set": [{"id": 3, "name": "sda", "size": "480000000000", "partitions": []}], "virtualblockdevice_set": [{"id": 99}]}
            """));
        Assert.Equal((MaasMachineStatus.FailedEnteringRescueMode, true, "admin", "1"), (machine.Status, machine.Locked, machine.Owner, machine.OwnerData.Find("slot")));
        Assert.Equal(("noble", "", "default"), (machine.DistroSeries, machine.HweKernel, machine.Pool));
        Assert.Equal([2], machine.VolumeGroupIds);
        Assert.Equal([4], machine.RaidIds);
        Assert.Null(machine.DefaultGatewayLinkId);
        var nic = Assert.Single(machine.Interfaces);
        Assert.Null(nic.Vlan);
        Assert.Equal(new MaasLink(9, "link_up", null, null, null), Assert.Single(nic.Links));
        Assert.Equal(480_000_000_000L, Assert.Single(machine.BlockDevices).Size);
    }

    [Fact]
    public void A_fabric_of_id_zero_and_a_vlan_with_relay_are_read()
    {
        var fabric = MaasNetworkParsing.Fabric(JObject.Parse("""
            {"id": 0, "name": "fabric-0", "vlans": [{"id": 7, "vid": 101, "name": "storage", "mtu": 8000, "dhcp_on": false, "fabric_id": 0,
             "relay_vlan": {"id": 2, "vid": 0}, "primary_rack": null}]}
            """));
        Assert.Equal((0, "fabric-0"), (fabric.Id, fabric.Name));
        var vlan = Assert.Single(fabric.Vlans);
        Assert.Equal((7, 101, 8000, 2), (vlan.Id, vlan.Vid, vlan.Mtu, vlan.RelayVlanId));
        Assert.Null(vlan.PrimaryRack);
    }

    [Theory]
    [InlineData("{\"a\": 1")]
    [InlineData("[] []")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public void What_is_not_whole_json_is_refused(string body) =>
        Assert.ThrowsAny<JsonException>(() => MaasJson.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Dates_stay_text() =>
        Assert.Equal("2026-11-22T08:09:41.755", MaasJson.Parse("{\"at\": \"2026-11-22T08:09:41.755\"}"u8.ToArray()).Text("at"));

    private static JToken Fixture(string name)
    {
        using var stream = typeof(MaasParsingTests).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return MaasJson.Parse(copy.ToArray());
    }
}
