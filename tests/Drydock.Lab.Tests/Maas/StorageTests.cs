using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

/// <summary>Sizes are those that a real MAAS 3.4 gave for disks of 480 and 960 GB.</summary>
public sealed class StorageTests : IAsyncLifetime, IDisposable
{
    private readonly MaasSite _site = new();
    private string _id = "";

    public async Task InitializeAsync() => _id = await _site.CommissionAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_flat_layout_takes_the_boot_disk_whole()
    {
        var disk = await DiskAsync("sda");
        Assert.Equal(479991955456, (long)disk["partitions"]![0]!["size"]!);
        Assert.Equal((0, 479998246912), ((long)disk["available_size"]!, (long)disk["used_size"]!));
        Assert.Equal("/dev/disk/by-dname/sda-part2", (string?)disk["partitions"]![0]!["path"]);
        var bare = await DiskAsync("sdb");
        Assert.Equal((959992299520, 0, "Unused"), ((long)bare["available_size"]!, (long)bare["used_size"]!, (string)bare["used_for"]!));
    }

    [Fact]
    public async Task The_lvm_layout_follows_its_sizes()
    {
        var sda = (int)(await DiskAsync("sda"))["id"]!;
        await OkAsync("op=set_storage_layout", $"machines/{_id}/", ("storage_layout", "lvm"), ("root_device", sda), ("boot_size", 2000000000), ("lv_size", 40000000000));
        Assert.Equal(1996488704, (long)(await DiskAsync("sda"))["partitions"]![0]!["size"]!);
        var volume = await DiskAsync("vgroot-lvroot");
        Assert.Equal((39996882944, "ext4 formatted filesystem mounted at /"), ((long)volume["size"]!, (string)volume["used_for"]!));
        await RefusedAsync("""{"lv_size":["Size is too large. Maximum size is 479987761152."]}""", $"machines/{_id}/?op=set_storage_layout", ("storage_layout", "lvm"), ("lv_size", 479987761153));
        await RefusedAsync("""{"root_size":["Size is too large. Maximum size is 478926258176."]}""", $"machines/{_id}/?op=set_storage_layout", ("storage_layout", "flat"), ("root_size", 1000000000000000));
    }

    [Fact]
    public async Task Partitions_are_rounded_and_bounded()
    {
        var disk = await DiskAsync("sdb");
        var path = $"nodes/{_id}/blockdevices/{disk["id"]}/partitions/";
        Assert.Equal((500, "PartitionTable matching query does not exist."), Brief(await _site.Client.GetAsync(path)));
        Assert.Equal(99996401664, (long)(await _site.Client.PostAsync(path, ("size", 100000000000))).Object["size"]!);
        Assert.Equal(859995897856, (long)(await _site.Client.PostAsync(path)).Object["size"]!);
        await RefusedAsync("""{"size":["Ensure this value is greater than or equal to 4194304."]}""", path, ("size", 1000));
        await RefusedAsync("""{"size":["Ensure this value is less than or equal to 960000000000."]}""", path, ("size", 20000000000000));
        await RefusedAsync("""{"size":["Partition cannot be saved; not enough free space on the block device."]}""", path, ("size", 1000000000));
        await RefusedAsync("""{"uuid":["Ensure this value has at least 32 characters (it has 4).","Enter a valid value."]}""", path, ("uuid", "nope"));
    }

    [Fact]
    public async Task Groups_lose_a_step_for_each_member_and_volumes_fill_them()
    {
        var partition = (await _site.Client.PostAsync($"nodes/{_id}/blockdevices/{(await DiskAsync("sdb"))["id"]}/partitions/", ("size", 859995897856))).Object;
        var disk = (int)(await DiskAsync("sdc"))["id"]!;
        var group = (await _site.Client.PostAsync($"nodes/{_id}/volume-groups/", ("name", "vgdata"), ("block_devices", disk), ("partitions", partition["id"]!))).Object;
        Assert.Equal((1819984003072, "1.8 TB"), ((long)group["size"]!, (string)group["human_size"]!));
        var path = $"nodes/{_id}/volume-group/{group["id"]}/";
        var volume = (await _site.Client.PostAsync(path + "?op=create_logical_volume", ("name", "lv1"), ("size", 100000000000))).Object;
        Assert.Equal((99996401664, "vgdata-lv1", 99988013056), ((long)volume["size"]!, (string)volume["name"]!, (long)volume["available_size"]!));
        await RefusedAsync("""{"size":["Ensure this value is less than or equal to 1719987601408."]}""", path + "?op=create_logical_volume", ("name", "lv2"), ("size", 1000000000000000));
        await RefusedAsync("""{"__all__":["Block device with this Node config and Name already exists."]}""", path + "?op=create_logical_volume", ("name", "lv1"), ("size", 1000000000));
        await RefusedAsync($$"""{"block_devices":["Select a valid choice. {{disk}} is not one of the available choices."]}""", $"nodes/{_id}/volume-groups/", ("name", "vg2"), ("block_devices", disk));
        Assert.Equal((400, "This volume group has logical volumes; it cannot be deleted."), Brief(await _site.Client.DeleteAsync(path)));
        Assert.Equal(204, (await _site.Client.PostAsync(path + "?op=delete_logical_volume", ("id", volume["id"]!))).Status);
        Assert.Equal(204, (await _site.Client.DeleteAsync(path)).Status);
    }

    [Fact]
    public async Task A_mirror_is_a_superblock_smaller_than_its_members()
    {
        var raid = (await _site.Client.PostAsync($"nodes/{_id}/raids/", ("name", "md0"), ("level", "raid-1"),
            ("block_devices", (await DiskAsync("sdb"))["id"]!), ("block_devices", (await DiskAsync("sdc"))["id"]!))).Object;
        Assert.Equal(959999868928, (long)raid["size"]!);
        Assert.Equal(959992299520, (long)raid["virtual_device"]!["available_size"]!);
    }

    [Fact]
    public async Task Filesystems_come_and_go_in_order()
    {
        var disk = (await DiskAsync("sdb"))["id"];
        var path = $"nodes/{_id}/blockdevices/{disk}/";
        Assert.Equal((400, "Block device is not formatted."), Brief(await _site.Client.PostAsync(path + "?op=unformat")));
        await RefusedAsync("""{"__all__":["Cannot mount an unformatted partition or block device."]}""", path + "?op=mount", ("mount_point", "/x"));
        await OkAsync("op=format", path, ("fstype", "xfs"));
        await RefusedAsync("""{"mount_point":["Enter a valid value."]}""", path + "?op=mount", ("mount_point", "var"));
        await OkAsync("op=mount", path, ("mount_point", "/a"));
        await OkAsync("op=mount", path, ("mount_point", "/b"));
        Assert.Equal(400, (await _site.Client.PostAsync(path + "?op=unformat")).Status);
        await OkAsync("op=unmount", path);
        Assert.Equal((400, "Filesystem is already unmounted."), Brief(await _site.Client.PostAsync(path + "?op=unmount")));
        await OkAsync("op=unformat", path);
    }

    [Fact]
    public async Task Nothing_without_a_root_filesystem_is_deployed()
    {
        await OkAsync("op=set_storage_layout", $"machines/{_id}/", ("storage_layout", "blank"));
        await RefusedAsync("""{"storage":["Mount the root '/' filesystem to be able to deploy this node."]}""", $"machines/{_id}/?op=deploy", ("distro_series", "jammy"));
        await RefusedAsync("""{"hwe_kernel":["hwe-99.04 is not available for ubuntu/jammy on amd64/generic."]}""", $"machines/{_id}/?op=deploy", ("distro_series", "jammy"), ("hwe_kernel", "hwe-99.04"));
        await RefusedAsync("""{"distro_series":["'plan9' is not a valid distro_series.  It should be one of: '', 'ubuntu/focal', 'ubuntu/jammy', 'ubuntu/noble'."]}""", $"machines/{_id}/?op=deploy", ("distro_series", "plan9"));
    }

    private async Task<JToken> DiskAsync(string name) =>
        (await _site.Client.GetAsync($"nodes/{_id}/blockdevices/")).Json.Single(disk => (string?)disk["name"] == name);

    private async Task OkAsync(string op, string path, params (string, object)[] fields)
    {
        var answer = await _site.Client.PostAsync(path + "?" + op, fields);
        Assert.True(answer.Status == 200, answer.Body);
    }

    private async Task RefusedAsync(string body, string path, params (string, object)[] fields) =>
        Assert.Equal((400, body), Brief(await _site.Client.PostAsync(path, fields)));

    private static (int, string) Brief(MaasAnswer answer) => (answer.Status, answer.Body);
}
