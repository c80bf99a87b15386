using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Divides a disk or volume group among its volumes as the design asks.</summary>
public static class SpaceDivision
{
    /// <summary>
    /// Sizes of the volumes in whole blocks. Shares are of the whole; where shares of 100 % in all meet the table that a
    /// disk needs beside its partitions, the last share gives way. What is left over goes to growing volumes, in equal parts.
    /// </summary>
    /// <param name="node">The node, for messages.</param>
    /// <param name="device">The disk or group, for messages.</param>
    /// <param name="whole">Bytes of the disk or group, to which shares refer.</param>
    /// <param name="available">Bytes that volumes can have.</param>
    /// <param name="volumes">Names and sizes, in the design's order.</param>
    /// <returns>A size for each volume, in the same order.</returns>
    /// <exception cref="DrydockException">
    /// A size is missing, unreadable or below 4 MiB (<c>NodeMisconfigured</c>); they do not fit (<c>StorageDoesNotFit</c>).
    /// </exception>
    public static IReadOnlyList<long> Divide(
        BaremetalNode node, string device, long whole, long available, IReadOnlyList<(string Name, string? Size)> volumes)
    {
        var sizes = volumes.Select(volume => StorageSize.TryParse(volume.Size, out var size) ? size : throw DesignFault.Misconfigured(node,
            $"'{volume.Name}' on {device} has {(volume.Size is null ? "no size" : $"size '{volume.Size}'")}, expected is {StorageSize.Expected}")).ToList();
        var bytes = sizes.Select(size => StorageSpace.RoundDown(size.MinimumBytes(whole))).ToArray();
        GiveWay(sizes, bytes, whole, available);

        var free = available;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] < StorageSpace.Block)
            {
                throw DesignFault.Misconfigured(node,
                    $"'{volumes[index].Name}' on {device} comes to {bytes[index]} bytes for size '{sizes[index]}', less than the 4 MiB that MAAS wants");
            }

            if (bytes[index] > free) throw DoesNotFit(node, device, volumes[index].Name, sizes[index], bytes[index], free, available);
            free -= bytes[index];
        }

        var growing = Enumerable.Range(0, bytes.Length).Where(index => sizes[index].Grows).ToList();
        for (var left = growing.Count; left > 0; left--)
        {
            var part = left == 1 ? free : StorageSpace.RoundDown(free / left);
            bytes[growing[growing.Count - left]] += part;
            free -= part;
        }

        return bytes;
    }

    private static void GiveWay(List<StorageSize> sizes, long[] bytes, long whole, long available)
    {
        var over = bytes.Sum(size => (decimal)size) - available;
        var last = sizes.FindLastIndex(size => size.Percent is not null);
        if (over <= 0 || last < 0 || over > StorageSpace.RoundDown(whole) - available || over > bytes[last]) return;
        if (sizes.Sum(size => (long)(size.Percent ?? 0)) <= 100) bytes[last] -= (long)over;
    }

    private static DrydockException DoesNotFit(
        BaremetalNode node, string device, string volume, StorageSize size, long wanted, long free, long available) =>
        DesignFault.Of(ErrorCatalogue.StorageDoesNotFit, node, $"'{volume}' of size '{size}' does not fit on {device}: it wants "
            + $"{StorageSpace.Text(wanted)} ({wanted} bytes), free are {StorageSpace.Text(free)} ({free} bytes) of {StorageSpace.Text(available)}");
}
