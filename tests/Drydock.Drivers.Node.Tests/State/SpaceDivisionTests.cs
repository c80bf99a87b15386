using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.State;

public sealed class SpaceDivisionTests
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly BaremetalNode Node = new() { Name = "n1" };

    private static IReadOnlyList<long> Divide(long whole, long available, params string[] sizes) =>
        SpaceDivision.Divide(Node, "sda", whole, available, [.. sizes.Select((size, index) => ("v" + index, (string?)size))]);

    [Theory]
    [InlineData("amd64/generic", null, 959992299520)]
    [InlineData("amd64/generic", "uefi", 959992299520)]
    [InlineData("ppc64el/generic", null, 959983910912)]
    public void Partition_tables_take_what_MAAS_says(string architecture, string? boot, long expected) =>
        Assert.Equal(expected, StorageSpace.Partitionable(960000000000, new MaasMachine { Architecture = architecture, BiosBootMethod = boot }));

    [Fact]
    public void Firmware_decides_about_the_last_mebibyte()
    {
        var disk = (100 * StorageSpace.Block) + (5 * Mebibyte);
        Assert.Equal(100 * StorageSpace.Block, StorageSpace.Partitionable(disk, new MaasMachine { Architecture = "amd64/generic", BiosBootMethod = "uefi" }));
        Assert.Equal(99 * StorageSpace.Block, StorageSpace.Partitionable(disk, new MaasMachine { Architecture = "amd64/generic" }));
    }

    [Fact]
    public void Groups_lose_a_block_for_each_member() => Assert.Equal(RecordedMachines.Groups[0].Size, StorageSpace.VolumeGroup([960000000000, 960000000000]));

    [Theory]
    [InlineData("100g", 99996401664)]
    [InlineData("100gib", 107374182400)]
    [InlineData("1t", 999997571072)]
    [InlineData("512mi", 536870912)]
    [InlineData("40%", 767998033920)]
    public void Sizes_are_rounded_down_to_whole_blocks(string size, long expected) => Assert.Equal(expected, Divide(1920000000000, 1919988793344, size)[0]);

    [Fact]
    public void A_growing_volume_takes_the_rest_wherever_it_stands()
    {
        Assert.Equal([50, 20, 30], Divide(100 * StorageSpace.Block, 100 * StorageSpace.Block, ">4mib", "80mib", "120mib").Select(size => size / StorageSpace.Block));
    }

    [Fact]
    public void Several_growing_volumes_share_the_rest()
    {
        Assert.Equal([35, 45, 20], Divide(100 * StorageSpace.Block, 100 * StorageSpace.Block, ">40mib", ">20%", "20%").Select(size => size / StorageSpace.Block));
        Assert.Equal([33, 33, 34], Divide(100 * StorageSpace.Block, 100 * StorageSpace.Block, ">4mib", ">4mib", ">4mib").Select(size => size / StorageSpace.Block));
    }

    [Fact]
    public void Shares_of_all_leave_room_for_the_table()
    {
        var disk = (100 * StorageSpace.Block) + (6 * Mebibyte);
        Assert.Equal([60, 40], Divide(disk, 100 * StorageSpace.Block, "60%", "40%").Select(size => size / StorageSpace.Block));
        Assert.Throws<DrydockException>(() => Divide(disk, 100 * StorageSpace.Block, "60%", "41%"));
    }

    [Fact]
    public void What_is_too_small_or_too_large_is_refused()
    {
        Assert.Same(ErrorCatalogue.NodeMisconfigured, Assert.Throws<DrydockException>(() => Divide(1 << 30, 1 << 30, "3m")).Error);
        var error = Assert.Throws<DrydockException>(() => Divide(1_000_000_000_000, 999_000_000_000, "9000000t"));
        Assert.Same(ErrorCatalogue.StorageDoesNotFit, error.Error);
        Assert.Throws<DrydockException>(() => Divide(1_000_000_000_000, 999_000_000_000, ">999g", "1g"));
    }
}
