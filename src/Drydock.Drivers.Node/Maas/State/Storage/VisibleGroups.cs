using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// Volume groups as far as the machine itself shows them, which gives their ids only: members say for which group they are
/// used, and volumes have the group's name before their own. Enough to see that nothing differs, without a request per machine.
/// </summary>
public static class VisibleGroups
{
    private const string Use = "LVM volume for ";

    /// <summary>The groups; null where the machine does not show them clearly. They have no id and no UUID.</summary>
    /// <param name="machine">The machine.</param>
    public static IReadOnlyList<MaasVolumeGroup>? Of(MaasMachine machine)
    {
        var disks = machine.BlockDevices.Where(disk => disk.Type == "physical").ToList();
        var members = disks.Select(disk => (Group: Group(disk.UsedFor), Disk: (int?)disk.Id, Partition: (int?)null))
            .Concat(disks.SelectMany(disk => disk.Partitions).Select(partition => (Group: Group(partition.UsedFor), Disk: (int?)null, Partition: (int?)partition.Id)))
            .Where(member => member.Group is not null).ToList();
        var names = members.Select(member => member.Group!).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count != machine.VolumeGroupIds.Count) return null;

        var volumes = machine.BlockDevices.Where(device => device.Type != "physical")
            .Select(device => (Device: device, Groups: names.FindAll(name => device.Name.StartsWith(name + "-", StringComparison.Ordinal)))).ToList();
        if (volumes.Exists(volume => volume.Groups.Count != 1)) return null;
        return
        [
            .. names.Select(name => new MaasVolumeGroup
            {
                SystemId = machine.SystemId,
                Name = name,
                DiskIds = new(members.Where(member => member.Group == name).Select(member => member.Disk).OfType<int>()),
                PartitionIds = new(members.Where(member => member.Group == name).Select(member => member.Partition).OfType<int>()),
                Volumes = new(volumes.Where(volume => volume.Groups[0] == name).Select(volume => volume.Device)),
            }),
        ];
    }

    private static string? Group(string use) => use.StartsWith(Use, StringComparison.Ordinal) ? use.Substring(Use.Length) : null;
}
