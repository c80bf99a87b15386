using System;
using Drydock.Core.Design;

namespace Drydock.Core.Tests.Design;

public sealed class StorageSizeTests
{
    [Theory]
    [InlineData("512b", false, 512L)]
    [InlineData("10m", false, 10_000_000L)]
    [InlineData("10MB", false, 10_000_000L)]
    [InlineData("20g", false, 20_000_000_000L)]
    [InlineData("20G", false, 20_000_000_000L)]
    [InlineData("20Gb", false, 20_000_000_000L)]
    [InlineData(">20g", true, 20_000_000_000L)]
    [InlineData("1t", false, 1_000_000_000_000L)]
    [InlineData("1mi", false, 1L << 20)]
    [InlineData("3GiB", false, 3L << 30)]
    [InlineData(">2tib", true, 2L << 40)]
    [InlineData("0g", false, 0L)]
    public void An_absolute_size_has_bytes(string text, bool grows, long bytes)
    {
        var size = StorageSize.Parse(text);

        Assert.Equal((grows, bytes, (int?)null, text), (size.Grows, size.Bytes, size.Percent, size.ToString()));
        Assert.Equal(bytes, size.MinimumBytes(1));
    }

    [Theory]
    [InlineData("30%", false, 30, 300)]
    [InlineData(">5%", true, 5, 50)]
    [InlineData("33%", false, 33, 330)]
    public void A_share_is_of_the_whole(string text, bool grows, int percent, long bytesOfThousand)
    {
        var size = StorageSize.Parse(text);

        Assert.Equal((grows, (long?)null, (int?)percent), (size.Grows, size.Bytes, size.Percent));
        Assert.Equal(bytesOfThousand, size.MinimumBytes(1000));
    }

    [Fact]
    public void A_share_is_rounded_down_and_does_not_overflow() =>
        Assert.Equal(9_131_138_316_486_228_048L, StorageSize.Parse("99%").MinimumBytes(long.MaxValue));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("g")]
    [InlineData("20")]
    [InlineData("-20g")]
    [InlineData("10.5%")]
    [InlineData("30g xyz")]
    [InlineData("30g\n")]
    [InlineData("20 g")]
    [InlineData("20k")]
    [InlineData("20bi")]
    [InlineData("99999999999999999999g")]
    [InlineData("9999999999t")]
    [InlineData("9999999999%")]
    public void Anything_else_is_no_size(string? text)
    {
        Assert.False(StorageSize.TryParse(text, out var size));
        Assert.Null(size);
        Assert.Throws<FormatException>(() => StorageSize.Parse(text));
    }
}
