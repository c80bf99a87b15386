using System.Collections.Generic;
using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>MAAS's ids of designed devices, partitions and volumes: of those that a machine has, and of those made since.</summary>
/// <param name="machine">The machine.</param>
public sealed class StorageIds(MaasMachine machine)
{
    private readonly Dictionary<StorageTarget, int> _made = [];

    /// <summary>Notes what was made.</summary>
    /// <param name="target">Which.</param>
    /// <param name="id">Its id.</param>
    public void Add(StorageTarget target, int id) => _made[target] = id;

    /// <summary>An id; 0, which is none, where there is no such thing yet.</summary>
    /// <param name="target">Which.</param>
    public int Find(StorageTarget target) => _made.TryGetValue(target, out var id) ? id : target switch
    {
        DiskTarget disk => disk.Id,
        PartitionTarget partition => Find(partition),
        VolumeTarget volume => Device(volume.DeviceName)?.Id ?? 0,
        ArrayTarget array => Device(array.Name)?.Id ?? 0,
        _ => 0,
    };

    /// <summary>What a designed member is on the machine.</summary>
    /// <param name="target">Which.</param>
    public PresentMember Member(StorageTarget target) => new(target is PartitionTarget, Find(target));

    private int Find(PartitionTarget partition)
    {
        var device = partition.Device is DiskTarget disk ? machine.BlockDevices.FirstOrDefault(candidate => candidate.Id == disk.Id)
            : Device(partition.Device.Name);
        return device is not null && partition.Index < device.Partitions.Count ? device.Partitions[partition.Index].Id : 0;
    }

    private MaasBlockDevice? Device(string name) =>
        machine.BlockDevices.FirstOrDefault(device => device.Type != "physical" && device.Name == name);
}
