using System;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Lab.Hardware;
using Drydock.Lab.Samples;

namespace Drydock.Lab.Tests.Samples;

public sealed class LabSiteTests
{
    [Fact]
    public void The_shipped_sample_is_the_site_of_twelve_nodes()
    {
        var generated = LabSite.Generate(12, 23);
        Assert.Equal(["region.yaml", "networks.yaml", "profiles.yaml", "racks.yaml", "nodes.yaml"], generated.Select(source => source.File));
        foreach (var source in generated) Assert.Equal(LabSite.SampleText(source.File), source.Text);
    }

    [Fact]
    public void The_sample_has_what_a_newcomer_wants_to_see()
    {
        var reading = new SiteDesignReader().Read(LabSite.Generate(12, 23));
        Assert.Empty(reading.Findings);
        var site = reading.Site;
        Assert.Equal("harbour", site.Name);
        Assert.Equal([4, 4, 4], site.Nodes.GroupBy(node => node.Rack).Select(rack => rack.Count()));
        Assert.Equal(3, site.Nodes.Count(node => node.Oob.Type == "redfish"));
        Assert.Equal(9, site.Nodes.Count(node => node.Oob.Type == "ipmi"));
        Assert.Equal(BondingMode.Lacp, site.FindNetworkLink("trunk")!.Bonding.Mode);
        Assert.Equal([101, 102, 103], site.FindNetworkLink("trunk")!.AllowedNetworks.Select(name => site.FindNetwork(name)!.Vlan!.Value));
        var compute = site.FindNode("node02")!;
        Assert.Equal("hugepagesz=1G hugepages=16 quiet console=ttyS1,115200n8 isolcpus=4-15", compute.KernelParameterText);
        Assert.Equal(["compute", "harbour"], compute.Tags.Order());
        Assert.Equal("127.23.1.12", compute.OobAddress);
        Assert.Equal(6230, compute.Oob.Port);
        Assert.Equal(["system", "instances"], compute.VolumeGroups.Select(group => group.Name));
        Assert.Equal("/", compute.VolumeGroups[0].LogicalVolumes[0].Filesystem!.MountPoint);
        Assert.Equal([AddressType.Static, AddressType.Dhcp, AddressType.Static, AddressType.Auto, AddressType.Static],
            compute.Addressing.Select(address => address.Type));
        var control = site.FindNode("node01")!;
        Assert.Equal("http://127.23.1.11:6280", control.OobAddress);
        Assert.Null(control.Oob.Port);
        Assert.Empty(control.VolumeGroups);
        Assert.Equal(9, Assert.Single(site.BootActions).TargetNodes.Count);
        Assert.Single(site.Region!.AuthorizedKeys);
    }

    [Theory]
    [InlineData(1, 24)]
    [InlineData(13, 200)]
    [InlineData(1000, 77)]
    public void Sites_of_any_size_compile_without_findings_and_give_distinct_servers(int nodes, int octet)
    {
        var reading = new SiteDesignReader().Read(LabSite.Generate(nodes, octet));
        Assert.Empty(reading.Findings);
        var specs = ServerSpecs.Of(reading.Site);
        Assert.Equal(nodes, specs.Count);
        Assert.Equal(nodes, specs.Select(spec => spec.BmcAddress).Distinct().Count());
        Assert.All(specs, spec => Assert.Equal([127, (byte)octet], spec.BmcAddress.GetAddressBytes()[..2]));
        Assert.Equal(nodes * 3, specs.SelectMany(spec => spec.Nics).Select(nic => nic.MacAddress).Distinct().Count());
        Assert.Equal(nodes, specs.Select(spec => spec.SerialNumber).Distinct().Count());
        Assert.Equal(nodes * 2, specs.SelectMany(spec => spec.Disks).Select(disk => disk.Serial).Distinct().Count());
        Assert.Equal(nodes, reading.Site.Nodes.Select(node => node.FindAddress("mgmt")!.Address).Distinct().Count());
    }

    [Theory]
    [InlineData(0, 23)]
    [InlineData(LabSite.MaxNodes + 1, 23)]
    [InlineData(12, 0)]
    [InlineData(12, 255)]
    public void Sizes_and_octets_beyond_the_networks_are_refused(int nodes, int octet) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LabSite.Generate(nodes, octet));

    [Fact]
    public void A_server_is_made_of_its_node_and_hardware_profile()
    {
        var site = new SiteDesignReader().Read(LabSite.Generate(12, 23)).Site;
        var specs = ServerSpecs.Of(site);
        Assert.Equal(specs.Select(spec => spec.Uuid), ServerSpecs.Of(site).Select(spec => spec.Uuid));
        var compute = specs[1];
        Assert.Equal(("node02", "ipmi", "127.23.1.12", 6230, 6280, "drydock"),
            (compute.Name, compute.BmcType, compute.BmcAddress.ToString(), compute.IpmiPort, compute.RedfishPort, compute.BmcUser));
        Assert.Equal(site.Nodes[1].Oob.Credential, compute.BmcPassword);
        Assert.False(compute.Uefi);
        Assert.Equal(["enp24s0f0", "enp59s0f0", "enp59s0f1"], compute.Nics.Select(nic => nic.Name));
        Assert.Equal(["52:54:00:01:02:00", "52:54:00:01:02:01", "52:54:00:01:02:02"], compute.Nics.Select(nic => nic.MacAddress));
        Assert.Equal(["10.23.0.0/20", null, null], compute.Nics.Select(nic => nic.Cidr));
        Assert.Equal([true, false, false], compute.Nics.Select(nic => nic.Boot));
        Assert.Equal(["2:0.0.0", "2:0.1.0"], compute.Disks.Select(disk => disk.BusAddress));
        Assert.True(specs[0].Uefi);
        Assert.Equal("redfish", specs[0].BmcType);
    }
}
