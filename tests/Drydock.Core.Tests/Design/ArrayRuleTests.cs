using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>Software RAIDs and bcaches in a design: how they are read, inherited and checked.</summary>
public sealed class ArrayRuleTests
{
    private const string Good = """
          storage:
            physical_devices:
              '!sda': {}
              '!sdb': {}
              '!sdc': {}
              d1:
                labels: {bootdrive: true}
                partitions: [{name: boot, size: 2g, filesystem: {mountpoint: /boot}}, {name: mirror, size: 60g}]
              d2:
                partitions: [{name: spare, size: 2g}, {name: mirror, size: 60g}]
              d3: {}
              d4: {}
            raids:
              md0:
                level: 1
                devices: [d1/mirror, d2/mirror]
                raid_uuid: 11111111-2222-4333-8444-555555555555
                volume_group: system
            bcaches:
              bcache0:
                backing: d3
                cache: d4
                mode: writeback
                filesystem: {mountpoint: /srv, fs_label: srv}
            volume_groups:
              '!vg1': {}
              '!vg2': {}
              system:
                logical_volumes: [{name: root, size: 30g, filesystem: {mountpoint: /}}]

        """;

    private static DesignFinding[] Findings(string right, string wrong)
    {
        Assert.Contains(right, Good, System.StringComparison.Ordinal);
        return Designs.Findings(Designs.Changed(Designs.NodeDocument(Good.Replace(right, wrong, System.StringComparison.Ordinal))));
    }

    [Fact]
    public void Arrays_are_read_with_their_members_and_contents()
    {
        var node = Designs.Node(Good);

        var raid = Assert.Single(node.Raids);
        Assert.Equal(("md0", 1, "system", "11111111-2222-4333-8444-555555555555"), (raid.Name, raid.Level, raid.VolumeGroup, raid.RaidUuid));
        Assert.Equal(["d1/mirror", "d2/mirror"], raid.Devices);
        var bcache = Assert.Single(node.Bcaches);
        Assert.Equal(("bcache0", "d3", "d4", CacheMode.WriteBack, "srv"), (bcache.Name, bcache.Backing, bcache.Cache, bcache.Mode, bcache.Filesystem!.Label));
    }

    [Theory]
    [InlineData("level: 1", "level: 3", "DD5403", ".storage.raids.md0.level is 3; expected 0, 1, 5, 6 or 10.")]
    [InlineData("        level: 1\n", "", "DD5403", ".storage.raids.md0 has no level; expected 0, 1, 5, 6 or 10.")]
    [InlineData("level: 1", "level: one", "DD001", ".storage.raids.md0.level is *one*; expected a number*")]
    [InlineData("level: 1", "level: 5", "DD5403", ".storage.raids.md0.devices has 2 members; a RAID of level 5 needs 3.")]
    [InlineData("d1/mirror, d2/mirror", "d1/mirror", "DD5403", ".storage.raids.md0.devices has 1 member; a RAID of level 1 needs 2.")]
    [InlineData("level: 1", "level: 0\n        spares: [d2/spare]", "DD5403", ".storage.raids.md0.spares has spares, which a RAID of level 0 cannot use.")]
    [InlineData("d1/mirror, d2", "d1/miror, d2", "DD5405", ".storage.raids.md0.devices names the partition 'd1/miror', which the node does not have. Did you mean 'd1/mirror'?")]
    [InlineData("backing: d3", "backing: d33", "DD5405", ".storage.bcaches.bcache0.backing names the device 'd33', which is no device of the node. Did you mean 'd3'?")]
    [InlineData("cache: d4", "cache: d3", "DD5405", ".storage.bcaches.bcache0.cache names 'd3', which bcache 'bcache0' uses already (line *).")]
    [InlineData("backing: d3", "backing: d1/boot", "DD5405", ".storage.bcaches.bcache0.backing names 'd1/boot', which has a filesystem of its own.")]
    [InlineData("backing: d3", "backing: d1", "DD5405", ".storage.bcaches.bcache0.backing names 'd1', which has partitions of its own.")]
    [InlineData("backing: d3", "backing: md0", "DD5405", ".storage.bcaches.bcache0.backing names 'md0', which has a volume_group of its own.")]
    [InlineData("        volume_group: system\n", "        volume_group: system\n        partitions: [{name: a, size: 1g}]\n", "DD5405", ".storage.raids.md0 has both partitions and a volume_group.")]
    [InlineData("        volume_group: system\n", "        volume_group: system\n        filesystem: {mountpoint: /x}\n", "DD2002", ".storage.raids.md0 has both a volume_group and a filesystem.")]
    [InlineData("bcache0:", "md0:", "DD5405", ".storage.bcaches.md0 has the name of another device of the node, 'md0'.")]
    [InlineData("        backing: d3\n", "", "DD5404", ".storage.bcaches.bcache0 has no backing device.")]
    [InlineData("        cache: d4\n", "", "DD5404", ".storage.bcaches.bcache0 has no cache.")]
    [InlineData("mode: writeback", "mode: writefast", "DD001", ".storage.bcaches.bcache0.mode is *writefast*; expected writethrough or writeback or writearound.*")]
    [InlineData("mountpoint: /srv,", "mountpoint: /boot/,", "DD2004", ".storage.bcaches.bcache0.filesystem.mountpoint is /boot/, where boot is mounted already (line *).")]
    [InlineData("mountpoint: /srv,", "mountpoint: /boot/efi,", "DD5406", ".storage.bcaches.bcache0 holds /boot/efi, which firmware reads from partitions of disks only.")]
    [InlineData("size: 2g, filesystem: {mountpoint: /boot}}, {name: mirror, size: 60g}]\n      d2", "size: 2g}, {name: mirror, size: 60g}]\n      d2", "DD5406", "")]
    [InlineData("        raid_uuid", "        color: red\n        raid_uuid", "DD001", ".storage.raids.md0.color is not a known key.*")]
    public void A_rule_finds_what_breaks_it(string right, string wrong, string code, string message)
    {
        var findings = message.Length > 0 ? Findings(right, wrong)
            // The root moves onto the bcache, and /boot is mounted nowhere.
            : Designs.Findings(Designs.Changed(Designs.NodeDocument(Good
                .Replace(right, wrong, System.StringComparison.Ordinal)
                .Replace("filesystem: {mountpoint: /srv, fs_label: srv}", "filesystem: {mountpoint: /}", System.StringComparison.Ordinal)
                .Replace("name: root, size: 30g, filesystem: {mountpoint: /}", "name: root, size: 30g", System.StringComparison.Ordinal))));

        var pattern = @"\ABaremetalNode/n1: " + System.Text.RegularExpressions.Regex.Escape(message).Replace(@"\*", ".*", System.StringComparison.Ordinal);
        Assert.Contains(findings, finding => finding.Code == code && System.Text.RegularExpressions.Regex.IsMatch(finding.Message, pattern));
        Assert.All(findings.Where(finding => finding.Code == code), finding => Assert.True(finding.Remedy?.Length > 0 && finding.Location is not null));
    }

    [Fact]
    public void Several_bcaches_share_a_cache()
    {
        var shared = Good.Replace("    volume_groups:", "      bcache1: {backing: d2/spare, cache: d4, filesystem: {mountpoint: /opt}}\n    volume_groups:", System.StringComparison.Ordinal);

        Assert.Equal(["d4", "d4"], Designs.Node(shared).Bcaches.Select(bcache => bcache.Cache));
    }

    [Fact]
    public void Arrays_are_inherited_by_name_member_by_member_and_removed()
    {
        var profile = "schema: drydock/HostProfile/v1\nmetadata:\n  name: prof2\ndata:\n  host_profile: prof\n" + Good;
        var node = Designs.NodeDocument("""
              storage:
                physical_devices: {d5: {}}
                raids:
                  md0:
                    devices: ['!d2/mirror', d5]
                    raid_uuid: '!'
                bcaches:
                  bcache0: {mode: writearound}
            """).Replace("host_profile: prof\n", "host_profile: prof2\n", System.StringComparison.Ordinal);

        var merged = Designs.ReadChanged(profile + "---\n" + node).Site.Nodes.Single();
        Assert.Equal((1, null, "system"), (merged.Raids.Single().Level, merged.Raids.Single().RaidUuid, merged.Raids.Single().VolumeGroup));
        Assert.Equal(["d5", "d1/mirror"], merged.Raids.Single().Devices);
        Assert.Equal((CacheMode.WriteAround, "d3", "/srv"), (merged.Bcaches.Single().Mode, merged.Bcaches.Single().Backing, merged.Bcaches.Single().Filesystem!.MountPoint));

        var without = Designs.ReadChanged(profile + "---\n" + node[..node.IndexOf("  storage:", System.StringComparison.Ordinal)] + "  storage: {bcaches: {bcache0: null}, physical_devices: {'!d3': {}, '!d4': {}}}\n");
        Assert.Empty(without.Site.Nodes.Single().Bcaches);
    }
}
