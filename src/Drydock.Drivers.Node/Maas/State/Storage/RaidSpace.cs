using System.Collections.Generic;
using System.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Levels and sizes of RAIDs by MAAS's rules (<c>filesystemgroup.py</c>). All sizes are in bytes.</summary>
public static class RaidSpace
{
    private const long Superblock = 128 * 1024;

    private static readonly Dictionary<int, int> FewestMembers = new() { [0] = 2, [1] = 2, [5] = 3, [6] = 4, [10] = 3 };

    /// <summary>The levels that MAAS makes.</summary>
    public static IReadOnlyCollection<int> Levels => FewestMembers.Keys;

    /// <summary>How many members a level needs at least.</summary>
    /// <param name="level">The level.</param>
    public static int Fewest(int level) => FewestMembers[level];

    /// <summary>The size of a RAID. The smallest member counts, be it a spare; level 0 uses all of each.</summary>
    /// <param name="level">The level.</param>
    /// <param name="devices">Sizes of members.</param>
    /// <param name="spares">Sizes of spares.</param>
    public static long Size(int level, IReadOnlyCollection<long> devices, IReadOnlyCollection<long> spares)
    {
        var least = devices.Concat(spares).Min();
        return level switch
        {
            0 => devices.Sum() - (Superblock * devices.Count),
            1 => least - Superblock,
            5 => (least * (devices.Count - 1)) - Superblock,
            6 => (least * (devices.Count - 2)) - Superblock,
            _ => (least * devices.Count / 2) - Superblock,
        };
    }
}
