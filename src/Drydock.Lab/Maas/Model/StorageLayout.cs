using System;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;

namespace Drydock.Lab.Maas.Model;

/// <summary>MAAS's ready-made storage layouts (maasserver/storage_layouts.py).</summary>
internal static class StorageLayout
{
    private const long EfiSize = 512L << 20;
    private const long MinBoot = 512L << 20;
    private const long MinRoot = 3L << 30;

    private static readonly string[] Names = ["lvm", "bcache", "flat", "custom", "vmfs7", "vmfs6", "blank"];

    /// <summary>Wipes a machine's disks and lays them out as a form says.</summary>
    public static void Apply(Region region, Node node, Form form)
    {
        var layout = form.RequiredText("storage_layout");
        form.Check();
        if (!Names.Contains(layout)) throw MaasError.Field("storage_layout", MaasError.NotOneOf("storage_layout", layout, Names));
        if (layout is "bcache" or "custom" or "vmfs6" or "vmfs7")
            throw MaasError.BadRequest($"Failed to configure storage layout '{layout}': the lab simulates the layouts flat, lvm and blank.");
        if (layout == "blank")
        {
            NodeStorage.Wipe(node);
            return;
        }

        var bootDisk = node.BootDisk ?? throw MaasError.BadRequest("Machine is missing a boot disk; no storage layout can be applied.");
        var plan = Read(form, node, bootDisk, layout == "lvm");
        NodeStorage.Wipe(node);
        LayOut(region, node, bootDisk, plan);
    }

    /// <summary>The layout of a machine that was just commissioned: one root partition on the boot disk.</summary>
    public static void ApplyDefault(Region region, Node node)
    {
        NodeStorage.Wipe(node);
        var layout = region.Configuration.Text("default_storage_layout");
        if (node.BootDisk is not { } disk || layout == "blank") return;
        LayOut(region, node, disk, Read(new Form(Parameters.Empty), node, disk, layout == "lvm"));
    }

    private static Plan Read(Form form, Node node, BlockDevice bootDisk, bool lvm)
    {
        var root = bootDisk;
        if (form.HasText("root_device"))
        {
            var ids = node.PhysicalDisks.ToDictionary(disk => disk.Id.ToString(CultureInfo.InvariantCulture));
            if (ids.TryGetValue(form.Text("root_device")!, out var chosen)) root = chosen;
            else form.Error("root_device", MaasError.NotOneOf("root_device", form.Text("root_device")!, ids.Keys));
        }

        var bootSize = Size(form, "boot_size", bootDisk.Size, MinBoot, bootDisk.Size - EfiSize - MinRoot, zeroIsNone: true);
        var rootSize = Size(form, "root_size", bootDisk.Size, MinRoot, bootDisk.Size - EfiSize - MinBoot, zeroIsNone: false);
        form.Check();

        var head = root != bootDisk ? 0 : (node.IsUefi ? EfiSize : 0) + StorageTree.Down(bootSize ?? 0);
        var rest = StorageTree.Down(root.Size - StorageTree.TableOverhead(root) - head);
        var rootPart = StorageTree.Down(Math.Min(rootSize ?? rest, rest));
        if (!lvm) return new(root, bootSize, rootPart, null, "", "");

        var whole = rootPart - StorageTree.Step;
        var volume = Size(form, "lv_size", whole, MinRoot, whole, zeroIsNone: true) ?? whole;
        form.Check();
        return new(root, bootSize, rootPart, volume, Name("vg_name", "vgroot"), Name("lv_name", "lvroot"));

        string Name(string field, string otherwise) => form.HasText(field) ? form.Text(field)! : otherwise;
    }

    private static void LayOut(Region region, Node node, BlockDevice bootDisk, Plan plan)
    {
        if (node.IsUefi)
        {
            var efi = region.AddPartition(bootDisk, EfiSize, bootable: true);
            efi.Filesystem = NodeStorage.NewFilesystem("fat32", "efi", "/boot/efi");
        }

        if (plan.Boot is { } bootSize)
        {
            var boot = region.AddPartition(bootDisk, bootSize, bootable: true);
            boot.Filesystem = NodeStorage.NewFilesystem("ext4", "boot", "/boot");
        }

        StorageTarget root = region.AddPartition(plan.RootDevice, plan.Root);
        if (plan.Volume is { } volume)
        {
            var group = region.AddVolumeGroup(node, plan.GroupName, null, [root]);
            root = region.AddVolume(group, plan.VolumeName, null, volume);
        }

        root.Filesystem = NodeStorage.NewFilesystem("ext4", "root", "/");
    }

    /// <summary>A size in bytes or per cent.</summary>
    private static long? Size(Form form, string field, long whole, long min, long max, bool zeroIsNone)
    {
        if (form.Text(field) is not { Length: > 0 } text) return null;
        var percent = text.EndsWith("%", StringComparison.Ordinal);
        if (!decimal.TryParse(percent ? text.TrimEnd('%') : text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            form.Error(field, "Enter a valid value.");
            return null;
        }

        var size = percent ? (long)(whole * number / 100) : (long)number;
        if (size == 0 && zeroIsNone) return null;
        if (size < min) form.Error(field, string.Format(CultureInfo.InvariantCulture, "Size is too small. Minimum size is {0}.", min));
        if (size > max) form.Error(field, string.Format(CultureInfo.InvariantCulture, "Size is too large. Maximum size is {0}.", max));
        return size;
    }

    private sealed record Plan(BlockDevice RootDevice, long? Boot, long Root, long? Volume, string GroupName, string VolumeName);
}
