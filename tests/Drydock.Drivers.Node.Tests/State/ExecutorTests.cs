using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.State;

public sealed class ExecutorTests
{
    private const string Nics = "nodes/4dpwwg/interfaces/";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static Task Run(IMaasApi api, MaasMachine machine, params NetworkOperation[] operations)
    {
        var executor = new NetworkExecutor(api, machine);
        return PlanExecution.RunAsync(Designs.Networked, operations, executor.ExecuteAsync, new DriverContext(), CancellationToken.None).WaitAsync(Soon);
    }

    private static Task Run(IMaasApi api, MaasMachine machine, MaasVolumeGroup[] groups, IReadOnlyList<StorageOperation> operations)
    {
        var executor = new StorageExecutor(api, machine, PresentStorage.OfGroups(groups));
        return PlanExecution.RunAsync(Designs.Stored, operations, executor.ExecuteAsync, new DriverContext(), CancellationToken.None).WaitAsync(Soon);
    }

    private static JObject Nic(int id, string name, int vlan, int mtu, string[] parents, params JObject[] links) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["vlan"] = new JObject { ["id"] = vlan },
        ["effective_mtu"] = mtu,
        ["params"] = new JObject { ["mtu"] = mtu, ["bond_mode"] = "802.3ad" },
        ["parents"] = new JArray(parents),
        ["links"] = new JArray(links),
    };

    [Fact]
    public async Task Interfaces_made_on_the_way_are_known_to_what_stands_on_them()
    {
        var link = new JObject { ["id"] = 70, ["mode"] = "static", ["ip_address"] = "10.20.0.11", ["subnet"] = new JObject { ["id"] = 3 } };
        var api = new ScriptedApi(request => request.Contains("create_bond", StringComparison.Ordinal) ? Nic(50, "bond0", 11, 9000, ["ens3f0", "ens3f1"])
            : request.StartsWith("PUT", StringComparison.Ordinal) ? Nic(6, "ens3f0", 11, 9000, []) : Nic(51, "bond0.101", 12, 9000, ["bond0"], link));
        await Run(api, RecordedMachines.Ready,
            new UpdateInterface("ens3f0", 6, 11, 9000, TextMap.Empty),
            new CreateBond("bond0", new[] { "ens3f0", "ens3f1" }, 11, 9000, new TextMap([new("bond_mode", "802.3ad")])),
            new CreateVlanInterface("bond0.101", "bond0", 12, 9000),
            new LinkSubnet("bond0.101", new DesiredLink("static", 3, "10.20.0.0/24", "10.20.0.11", true)));
        Assert.Equal(
            [
                "PUT " + Nics + "6/ vlan=11 mtu=9000",
                "POST " + Nics + " create_bond name=bond0 parents=6 parents=7 vlan=11 mtu=9000 bond_mode=802.3ad",
                "POST " + Nics + " create_vlan vlan=12 parent=50 mtu=9000",
                "POST " + Nics + "51/ link_subnet mode=static subnet=3 ip_address=10.20.0.11 default_gateway=true",
            ],
            api.Requests);
    }

    [Fact]
    public async Task Deletions_unlinks_and_gateways_go_by_id()
    {
        var api = new ScriptedApi(_ => Nic(2, "eno1", 1, 1500, []));
        await Run(api, RecordedMachines.Configured, new DeleteInterface("bond0", 14, "bond"),
            new UnlinkSubnet("eno1", 2, new MaasLink(6, "auto", 1, "10.11.0.0/24", null)), new SetDefaultGateway("eno1", 2, 22));
        Assert.Equal(["DELETE " + Nics + "14/", "POST " + Nics + "2/ unlink_subnet id=6", "POST " + Nics + "2/ set_default_gateway link_id=22"], api.Requests);
    }

    [Fact]
    public async Task An_answer_that_shows_no_change_is_a_failure()
    {
        var api = new ScriptedApi(_ => Nic(6, "ens3f0", 3, 1500, []));
        var error = await Assert.ThrowsAsync<DrydockException>(() => Run(api, RecordedMachines.Ready, new UpdateInterface("ens3f0", 6, 11, 9000, TextMap.Empty)));
        Assert.Same(ErrorCatalogue.MaasNotApplied, error.Error);
        Assert.Contains("ens3f0 is in VLAN id 3, not 11", error.Message);
    }

    [Fact]
    public async Task A_failure_names_the_operation_and_what_was_done_before()
    {
        var refusal = new MaasApiException(ErrorCatalogue.AddressUnavailable, "MAAS answers (404): IP address is already in use.") { Status = 404 };
        var api = new ScriptedApi(request => request.Contains("link_subnet", StringComparison.Ordinal) ? throw refusal : Nic(6, "ens3f0", 11, 9000, []));
        var error = await Assert.ThrowsAsync<DrydockException>(() => Run(api, RecordedMachines.Ready,
            new UpdateInterface("ens3f0", 6, 11, 9000, TextMap.Empty),
            new LinkSubnet("ens3f0", new DesiredLink("static", 2, "10.30.0.0/24", "10.30.0.11", false))));
        Assert.Same(ErrorCatalogue.AddressUnavailable, error.Error);
        Assert.Equal("n1", error.Target);
        Assert.Equal("Node 'n1': could not link ens3f0 to 10.30.0.0/24 (static 10.30.0.11). MAAS answers (404): IP address is already in use. "
            + "Done before it, 1 of 2: set ens3f0: VLAN id 11, MTU 9000.", error.Message);
    }

    [Fact]
    public async Task After_a_lost_answer_the_rest_is_planned_anew_and_not_for_ever()
    {
        var plans = 0;
        var lost = new DrydockException(ErrorCatalogue.MaasUnavailable, "lost", new MaasOutcomeUnknownException("lost"));
        await PlanExecution.ConvergeAsync(again => Task.FromResult((plans++ > 0) == again), _ => plans < 3 ? throw lost : Task.CompletedTask).WaitAsync(Soon);
        Assert.Equal(3, plans);
        plans = 0;
        await Assert.ThrowsAsync<DrydockException>(() => PlanExecution.ConvergeAsync(_ => Task.FromResult(plans++), _ => throw lost).WaitAsync(Soon));
        Assert.Equal(3, plans);
    }

    [Fact]
    public async Task Storage_ids_come_from_the_layout_and_from_what_was_made()
    {
        var plan = StoragePlanner.Plan(Labelled, RecordedMachines.Ready, PresentStorage.None, Designs.Devices(Labelled));
        var api = new ScriptedApi(request => request switch
        {
            _ when request.Contains("set_storage_layout", StringComparison.Ordinal) => Layout(),
            _ when request.Contains("partitions/ ", StringComparison.Ordinal) => new JObject { ["id"] = 31, ["size"] = 9999220736L },
            _ when request.Contains("volume-groups/", StringComparison.Ordinal) => JObject.Parse(
                """{"id":9,"name":"vg","devices":[{"id":3,"type":"physical"},{"id":31,"type":"partition"}],"logical_volumes":[]}"""),
            _ when request.Contains("create_logical_volume", StringComparison.Ordinal) => new JObject { ["id"] = 40, ["size"] = 4999610368L },
            _ => new JObject
            {
                ["filesystem"] = request.Contains("mount_point=/srv", StringComparison.Ordinal)
                    ? new JObject { ["fstype"] = "ext4", ["label"] = "data", ["mount_point"] = "/srv", ["mount_options"] = "noatime" }
                    : new JObject { ["fstype"] = "ext4", ["label"] = "data", ["mount_point"] = "/", ["mount_options"] = null },
            },
        });
        await Run(api, RecordedMachines.Ready, [], plan.Operations);
        Assert.Equal(
            [
                "POST nodes/4dpwwg/blockdevices/2/ set_boot_disk",
                "POST machines/4dpwwg/ set_storage_layout storage_layout=flat root_device=2 root_size=49996103680",
                "POST nodes/4dpwwg/blockdevices/2/partition/30 format fstype=ext4 label=data",
                "POST nodes/4dpwwg/blockdevices/2/partition/30 mount mount_point=/ mount_options=defaults",
                "POST nodes/4dpwwg/blockdevices/2/partitions/ size=9999220736 uuid=aaaaaaaa-4be5-4e6f-a0a7-8a4a0d2a5b6e",
                "POST nodes/4dpwwg/volume-groups/ name=vg block_devices=3 partitions=31",
                "POST nodes/4dpwwg/volume-group/9/ create_logical_volume name=lv size=4999610368",
                "POST nodes/4dpwwg/blockdevices/40/ format fstype=ext4 label=data",
                "POST nodes/4dpwwg/blockdevices/40/ mount mount_point=/srv mount_options=noatime",
            ],
            api.Requests);

        JObject Layout() => JObject.Parse("""{"blockdevice_set":[{"id":2,"name":"sda","type":"physical","partitions":[{"id":30,"size":49996103680}]}]}""");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("data", true)]
    [InlineData("other", false)]
    public void Only_partitions_must_have_their_label(string present, bool good)
    {
        var (wanted, found) = (new Filesystem { Type = "ext4", MountPoint = "/srv", Label = "data" },
            MaasParsing.Filesystem(new JObject { ["fstype"] = "ext4", ["label"] = present, ["mount_point"] = "/srv" }));
        Assert.Equal(good, FilesystemMatch.IsFormatted(new VolumeTarget("vg", "lv"), wanted, found));
        Assert.Equal(present == "data", FilesystemMatch.IsFormatted(new PartitionTarget(new DiskTarget(1, "sda"), 0, "p"), wanted, found));
    }

    [Fact]
    public async Task A_layout_of_other_sizes_than_planned_is_a_failure()
    {
        var plan = StoragePlanner.Plan(Designs.Stored, RecordedMachines.Ready, PresentStorage.None, Designs.Devices(Designs.Stored));
        var api = new ScriptedApi(_ => JObject.Parse("""{"blockdevice_set":[{"id":2,"name":"sda","type":"physical","partitions":[{"id":30,"size":1}]}]}"""));
        var error = await Assert.ThrowsAsync<DrydockException>(() => Run(api, RecordedMachines.Ready, [], plan.Operations));
        Assert.Same(ErrorCatalogue.MaasNotApplied, error.Error);
        Assert.Contains("sda has partitions of 1 bytes instead of 49996103680", error.Message);
        Assert.Contains("Nothing was changed before it", error.Message);
    }

    [Fact]
    public async Task Inventories_of_several_machines_are_one_request_until_the_next_commissioning()
    {
        var xml = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            """<list><node class="network"><businfo>pci@0000:18:00.0</businfo><logicalname>eno1</logicalname></node></list>"""));
        var api = new ScriptedApi(_ => new JArray(new[] { "aaaaaa", "bbbbbb" }.Select(id =>
            new JObject { ["node"] = new JObject { ["system_id"] = id }, ["name"] = "maas-lshw", ["script_result"] = 0, ["data"] = xml })));
        var inventories = new HardwareInventories(api, Clock.System);
        var machines = new[] { "aaaaaa", "bbbbbb", "cccccc" }.Select(id => new MaasMachine { SystemId = id, CommissioningResultId = 1 }).ToList();
        var found = await Task.WhenAll(machines.Select(machine => inventories.GetAsync(machine, CancellationToken.None))).WaitAsync(Soon);
        Assert.Equal([1, 1, 0], found.Select(inventory => inventory.Devices.Count));
        Assert.StartsWith("GET commissioning-results/ system_id=", Assert.Single(api.Requests));
        Assert.EndsWith("name=maas-lshw name=00-maas-01-lshw", api.Requests[0]);
        await inventories.GetAsync(machines[0], CancellationToken.None).WaitAsync(Soon);
        Assert.Single(api.Requests);
        await inventories.GetAsync(machines[0] with { CommissioningResultId = 2 }, CancellationToken.None).WaitAsync(Soon);
        Assert.Equal(2, api.Requests.Length);
    }

    [Fact]
    public async Task An_unreadable_inventory_is_an_error_with_a_remedy()
    {
        var api = new ScriptedApi(_ => new JArray(new JObject
        {
            ["node"] = new JObject { ["system_id"] = "aaaaaa" },
            ["name"] = "maas-lshw",
            ["script_result"] = 0,
            ["data"] = "PGxpc3Q+",
        }));
        var error = await Assert.ThrowsAsync<DrydockException>(() => new HardwareInventories(api, Clock.System)
            .GetAsync(new MaasMachine { SystemId = "aaaaaa" }, CancellationToken.None).WaitAsync(Soon));
        Assert.Same(ErrorCatalogue.MaasProtocol, error.Error);
    }

    private static BaremetalNode Labelled { get; } = new()
    {
        Name = "n1",
        StorageDevices = new[]
        {
            new StorageDevice
            {
                Name = "sda",
                Partitions = new[]
                {
                    new Partition { Name = "root", Size = "50g", Filesystem = new Filesystem { MountPoint = "/", Label = "data" } },
                    new Partition { Name = "pv", Size = "10g", VolumeGroup = "vg", PartUuid = "aaaaaaaa-4be5-4e6f-a0a7-8a4a0d2a5b6e" },
                },
            },
            new StorageDevice { Name = "sdb", VolumeGroup = "vg" },
        },
        VolumeGroups = new[]
        {
            new VolumeGroup
            {
                Name = "vg",
                LogicalVolumes = new[]
                {
                    new LogicalVolume { Name = "lv", Size = "5g", Filesystem = new Filesystem { MountPoint = "/srv", MountOptions = "noatime", Label = "data" } },
                },
            },
        },
    };
}
