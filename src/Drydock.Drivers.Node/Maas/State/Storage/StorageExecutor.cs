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
    private readonly PresentStorage _present;
    private readonly Dictionary<string, int> _groups;
    private readonly Dictionary<StorageTarget, int> _cacheSets = [];
    private readonly List<StorageTarget> _unlabelled = [];
    private StorageIds _ids;

    /// <summary>Makes the executor.</summary>
    /// <param name="api">The API.</param>
    /// <param name="machine">The machine for which the operations were planned.</param>
    /// <param name="present">What stands on its disks.</param>
    public StorageExecutor(IMaasApi api, MaasMachine machine, PresentStorage present)
    {
        _api = api;
        _ids = new(machine);
        _systemId = machine.SystemId;
        _groups = present.Groups.ToDictionary(group => group.Name, group => group.Id, StringComparer.Ordinal);
        _present = present;
    }

    /// <summary>What was formatted and did not get the label of its design.</summary>
    public IReadOnlyList<StorageTarget> Unlabelled => _unlabelled;

    private string NodePath => $"nodes/{_systemId}/";

    /// <summary>Carries out an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task ExecuteAsync(StorageOperation operation, CancellationToken cancel) => operation switch
    {
        SetBootDisk boot => _api.PostAsync(DevicePath(boot.DiskId), "set_boot_disk", null, cancel),
        ApplyLayout layout => ApplyAsync(layout.Layout, layout.Partitions, cancel),
        CreatePartition partition => CreateAsync(partition.Partition, cancel),
        CreateRaid raid => CreateAsync(raid.Raid, cancel),
        CreateCacheSet cache => CreateAsync(cache, cancel),
        CreateBcache bcache => CreateAsync(bcache.Bcache, cancel),
        SetCacheMode mode => SetAsync(mode, cancel),
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
        var machine = MaasParsing.Machine(await _api.PostAsync($"machines/{_systemId}/", "set_storage_layout", form, cancel).ConfigureAwait(false));
        _ids = new(machine);
        _groups.Clear();
        foreach (var disk in machine.BlockDevices.Where(device => device.Type == "physical"))
        {
            var wanted = partitions.Where(partition => partition.Target.Device is DiskTarget target && target.Id == disk.Id).Select(partition => partition.Size).ToList();
            PlanExecution.Verify(disk.Partitions.Select(partition => partition.Size).SequenceEqual(wanted),
                $"{disk} has partitions of {string.Join(", ", disk.Partitions.Select(partition => partition.Size))} bytes instead of {string.Join(", ", wanted)}");
        }

        if (layout.Volume is null) return;
        PlanExecution.Verify(machine.VolumeGroupIds.Count == 1, $"{machine.VolumeGroupIds.Count} volume groups");
        _groups[layout.Volume.Group] = machine.VolumeGroupIds[0];
    }

    private async Task CreateAsync(DesiredPartition partition, CancellationToken cancel)
    {
        var form = new MaasForm().Add("size", partition.Size);
        if (partition.Bootable) form.Add("bootable", true);
        if (partition.Uuid is not null) form.Add("uuid", partition.Uuid);
        var made = MaasParsing.Partition(await _api.PostAsync(
            DevicePath(_ids.Find(partition.Target.Device)) + "partitions/", null, form, cancel).ConfigureAwait(false));
        _ids.Add(partition.Target, made.Id);
        VerifySize(made.Size, partition.Size);
    }

    private async Task CreateAsync(DesiredRaid raid, CancellationToken cancel)
    {
        var form = new MaasForm().Add("name", raid.Target.Name).Add("level", raid.LevelName);
        if (raid.Uuid is not null) form.Add("uuid", raid.Uuid);
        AddMembers(form, raid.Devices, "block_devices", "partitions");
        AddMembers(form, raid.Spares, "spare_devices", "spare_partitions");
        var made = PresentRaid.Parse(await _api.PostAsync(NodePath + "raids/", null, form, cancel).ConfigureAwait(false));
        _ids.Add(raid.Target, made.DeviceId);
        PlanExecution.Verify(made.Level == raid.LevelName && made.Devices.Count == raid.Devices.Count && made.Spares.Count == raid.Spares.Count,
            $"{made.Level} with {made.Devices.Count} members and {made.Spares.Count} spares");
        PlanExecution.Verify(made.Size >= raid.Size, $"{made.Size} bytes instead of {raid.Size}");
    }

    private async Task CreateAsync(CreateCacheSet cache, CancellationToken cancel)
    {
        var form = AddMembers(new(), [cache.Device], "cache_device", "cache_partition");
        var made = PresentCacheSet.Parse(await _api.PostAsync(NodePath + "bcache-cache-sets/", null, form, cancel).ConfigureAwait(false));
        _cacheSets[cache.Device] = made.Id;
        PlanExecution.Verify(made.Device == _ids.Member(cache.Device), $"cache set {made.Name} on another device");
    }

    private async Task CreateAsync(DesiredBcache bcache, CancellationToken cancel)
    {
        var set = _cacheSets.TryGetValue(bcache.Cache, out var id) ? id : _present.CacheSets.First(cache => cache.Device == _ids.Member(bcache.Cache)).Id;
        var form = new MaasForm().Add("name", bcache.Target.Name).Add("cache_set", set).Add("cache_mode", bcache.ModeName);
        if (bcache.Uuid is not null) form.Add("uuid", bcache.Uuid);
        AddMembers(form, [bcache.Backing], "backing_device", "backing_partition");
        var made = PresentBcache.Parse(await _api.PostAsync(NodePath + "bcaches/", null, form, cancel).ConfigureAwait(false));
        _ids.Add(bcache.Target, made.DeviceId);
        PlanExecution.Verify(made.Mode == bcache.ModeName && made.CacheSetId == set, $"mode {made.Mode} and cache set {made.CacheSetId}");
    }

    private async Task SetAsync(SetCacheMode mode, CancellationToken cancel)
    {
        var form = new MaasForm().Add("cache_mode", mode.Bcache.ModeName);
        var made = PresentBcache.Parse(await _api.PutAsync(NodePath + "bcache/" + Text(mode.Id) + "/", form, cancel).ConfigureAwait(false));
        PlanExecution.Verify(made.Mode == mode.Bcache.ModeName, $"mode {made.Mode}");
    }

    private async Task CreateAsync(CreateVolumeGroup group, CancellationToken cancel)
    {
        var form = new MaasForm().Add("name", group.Name);
        if (group.Uuid is not null) form.Add("uuid", group.Uuid);
        AddMembers(form, group.Members, "block_devices", "partitions");
        var made = MaasParsing.VolumeGroup(await _api.PostAsync(NodePath + "volume-groups/", null, form, cancel).ConfigureAwait(false));
        _groups[group.Name] = made.Id;
        PlanExecution.Verify(made.DiskIds.Count + made.PartitionIds.Count == group.Members.Count,
            $"group {made.Name} has {made.DiskIds.Count} disks and {made.PartitionIds.Count} partitions");
    }

    private async Task CreateAsync(DesiredVolume volume, CancellationToken cancel)
    {
        var form = new MaasForm().Add("name", volume.Target.Volume).Add("size", volume.Size);
        if (volume.Uuid is not null) form.Add("uuid", volume.Uuid);
        var made = MaasParsing.BlockDevice(await _api.PostAsync(
            NodePath + "volume-group/" + Text(_groups[volume.Target.Group]) + "/", "create_logical_volume", form, cancel).ConfigureAwait(false));
        _ids.Add(volume.Target, made.Id);
        VerifySize(made.Size, volume.Size);
    }

    private async Task FormatAsync(StorageTarget target, Filesystem filesystem, CancellationToken cancel)
    {
        var form = new MaasForm().Add("fstype", filesystem.Type);
        if (filesystem.Uuid is not null) form.Add("uuid", filesystem.Uuid);
        if (filesystem.Label is not null) form.Add("label", filesystem.Label);
        var made = Filesystem(await _api.PostAsync(VolumePath(target), "format", form, cancel).ConfigureAwait(false));
        PlanExecution.Verify(FilesystemMatch.IsFormatted(target, filesystem, made), $"{target} holds {made?.Type ?? "no filesystem"} labelled '{made?.Label}'");
        if (filesystem.Label is not null && made?.Label is null) _unlabelled.Add(target);
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
        ? DevicePath(_ids.Find(partition.Device)) + "partition/" + Text(_ids.Find(partition))
        : DevicePath(_ids.Find(target));

    private string DevicePath(int id) => NodePath + "blockdevices/" + Text(id) + "/";

    /// <summary>Adds ids of members, devices and partitions in fields of their own, each repeated.</summary>
    private MaasForm AddMembers(MaasForm form, IEnumerable<StorageTarget> members, string devices, string partitions)
    {
        var ids = members.Select(_ids.Member).ToLookup(member => member.IsPartition, member => member.Id);
        return form.Add(devices, ids[false]).Add(partitions, ids[true]);
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
