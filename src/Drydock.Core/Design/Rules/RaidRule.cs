using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// A RAID has a level that MAAS makes, and as many members as that needs (<c>FilesystemGroup._validate_raid</c>); only
/// level 0 has no spares.
/// </summary>
internal sealed class RaidRule : IDesignRule
{
    private static readonly Dictionary<int, int> FewestMembers = new() { [0] = 2, [1] = 2, [5] = 3, [6] = 4, [10] = 3 };

    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
            foreach (var raid in node.Raids) Raid(check, node, raid);
    }

    private static void Raid(DesignCheck check, BaremetalNode node, Raid raid)
    {
        if (raid.Level is not { } level || !FewestMembers.TryGetValue(level, out var fewest))
        {
            check.Error(RuleIds.Raid, Place(raid.Level is null ? null : "level"),
                raid.Level is null ? "has no level; expected 0, 1, 5, 6 or 10." : $"is {raid.Level}; expected 0, 1, 5, 6 or 10.", "Write the level, for example level: 1.");
            return;
        }

        var members = raid.Devices.Distinct().Count();
        if (members < fewest)
        {
            check.Error(RuleIds.Raid, Place(raid.Devices.Count == 0 ? null : "devices"),
                $"has {members} {(members == 1 ? "member" : "members")}; a RAID of level {level} needs {fewest}{(level == 10 ? ", better 4" : "")}.",
                $"List {fewest} devices or more in devices, or choose another level.");
        }
        if (level == 0 && raid.Spares.Count > 0)
        {
            check.Error(RuleIds.Raid, Place("spares"), "has spares, which a RAID of level 0 cannot use.", "Leave the spares out, or choose another level.");
        }

        DesignPlace Place(string? key) => check.Find(node, key is null ? ["storage", StorageVolumes.Raids, raid.Name] : ["storage", StorageVolumes.Raids, raid.Name, key]);
    }
}
