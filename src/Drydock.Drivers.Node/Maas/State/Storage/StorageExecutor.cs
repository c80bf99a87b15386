using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Carries out storage operations on one machine, and checks each by MAAS's answer.</summary>
public sealed class StorageExecutor
{
    private readonly IMaasApi _api;
    private readonly string _systemId;
    private readonly Dictionary<StorageTarget, int> _created = [];
    private readonly Dictionary<string, int> _groups;
    private MaasMachine _machine;

    /// <summary>Makes the executor.</summary>
    /// <param name="api">The API.</param>
    /// <param name="machine">The machine for which the operations were planned.</param>
    /// <param name="groups">Its volume groups.</param>
    public StorageExecutor(IMaasApi api, MaasMachine machine, IEnumerable<MaasVolumeGroup> groups)
    {
        _api = api;
        _machine = machine;
        _systemId = machine.SystemId;
        _groups = groups.ToDictionary(group => group.Name, group => group.Id, StringComparer.Ordinal);
    }

    private string NodePath => $"nodes/{_systemId}/";

    /// <summary>Carries out an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task ExecuteAsync(StorageOperation operation, CancellationToken cancel) => operation switch
    {
        SetBootDisk boot => _api.PostAsync(DevicePath(boot.DiskId), "set_boot_disk", null, cancel),
        ApplyLayout layout => ApplyAsync(layout.Layout, layout.Partitions, cancel),
        CreatePartition partition => CreateAsync(partition.Partition, cancel),
        CreateVolumeGroup group => CreateAsync(group, cancel),
        CreateLogicalVolume volume => CreateAsync(volume.Volume, cancel),
        FormatVolume format => FormatAsync(format.Target, format.Filesystem, cancel),
        MountVolume mount => MountAsync(mount.Target, mount.Filesystem, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Unknown operation."),
    };

    private async Task ApplyAsync(StorageLayout layout, ItemList<DesiredPartition> partitions, CancellationToken cancel)
    {
        var form = new MaasForm().Add("storage_layout", layout.Name);
        if (layout.RootDiskId is { } rootDisk) form.Add("root_device", rootDisk);
        if (layout.RootSize is { } root) form.Add("root_size", root);
        if (layout.BootSize is { } boot) form.Add("boot_size", boot);
        if (layout.Volume is { } volume) form.Add("vg_name", volume.Group).Add("lv_name", volume.Volume);
        if (layout.VolumeSize is { } size) form.Add("lv_size", size);
        _machine = MaasParsing.Machine(await _api.PostAsync($"machines/{_systemId}/", "set_storage_layout", form, cancel).ConfigureAwait(false));
        _created.Clear();
        _groups.Clear();
        foreach (var disk in _machine.BlockDevices.Where(device => device.Type == "physical"))
        {
            var wanted = partitions.Where(partition => partition.Target.DiskId == disk.Id).Select(partition => partition.Size).ToList();
            PlanExecution.Verify(disk.Partitions.Select(partition => partition.Size).SequenceEqual(wanted),
                $"{disk} has partitions of {string.Join(", ", disk.Partitions.Select(partition => partition.Size))} bytes instead of {string.Join(", ", wanted)}");
        }

        if (layout.Volume is null) return;
        PlanExecution.Verify(_machine.VolumeGroupIds.Count == 1, $"{_machine.VolumeGroupIds.Count} volume groups");
        _groups[layout.Volume.Group] = _machine.VolumeGroupIds[0];
    }

    private async Task CreateAsync(DesiredPartition partition, CancellationToken cancel)
    {
        var form = new MaasForm().Add("size", partition.Size);
        if (partition.Bootable) form.Add("bootable", true);
        if (partition.Uuid is not null) form.Add("uuid", partition.Uuid);
        var made = MaasParsing.Partition(await _api.PostAsync(
            DevicePath(partition.Target.DiskId) + "partitions/", null, form, cancel).ConfigureAwait(false));
        _created[partition.Target] = made.Id;
        VerifySize(made.Size, partition.Size);
    }

    private async Task CreateAsync(CreateVolumeGroup group, CancellationToken cancel)
    {
        var form = new MaasForm().Add("name", group.Name);
        if (group.Uuid is not null) form.Add("uuid", group.Uuid);
        form.Add("block_devices", group.Disks.Select(disk => disk.Id)).Add("partitions", group.Partitions.Select(Id));
        var made = MaasParsing.VolumeGroup(await _api.PostAsync(NodePath + "volume-groups/", null, form, cancel).ConfigureAwait(false));
        _groups[group.Name] = made.Id;
        PlanExecution.Verify(made.DiskIds.Count + made.PartitionIds.Count == group.Disks.Count + group.Partitions.Count,
            $"group {made.Name} has {made.DiskIds.Count} disks and {made.PartitionIds.Count} partitions");
    }

    private async Task CreateAsync(DesiredVolume volume, CancellationToken cancel)
    {
        var form = new MaasForm().Add("name", volume.Target.Volume).Add("size", volume.Size);
        if (volume.Uuid is not null) form.Add("uuid", volume.Uuid);
        var made = MaasParsing.BlockDevice(await _api.PostAsync(
            NodePath + "volume-group/" + Text(_groups[volume.Target.Group]) + "/", "create_logical_volume", form, cancel).ConfigureAwait(false));
        _created[volume.Target] = made.Id;
        VerifySize(made.Size, volume.Size);
    }

    private async Task FormatAsync(StorageTarget target, Filesystem filesystem, CancellationToken cancel)
    {
        var form = new MaasForm().Add("fstype", filesystem.Type);
        if (filesystem.Uuid is not null) form.Add("uuid", filesystem.Uuid);
        if (filesystem.Label is not null) form.Add("label", filesystem.Label);
        var made = Filesystem(await _api.PostAsync(VolumePath(target), "format", form, cancel).ConfigureAwait(false));
        PlanExecution.Verify(FilesystemMatch.IsFormatted(filesystem, made), $"{target} holds {made?.Type ?? "no filesystem"} labelled '{made?.Label}'");
    }

    private async Task MountAsync(StorageTarget target, Filesystem filesystem, CancellationToken cancel)
    {
        var form = new MaasForm();
        if (!FilesystemMatch.IsSwap(filesystem)) form.Add("mount_point", filesystem.MountPoint!);
        form.Add("mount_options", filesystem.MountOptions);
        var made = Filesystem(await _api.PostAsync(VolumePath(target), "mount", form, cancel).ConfigureAwait(false));
        PlanExecution.Verify(FilesystemMatch.IsMounted(filesystem, made), $"{target} is mounted at {made?.MountPoint ?? "nothing"} with {made?.MountOptions}");
    }

    private static MaasFilesystem? Filesystem(JToken volume) =>
        volume.Object("filesystem") is { } filesystem ? MaasParsing.Filesystem(filesystem) : null;

    private static void VerifySize(long made, long wanted) => PlanExecution.Verify(made == wanted, $"{made} bytes instead of {wanted}");

    /// <summary>A single partition's path ends without a slash, alone in MAAS's API.</summary>
    private string VolumePath(StorageTarget target) => target is PartitionTarget partition
        ? DevicePath(partition.DiskId) + "partition/" + Text(Id(partition))
        : DevicePath(Id(target));

    private string DevicePath(int id) => NodePath + "blockdevices/" + Text(id) + "/";

    private int Id(StorageTarget target) => _created.TryGetValue(target, out var id) ? id : target switch
    {
        PartitionTarget partition => _machine.BlockDevices.First(disk => disk.Id == partition.DiskId).Partitions[partition.Index].Id,
        VolumeTarget volume => _machine.BlockDevices.First(device => device.Name == volume.DeviceName).Id,
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "Unknown volume."),
    };

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
