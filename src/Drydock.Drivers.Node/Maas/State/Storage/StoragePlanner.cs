using System.Collections.Generic;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>
/// Compares a machine's storage with its design and plans the difference. A configuration that fits the design as far as
/// it goes is completed, so that work cut short goes on where it stopped; any other is wiped and made anew. Everything
/// that the design does not mention is to be blank.
/// </summary>
public static class StoragePlanner
{
    /// <summary>Plans. Pure: reads and writes nothing; what does not fit is found here, before any write.</summary>
    /// <param name="node">The node's design.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="present">What stands on the machine's disks.</param>
    /// <param name="devices">Names of disks.</param>
    /// <returns>The writes in order; none where the machine is as designed or the design says nothing of storage.</returns>
    /// <exception cref="DrydockException">The design cannot be had on this machine; see <see cref="StorageDesigner"/>.</exception>
    public static StoragePlan Plan(BaremetalNode node, MaasMachine machine, PresentStorage present, DeviceMap devices) =>
        StorageDesigner.Design(node, machine, devices) is { } desired ? Plan(desired, machine, present)
            : new(ItemList<StorageOperation>.Empty, ItemList<string>.Empty);

    private static StoragePlan Plan(DesiredStorage desired, MaasMachine machine, PresentStorage present)
    {
        var operations = new List<StorageOperation>();
        if (machine.BootDiskId != desired.BootDisk.Id) operations.Add(new SetBootDisk(desired.BootDisk.Id, desired.BootDisk.Name));

        var comparison = new StorageComparison(desired, machine, present);
        var conflicts = new ItemList<string>(comparison.Conflicts());
        var fitting = StorageLayout.Fitting(desired, machine);
        if (conflicts.Count == 0 && (fitting is null || !comparison.IsBlank))
        {
            operations.AddRange(StorageContent.Of(desired, machine, present).Missing(desired));
        }
        else
        {
            var layout = fitting ?? StorageLayout.Blank;
            operations.Add(new ApplyLayout(layout, layout.Partitions(desired)));
            operations.AddRange(layout.Content(desired).Missing(desired));
        }

        return new(new(operations), conflicts);
    }
}
