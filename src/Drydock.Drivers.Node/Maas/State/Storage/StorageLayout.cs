using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// One of MAAS's storage layouts with its parameters (<c>set_storage_layout</c>, <c>storage_layouts.py</c>). A layout that
/// fits saves the requests that would make, format and mount the same one by one. Sizes in bytes.
/// </summary>
public sealed record StorageLayout
{
    private const long EfiSize = 512L * 1024 * 1024;
    private const long SmallestBoot = 512L * 1024 * 1024;
    private const long SmallestRoot = 3L * 1024 * 1024 * 1024;

    /// <summary>The layout that leaves all disks blank.</summary>
    public static StorageLayout Blank { get; } = new() { Name = "blank" };

    /// <summary><c>flat</c>, <c>lvm</c> or <c>blank</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Id of the disk for the root filesystem; null for <c>blank</c>.</summary>
    public int? RootDiskId { get; init; }

    /// <summary>Size of the root partition, or of the partition under the root's group; null for all the rest.</summary>
    public long? RootSize { get; init; }

    /// <summary>Whether MAAS makes an EFI partition first, as it does on machines that boot by UEFI.</summary>
    public bool MakesEfi { get; init; }

    /// <summary>Size of the boot partition; null for none.</summary>
    public long? BootSize { get; init; }

    /// <summary>The root's volume group and volume; null but for <c>lvm</c>.</summary>
    public VolumeTarget? Volume { get; init; }

    /// <summary>Size of the root's volume; null for the whole group.</summary>
    public long? VolumeSize { get; init; }

    /// <summary>The layout that makes the beginning of a design exactly, or null where none does.</summary>
    /// <param name="desired">The design.</param>
    /// <param name="machine">The machine.</param>
    public static StorageLayout? Fitting(DesiredStorage desired, MaasMachine machine)
    {
        // On ARM without UEFI, MAAS adds a boot partition of its own.
        if (StorageSpace.Architecture(machine) == "arm64" && !StorageSpace.NeedsEfi(machine)) return null;
        var boot = desired.FindDisk(desired.BootDisk.Id)!.Partitions;
        var efi = StorageSpace.NeedsEfi(machine);
        if (efi && (boot.Count == 0 || !IsEfi(boot[0]))) return null;
        var next = efi ? 1 : 0;
        var bootPartition = next < boot.Count && boot[next].Filesystem?.MountPoint == "/boot" && boot[next].Uuid is null ? boot[next] : null;
        if (bootPartition is not null) next++;
        var layout = Root(desired, bootPartition, next);
        return layout is not null && layout.IsAllowedOn(desired.BootDisk.Size) ? layout with { MakesEfi = efi } : null;
    }

    /// <summary>The partitions of a design that the layout makes.</summary>
    /// <param name="desired">The design.</param>
    public ItemList<DesiredPartition> Partitions(DesiredStorage desired)
    {
        if (RootDiskId is not { } rootDisk) return ItemList<DesiredPartition>.Empty;
        var bootDisk = desired.BootDisk.Id;
        var boot = desired.FindDisk(bootDisk)!.Partitions.Take((MakesEfi ? 1 : 0) + (BootSize is null ? 0 : 1)).ToList();
        return new([.. boot, desired.FindDisk(rootDisk)!.Partitions[rootDisk == bootDisk ? boot.Count : 0]]);
    }

    /// <summary>What a machine has of its design after the layout, with the filesystems as MAAS makes them.</summary>
    /// <param name="desired">The design.</param>
    public StorageContent Content(DesiredStorage desired)
    {
        var content = new StorageContent();
        foreach (var partition in Partitions(desired))
        {
            content.Add(partition.Target, partition.Filesystem?.MountPoint switch
            {
                "/boot/efi" => new("fat32", "efi", null, "/boot/efi", null),
                "/boot" => new("ext4", "boot", null, "/boot", null),
                "/" => new("ext4", "root", null, "/", null),
                _ => new("lvm-pv", null, null, null, null),
            });
        }

        if (Volume is null) return content;
        content.AddGroup(Volume.Group);
        content.Add(Volume, new("ext4", "root", null, "/", null));
        return content;
    }

    /// <inheritdoc/>
    public override string ToString() => Name == "blank" ? "wipe the storage configuration" : string.Concat(
        $"apply layout {Name}: root ", RootSize is { } root ? StorageSpace.Text(root) : "the rest",
        BootSize is { } boot ? ", boot " + StorageSpace.Text(boot) : "",
        Volume is { } volume ? $", {volume} " + (VolumeSize is { } size ? StorageSpace.Text(size) : "all of it") : "");

    private static StorageLayout? Root(DesiredStorage desired, DesiredPartition? boot, int next)
    {
        foreach (var disk in desired.Disks)
        {
            var index = disk.Device.Id == desired.BootDisk.Id ? next : 0;
            if (index >= disk.Partitions.Count || disk.Partitions[index] is not { Uuid: null } root) continue;
            var layout = new StorageLayout
            {
                RootDiskId = disk.Device.Id,
                BootSize = boot?.Size,
                RootSize = index == disk.Partitions.Count - 1 && disk.Free == 0 ? null : root.Size,
            };
            if (root.Filesystem?.MountPoint == "/") return layout with { Name = "flat" };
            if (RootVolume(desired, root) is not var (group, volume)) continue;
            return layout with
            {
                Name = "lvm",
                Volume = volume.Target,
                VolumeSize = volume.Size == group.Size ? null : volume.Size,
            };
        }

        return null;
    }

    private static (DesiredGroup Group, DesiredVolume Volume)? RootVolume(DesiredStorage desired, DesiredPartition member)
    {
        if (member.Use is not { Type: MemberUse.Group } use) return null;
        if (desired.Groups.FirstOrDefault(group => group.Name == use.Name) is not { Uuid: null } group || desired.MembersOf(group.Name).Count() != 1) return null;
        return group.Volumes.FirstOrDefault(volume => volume.Filesystem?.MountPoint == "/") is { Uuid: null } root ? (group, root) : null;
    }

    /// <summary>MAAS's own checks of a layout's sizes, all made against the boot disk whichever the root disk is.</summary>
    private bool IsAllowedOn(long disk)
    {
        var boot = BootSize ?? 0;
        if (BootSize is not null && (boot < SmallestBoot || boot > disk - EfiSize - SmallestRoot)) return false;
        if (RootSize is { } root && (root < SmallestRoot || root > disk - EfiSize - SmallestBoot || root + EfiSize + boot > disk)) return false;
        return VolumeSize is not { } volume || (volume >= SmallestRoot && volume <= (RootSize ?? disk - EfiSize - boot));
    }

    private static bool IsEfi(DesiredPartition partition) =>
        partition is { Size: EfiSize, Uuid: null, Filesystem.MountPoint: "/boot/efi" };
}
