using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// How MAAS counts space: everything in blocks of 4 MiB, rounded down; a partition table and LVM's headers take their
/// share (<c>partitiontable.py</c>, <c>filesystemgroup.py</c>). All sizes are in bytes.
/// </summary>
public static class StorageSpace
{
    /// <summary>The unit of partitions and logical volumes, and the smallest one: 4 MiB.</summary>
    public const long Block = 4 * Mebibyte;

    private const long Mebibyte = 1024 * 1024;

    /// <summary>Whole blocks.</summary>
    /// <param name="size">A size.</param>
    public static long RoundDown(long size) => size / Block * Block;

    /// <summary>What partitions can share on a disk: its size without the table and what booting needs beside partitions.</summary>
    /// <param name="disk">The disk's size.</param>
    /// <param name="machine">The machine: architecture and firmware tell what booting needs.</param>
    public static long Partitionable(long disk, MaasMachine machine)
    {
        var boot = Architecture(machine) switch
        {
            "ppc64el" => 8,
            "amd64" when !IsUefi(machine) => 1,
            _ => 0,
        };
        return RoundDown(Math.Max(0, disk - ((5 + boot) * Mebibyte)));
    }

    /// <summary>What logical volumes can share in a group: its members without one block each for LVM's header.</summary>
    /// <param name="members">Sizes of the disks and partitions in the group.</param>
    public static long VolumeGroup(IReadOnlyCollection<long> members) =>
        Math.Max(0, (members.Sum() / Block) - members.Count) * Block;

    /// <summary>Whether the firmware boots by UEFI and so needs an EFI system partition.</summary>
    /// <param name="machine">The machine.</param>
    public static bool NeedsEfi(MaasMachine machine) => IsUefi(machine) && Architecture(machine) != "ppc64el";

    /// <summary>The architecture without the kernel's flavour, for example <c>amd64</c>.</summary>
    /// <param name="machine">The machine.</param>
    public static string Architecture(MaasMachine machine) => machine.Architecture.Split('/')[0];

    /// <summary>A size for people, as storage is sold: powers of 1000.</summary>
    /// <param name="size">The size.</param>
    public static string Text(long size)
    {
        var (divisor, unit) = size switch
        {
            >= 1_000_000_000_000 => (1e12, "TB"),
            >= 1_000_000_000 => (1e9, "GB"),
            _ => (1e6, "MB"),
        };
        return (size / divisor).ToString("0.##", CultureInfo.InvariantCulture) + " " + unit;
    }

    private static bool IsUefi(MaasMachine machine) => machine.BiosBootMethod == "uefi";
}
