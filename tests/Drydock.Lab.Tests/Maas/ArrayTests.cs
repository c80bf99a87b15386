using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

/// <summary>RAIDs, cache sets and bcaches as MAAS 3.4 has them (api/raid.py, api/bcache.py, api/bcache_cacheset.py).</summary>
public sealed class ArrayTests : IAsyncLifetime, IDisposable
{
    private readonly MaasSite _site = new();
    private string _id = "";

    public async Task InitializeAsync() => _id = await _site.CommissionAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_bcache_has_its_backing_device_and_a_cache_set_that_stays_when_it_goes()
    {
        await WipeAsync();
        var (slow, fast) = (await DiskAsync("sdb"), await DiskAsync("sda"));
        Assert.Equal("""{"__all__":["Either cache_device or cache_partition must be specified."]}""", await RefusedAsync("bcache-cache-sets/"));
        var set = await MadeAsync("bcache-cache-sets/", ("cache_device", fast));
        Assert.Equal("cache0", (string?)set["name"]);
        // The boot disk gets a partition, as firmware reads no other.
        Assert.Equal("partition", (string?)set["cache_device"]!["type"]);
        Assert.Equal("""{"cache_mode":["Select a valid choice. fast is not one of the available choices."]}""",
            await RefusedAsync("bcaches/", ("cache_set", (int)set["id"]!), ("cache_mode", "fast"), ("backing_device", slow)));

        var bcache = await MadeAsync("bcaches/", ("name", "bcache0"), ("cache_set", "cache0"), ("cache_mode", "writeback"), ("backing_device", slow));
        Assert.Equal(("writeback", slow, "virtual", $"/MAAS/api/2.0/nodes/{_id}/bcache/{bcache["id"]}/"),
            ((string?)bcache["cache_mode"], (int)bcache["backing_device"]!["id"]!, (string?)bcache["virtual_device"]!["type"], (string?)bcache["resource_uri"]));
        Assert.Equal((long)bcache["backing_device"]!["size"]!, (long)bcache["size"]!);
        Assert.Equal("Backing device for bcache0", (string?)bcache["backing_device"]!["used_for"]);
        var machine = (await _site.Client.GetAsync($"machines/{_id}/")).Object;
        Assert.Equal([true, true], new[] { "bcaches", "cache_sets" }.Select(key => (bool)machine[key]!.Single()["__incomplete__"]!));
        Assert.Equal("""{"block_device":["Cannot create a partition table on a Bcache volume."]}""",
            await RefusedAsync($"blockdevices/{bcache["virtual_device"]!["id"]}/partitions/"));

        var path = $"nodes/{_id}/bcache/{bcache["id"]}/";
        Assert.Equal("writearound", (string?)(await _site.Client.PutAsync(path, ("cache_mode", "writearound"))).Object["cache_mode"]);
        Assert.Equal((400, "Cannot delete cache set; it's currently in use."), await DeleteAsync($"nodes/{_id}/bcache-cache-set/cache0/"));
        Assert.Equal(204, (await DeleteAsync(path)).Status);
        Assert.Single((await _site.Client.GetAsync($"nodes/{_id}/bcache-cache-sets/")).Json);
        Assert.Equal(204, (await DeleteAsync($"nodes/{_id}/bcache-cache-set/{set["id"]}/")).Status);
    }

    [Fact]
    public async Task A_RAID_that_boots_has_partitions_on_all_its_disks_and_members_come_and_go()
    {
        await WipeAsync();
        var (first, second) = (await DiskAsync("sda"), await DiskAsync("sdb"));
        var raid = await MadeAsync("raids/", ("name", "md0"), ("level", "raid-1"), ("block_devices", first), ("block_devices", second));
        Assert.All(raid["devices"]!, member => Assert.Equal("partition", (string?)member["type"]));
        Assert.Equal(raid["devices"]!.Min(member => (long)member["size"]!) - 131072, (long)raid["size"]!);

        var path = $"nodes/{_id}/raid/{raid["id"]}/";
        var member = (int)raid["devices"]![1]!["id"]!;
        var refused = await _site.Client.PutAsync(path, ("remove_partitions", member));
        Assert.Equal("""{"__all__":["RAID level 1 must have at least 2 raid devices and any number of spares."]}""", refused.Body);
        Assert.Equal("""{"remove_partitions":["Select a valid choice. 9999 is not one of the available choices."]}""", (await _site.Client.PutAsync(path, ("remove_partitions", 9999))).Body);
    }

    private async Task WipeAsync() => await _site.Client.PostAsync($"machines/{_id}/?op=set_storage_layout", ("storage_layout", "blank"));

    private async Task<int> DiskAsync(string name) =>
        (int)(await _site.Client.GetAsync($"nodes/{_id}/blockdevices/")).Json.Single(disk => (string?)disk["name"] == name)["id"]!;

    private async Task<JObject> MadeAsync(string path, params (string, object)[] fields)
    {
        var answer = await _site.Client.PostAsync($"nodes/{_id}/{path}", fields);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Object;
    }

    private async Task<string> RefusedAsync(string path, params (string, object)[] fields)
    {
        var answer = await _site.Client.PostAsync($"nodes/{_id}/{path}", fields);
        Assert.Equal(400, answer.Status);
        return answer.Body;
    }

    private async Task<(int Status, string Body)> DeleteAsync(string path)
    {
        var answer = await _site.Client.DeleteAsync(path);
        return (answer.Status, answer.Body);
    }
}
