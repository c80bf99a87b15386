using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Drivers.Node.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.State;

/// <summary>What storage looks like on the wire, where clients of MAAS stumble.</summary>
public sealed class StorageRequestTests
{
    private const string Uuid = "aaaaaaaa-4be5-4e6f-a0a7-8a4a0d2a5b6e";

    private static async Task<string[]> SendAsync(Func<string, JToken> answer, params StorageOperation[] operations)
    {
        var api = new ScriptedApi(answer);
        var executor = new StorageExecutor(api, RecordedMachines.Ready, PresentStorage.None);
        foreach (var operation in operations) await executor.ExecuteAsync(operation, CancellationToken.None).Soon();
        return [.. api.Requests];
    }

    [Fact]
    public async Task Members_of_a_volume_group_are_fields_of_their_own_and_never_joined()
    {
        PartitionTarget[] partitions = [new(new DiskTarget(1, "nvme0n1"), 0, "a"), new(new DiskTarget(2, "sda"), 0, "b")];
        var requests = await SendAsync(
            request => request.Contains("partitions/ ", StringComparison.Ordinal) ? new JObject { ["id"] = request.Contains("/1/", StringComparison.Ordinal) ? 31 : 32, ["size"] = 4194304 }
                : JObject.Parse("""{"id":9,"name":"vg","devices":[{"id":3,"type":"physical"},{"id":4,"type":"virtual"},{"id":31,"type":"partition"},{"id":32,"type":"partition"}]}"""),
            [
                .. partitions.Select(partition => new CreatePartition(new(partition, 4194304, null, null, null))),
                new CreateVolumeGroup("vg", Uuid, new([new DiskTarget(3, "sdb"), new DiskTarget(4, "sdc"), .. partitions])),
            ]);

        Assert.Equal($"POST nodes/4dpwwg/volume-groups/ name=vg uuid={Uuid} block_devices=3 block_devices=4 partitions=31 partitions=32", requests[^1]);
    }

    [Fact]
    public async Task A_filesystem_has_its_UUID_as_uuid_and_its_label_as_label_be_it_on_a_partition_or_a_device()
    {
        var filesystem = new Filesystem { Type = "xfs", Uuid = Uuid, Label = "data", MountPoint = "/data" };
        var target = new PartitionTarget(new DiskTarget(1, "nvme0n1"), 0, "p");
        var requests = await SendAsync(
            _ => new JObject { ["filesystem"] = new JObject { ["fstype"] = "xfs", ["uuid"] = Uuid, ["label"] = "data" } },
            new FormatVolume(target, filesystem), new FormatVolume(new DiskTarget(3, "sdb"), filesystem));

        Assert.Equal(
            [
                $"POST nodes/4dpwwg/blockdevices/1/partition/1 format fstype=xfs uuid={Uuid} label=data",
                $"POST nodes/4dpwwg/blockdevices/3/ format fstype=xfs uuid={Uuid} label=data",
            ],
            requests);
    }

    [Fact]
    public async Task Arrays_name_devices_and_partitions_apart_and_spares_besides()
    {
        var part = new PartitionTarget(new DiskTarget(1, "nvme0n1"), 0, "p");
        var raid = new DesiredRaid(new("md0"), 1, Uuid, new StorageTarget[] { part, new DiskTarget(3, "sdb") }, new StorageTarget[] { new DiskTarget(4, "sdc") },
            1000, null, ItemList<DesiredPartition>.Empty, null);
        var bcache = new DesiredBcache(new("bcache0"), null, raid.Target, new DiskTarget(2, "sda"), CacheMode.WriteBack, 1000, null, null);
        var requests = await SendAsync(
            request => JObject.Parse(request switch
            {
                _ when request.Contains("raids/", StringComparison.Ordinal) =>
                    """{"level":"raid-1","size":1000,"devices":[{"id":1,"type":"partition"},{"id":3,"type":"physical"}],"spare_devices":[{"id":4,"type":"physical"}],"virtual_device":{"id":50}}""",
                _ when request.Contains("cache-sets/", StringComparison.Ordinal) => """{"id":7,"name":"cache0","cache_device":{"id":2,"type":"physical"}}""",
                _ => """{"id":8,"name":"bcache0","cache_mode":"writeback","cache_set":{"id":7},"backing_device":{"id":50,"type":"virtual"},"virtual_device":{"id":51}}""",
            }),
            new CreateRaid(raid), new CreateCacheSet(bcache.Cache), new CreateBcache(bcache), new SetCacheMode(8, bcache));

        Assert.Equal(
            [
                $"POST nodes/4dpwwg/raids/ name=md0 level=raid-1 uuid={Uuid} block_devices=3 partitions=1 spare_devices=4",
                "POST nodes/4dpwwg/bcache-cache-sets/ cache_device=2",
                "POST nodes/4dpwwg/bcaches/ name=bcache0 cache_set=7 cache_mode=writeback backing_device=50",
                "PUT nodes/4dpwwg/bcache/8/ cache_mode=writeback",
            ],
            requests);
    }
}
