using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>What nodes inherit, above all where airshipit/drydock loses something.</summary>
public sealed class InheritanceTests
{
    [Fact]
    public void A_device_that_the_node_names_changes_and_the_others_stay()
    {
        var node = Designs.Node("""
              storage:
                physical_devices:
                  sda:
                    partitions:
                    - name: root
                      size: 40g
            """);

        Assert.Equal(["sda", "sdb", "sdc"], node.StorageDevices.Select(device => device.Name));
        Assert.Equal(["root 40g /", "boot 1g /boot"],
            node.StorageDevices[0].Partitions.Select(part => $"{part.Name} {part.Size} {part.Filesystem?.MountPoint}"));
        Assert.Equal("root", node.StorageDevices[0].Labels.Find("role"));
    }

    [Fact]
    public void A_new_device_comes_last()
    {
        var node = Designs.Node("  storage:\n    physical_devices:\n      sdd:\n        volume_group: vg1\n");

        Assert.Equal(["sda", "sdb", "sdc", "sdd"], node.StorageDevices.Select(device => device.Name));
    }

    [Theory]
    [InlineData("'!sdc': {}", "'!vg2': {}")]
    [InlineData("sdc: null", "vg2: null")]
    [InlineData("sdc:", "vg2: ~")]
    public void Null_and_exclamation_mark_remove_devices_and_groups(string device, string group)
    {
        var node = Designs.Node($"  storage:\n    physical_devices:\n      {device}\n    volume_groups:\n      {group}\n");

        Assert.Equal(["sda", "sdb"], node.StorageDevices.Select(item => item.Name));
        Assert.Equal(["vg1"], node.VolumeGroups.Select(item => item.Name));
    }

    [Fact]
    public void Logical_volumes_are_joined_by_name_and_removed()
    {
        var node = Designs.Node("""
              storage:
                volume_groups:
                  vg2:
                    logical_volumes:
                    - name: lib
                      size: 20g
                    - name: opt
                      size: 5g
                  vg1:
                    logical_volumes:
                    - name: '!log'
            """);

        Assert.Equal(["vg1", "vg2"], node.VolumeGroups.Select(group => group.Name));
        Assert.Empty(node.VolumeGroups[0].LogicalVolumes);
        Assert.Equal(["lib 20g /var/lib", "opt 5g "],
            node.VolumeGroups[1].LogicalVolumes.Select(volume => $"{volume.Name} {volume.Size} {volume.Filesystem?.MountPoint}"));
    }

    [Fact]
    public void A_filesystem_is_joined_field_by_field_and_null_removes_it()
    {
        var node = Designs.Node("""
              storage:
                physical_devices:
                  sda:
                    partitions:
                    - name: root
                      filesystem: {fstype: xfs, fs_label: top}
                    - name: boot
                      filesystem: null
            """);
        var partitions = node.StorageDevices[0].Partitions;

        Assert.Equal(new Filesystem { Type = "xfs", MountPoint = "/", Label = "top" }, partitions[0].Filesystem);
        Assert.Null(partitions[1].Filesystem);
    }

    [Fact]
    public void An_interface_of_both_keeps_sriov()
    {
        var profile = "schema: drydock/HostProfile/v1\nmetadata:\n  name: prof\ndata:\n  host_profile: defaults\n  hardware_profile: hw1\n" +
            "  interfaces:\n    p1:\n      device_link: gp\n      slaves: [nic1]\n      networks: [mgmt]\n      sriov: {vf_count: 4, trustmode: true}\n";
        string Node(string sriov) => "---\n" + Designs.NodeDocument($"  interfaces:\n    p1:\n      networks: [data]\n{sriov}");

        Assert.Equal(new SriovSettings { VirtualFunctions = 4, Trusted = true }, Interface(""));
        Assert.Equal(new SriovSettings { VirtualFunctions = 2 }, Interface("      sriov: {vf_count: 2, trustedmode: false}\n"));
        Assert.Null(Interface("      sriov: null\n"));

        SriovSettings? Interface(string sriov)
        {
            var item = Designs.ReadChanged(profile + Node(sriov)).Site.Nodes.Single().Interfaces.Single();
            Assert.Equal(["data", "mgmt"], item.Networks);
            return item.Sriov;
        }
    }

    [Fact]
    public void Null_removes_an_interface_and_a_new_one_takes_its_place()
    {
        var node = Designs.Node("  interfaces:\n    bond0: null\n    eno1:\n      device_link: oob\n      networks: [oob]\n");

        var item = Assert.Single(node.Interfaces);
        Assert.Equal("eno1", item.Name);
        Assert.Equal([new DeviceSelector(DeviceSelectorKind.Name, "eno1")], item.Selectors);
    }

    [Fact]
    public void What_is_removed_and_written_anew_inherits_nothing()
    {
        var node = Designs.Node("  interfaces:\n    '!bond0': {}\n    bond0:\n      device_link: oob\n      networks: [oob]\n");

        var item = Assert.Single(node.Interfaces);
        Assert.Equal(("oob", "oob", ""), (item.NetworkLink, item.Networks.ToString(), item.Slaves.ToString()));
    }

    [Fact]
    public void An_exclamation_mark_takes_simple_settings_away()
    {
        var node = Designs.Node(
            "  metadata:\n    rack: '!'\n  platform:\n    image: '!'\n    kernel_params:\n      quiet: null\n" +
            "  oob:\n    type: manual\n    account: '!'\n    credential: null\n");

        Assert.Equal((null, null, "ga-16.04"), (node.Rack, node.Image, node.Kernel));
        Assert.Equal("console=ttyS0", node.KernelParameterText);
        Assert.Equal(new OobSettings { Type = "manual", Network = "oob" }, node.Oob);
    }

    [Theory]
    [InlineData("  metadata:\n    rack: null\n", ".metadata.rack")]
    [InlineData("  platform:\n    image: ~\n", ".platform.image")]
    [InlineData("  interfaces:\n    bond0:\n      device_link:\n", ".interfaces.bond0.device_link")]
    public void Null_is_no_text_and_says_how_to_take_one_away(string content, string path)
    {
        var finding = Designs.Findings(Designs.Changed(Designs.NodeDocument(content))).Single(found => found.Severity == FindingSeverity.Error);

        Assert.Equal(("DD001", path), (finding.Code, finding.Path));
        Assert.Contains("'!'", finding.Remedy!, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_of_one_name_are_each_joined_with_the_inherited_one()
    {
        var found = Designs.Findings(Designs.Changed(Designs.NodeDocument(
            "  storage:\n    volume_groups:\n      vg1:\n        logical_volumes:\n        - name: log\n        - name: log\n")));

        Assert.Contains(found, finding => finding.Code == "DD2004" && finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void A_profile_without_parent_and_devices_gives_a_node_its_first_device()
    {
        var node = Designs.ReadChanged(
            "schema: drydock/HostProfile/v1\nmetadata:\n  name: prof\ndata:\n  hardware_profile: hw1\n---\n" +
            Designs.NodeDocument("  storage:\n    physical_devices:\n      sda:\n        partitions:\n        - {name: root, size: 20g}\n"))
            .Site.Nodes.Single();

        Assert.Equal("sda", Assert.Single(node.StorageDevices).Name);
    }

    [Fact]
    public void A_long_chain_of_profiles_is_followed()
    {
        var chain = string.Concat(Enumerable.Range(0, 3000).Select(index =>
            $"---\nschema: drydock/HostProfile/v1\nmetadata:\n  name: p{index}\ndata:\n  host_profile: {(index == 2999 ? "prof" : $"p{index + 1}")}\n"));
        var node = Designs.NodeDocument("").Replace("host_profile: prof", "host_profile: p0", System.StringComparison.Ordinal);

        Assert.Equal("xenial", Designs.ReadChanged(node + chain).Site.Nodes.Single().Image);
    }

    [Fact]
    public void Labels_of_racks_choose_nodes()
    {
        Assert.Equal(["n1"], Targets("row: 7"));
        Assert.Equal(["n1"], Targets("power: a"));
        Assert.Equal(["n1"], Targets("power: b, row: '7'"));
        Assert.Empty(Targets("row: 8"));
        Assert.Empty(Targets("row: 7}, node_names: [n2], node_labels: {foo: bar"));

        static ItemList<string> Targets(string labels) => Designs.ReadChanged(
            "schema: drydock/Rack/v1\nmetadata:\n  name: r1\ndata:\n  location: {row: '7'}\n  labels: {power: a}\n---\n" +
            "schema: drydock/BootAction/v1\nmetadata:\n  name: ba1\ndata:\n  assets: []\n  node_filter:\n    filter_set_type: union\n" +
            $"    filter_set:\n    - {{filter_type: intersection, rack_labels: {{{labels}}}}}\n---\n" +
            Designs.NodeDocument("  metadata:\n    rack: r1\n")).Site.BootActions.Single().TargetNodes;
    }

    [Fact]
    public void A_site_leads_its_nodes_to_itself_and_equals_another_reading()
    {
        var first = Designs.Read(Designs.Base).Site;
        var second = Designs.Read(Designs.Base).Site;

        Assert.All(first.Nodes, node => Assert.Same(first, node.Site));
        Assert.Equal("n1.example.com", first.Nodes[0].Fqdn);
        Assert.Equal("10.0.0.11", first.Nodes[0].OobAddress);
        Assert.Equal(first.Nodes, second.Nodes);
        Assert.Equal(first.Networks, second.Networks);
        Assert.Equal(first.NetworkLinks, second.NetworkLinks);
        Assert.Equal(first.HostProfiles, second.HostProfiles);
        Assert.Equal(first.HardwareProfiles, second.HardwareProfiles);
        Assert.Equal(first.BootActions, second.BootActions);
        Assert.Equal(first.Region, second.Region);
    }
}
