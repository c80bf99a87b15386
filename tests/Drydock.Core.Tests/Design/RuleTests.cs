using System;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>Each rule on the base site with one thing wrong: the code, the place by its text, and the message.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("host_profile: prof", "host_profile: proof", "DD5201", "BaremetalNode/n1: .host_profile names the host profile 'proof', which is not in the design. Did you mean 'prof'?")]
    [InlineData("host_profile: defaults", "host_profile: prof", "DD5202", "HostProfile/prof: .host_profile closes a circle of host profiles: prof → prof.")]
    [InlineData("hardware_profile: hw1", "hardware_profile: hw2", "DD5203", "HostProfile/prof: .hardware_profile names the hardware profile 'hw2', which is not in the design. Did you mean 'hw1'?")]
    [InlineData("    default_network: oob", "    default_network: oub", "DD5204", "NetworkLink/oob: .trunking.default_network names the network 'oub', which is not in the design. Did you mean 'oob'?")]
    [InlineData("  allowed_networks:\n  - mgmt\n  - data", "  allowed_networks:\n  - mgmt\n  - data\n  - x", "DD5204", "NetworkLink/gp: .allowed_networks[2] names the network 'x', which is not in the design.")]
    [InlineData("primary_network: mgmt", "primary_network: mgnt", "DD5204", "HostProfile/prof: .primary_network names the network 'mgnt', which is not in the design. Did you mean 'mgmt'?")]
    [InlineData("      networks:\n      - mgmt", "      networks:\n      - gone", "DD1007", "HostProfile/prof: .interfaces.bond0.networks[0] names the network 'gone', which is not in the design.")]
    [InlineData("  - network: oob", "  - network: out", "DD2002", "BaremetalNode/n1: .addressing[1].network names the network 'out', which is not in the design.")]
    [InlineData("    network: oob\n    account", "    network: out\n    account", "DD5204", "HostProfile/defaults: .oob.network names the network 'out', which is not in the design.")]
    [InlineData("device_link: gp", "device_link: pg", "DD1007", "HostProfile/prof: .interfaces.bond0.device_link names the network link 'pg', which is not in the design. Did you mean 'gp'?")]
    [InlineData("      device_link: gp\n", "", "DD1007", "HostProfile/prof: .interfaces.bond0 has no device_link.")]
    [InlineData("cidr: 10.0.2.0/24", "cidr: 10.0.2.0", "DD2006", "Network/data: .cidr is '10.0.2.0'; expected a network such as 10.23.0.0/24.")]
    [InlineData("cidr: 10.0.2.0/24", "cidr: 10.0.2.1/24", "DD2006", "Network/data: .cidr is '10.0.2.1/24', which has host bits set.")]
    [InlineData("cidr: 10.0.2.0/24", "cidr: 10.0.2.0/33", "DD2006", "Network/data: .cidr is '10.0.2.0/33'; expected a network such as 10.23.0.0/24.")]
    [InlineData("cidr: 10.0.2.0/24", "cidr: fd00::1/64", "DD2006", "Network/data: .cidr is 'fd00::1/64', which has host bits set.")]
    [InlineData("subnet: 0.0.0.0/0", "subnet: 10.0.0.1/8", "DD2006", "Network/mgmt: .routes[0].subnet is '10.0.0.1/8', which has host bits set.")]
    [InlineData("  - subnet: 0.0.0.0/0\n    gateway", "  - gateway", "DD2002", "Network/mgmt: .routes[0] leads nowhere: it has neither subnet nor routedomain.")]
    [InlineData("    gateway: 10.0.1.1\n", "", "DD2002", "Network/mgmt: .routes[0] has no gateway.")]
    [InlineData("gateway: 10.0.1.1", "gateway: 10.0.9.1", "DD2002", "Network/mgmt: .routes[0].gateway is 10.0.9.1, which is not within the network's CIDR 10.0.1.0/24.")]
    [InlineData("gateway: 10.0.1.1", "gateway: 10.0.1", "DD2002", "Network/mgmt: .routes[0].gateway is '10.0.1'; expected an IP address.")]
    [InlineData("address: 10.0.1.11", "address: 10.0.2.11", "DD2002", "BaremetalNode/n1: .addressing[0].address is 10.0.2.11, which is not within the CIDR 10.0.1.0/24 of the network 'mgmt'.")]
    [InlineData("address: 10.0.1.11", "address: DHCP", "DD2002", "BaremetalNode/n1: .addressing[0].address is 'DHCP'; expected an IP address, dhcp or auto.")]
    [InlineData("address: 10.0.1.11", "address: 10.0.1.011", "DD2002", "BaremetalNode/n1: .addressing[0].address is '10.0.1.011'; expected an IP address, dhcp or auto.")]
    [InlineData("  - network: oob\n    address: 10.0.0.11", "  - network: mgmt\n    address: 10.0.1.11", "DD2005", "BaremetalNode/n1: .addressing[1].address is 10.0.1.11, which n1 has already (line *).")]
    [InlineData("  cidr: 10.0.2.0/24", "  cidr: 10.0.2.0/24\n  ranges: [{type: dhcp, start: 10.0.2.9, end: 10.0.2.5}]", "DD5301", "Network/data: .ranges[0] begins at 10.0.2.9, after its end 10.0.2.5.")]
    [InlineData("  cidr: 10.0.2.0/24", "  cidr: 10.0.2.0/24\n  ranges: [{type: dhcp, start: 10.0.2.9, end: 10.0.3.5}]", "DD5301", "Network/data: .ranges[0].end is 10.0.3.5, which is not within the network's CIDR 10.0.2.0/24.")]
    [InlineData("  cidr: 10.0.2.0/24", "  cidr: 10.0.2.0/24\n  ranges: [{type: dhcp, start: x, end: 10.0.2.5}]", "DD5301", "Network/data: .ranges[0].start is 'x'; expected an IP address.")]
    [InlineData("name: n1", "name: n_1", "DD3003", "BaremetalNode/n_1 has the name n_1.example.com, of which 'n_1' is no label of a host name.")]
    [InlineData("name: n1", "name: -n", "DD3003", "BaremetalNode/-n has the name -n.example.com, of which '-n' is no label of a host name.")]
    [InlineData("size: 30g", "size: 30 g", "DD1001", "HostProfile/defaults: .storage.physical_devices.sda.partitions[0].size is '30 g'; expected a size such as 20g, 500m, 1tib, 40% or >20g.")]
    [InlineData("        - name: log\n          size: 10g", "        - name: log", "DD2003", "HostProfile/defaults: .storage.volume_groups.vg1.logical_volumes[0] has no size; expected a size such as 20g, 500m, 1tib, 40% or >20g.")]
    [InlineData("        volume_group: vg1\n", "        volume_group: vg2\n", "DD2002", "HostProfile/defaults: .storage.volume_groups.vg1 has no physical volume: no device or partition names it as its volume_group.")]
    [InlineData("      sdc:\n", "      sdd:\n        volume_group: vg3\n      sdc:\n", "DD2002", "HostProfile/defaults: .storage.physical_devices.sdd.volume_group names the volume group 'vg3', which the node does not have. Did you mean 'vg1'?")]
    [InlineData("      sdc:\n", "      sdd: {}\n      sdc:\n", "DD2002", "HostProfile/defaults: .storage.physical_devices.sdd has neither a volume_group nor partitions.")]
    [InlineData("      sdc:\n", "      sdc:\n        partitions: [{name: a, size: 1g}]\n", "DD2002", "HostProfile/defaults: .storage.physical_devices.sdc has both a volume_group and partitions.")]
    [InlineData("          size: 1g\n", "          size: 1g\n          volume_group: vg1\n", "DD2002", "HostProfile/defaults: .storage.physical_devices.sda.partitions[1] has both a volume_group and a filesystem.")]
    [InlineData("schema: drydock/Network/v1\nmetadata:\n  name: data", "schema: drydock/Network/v1\nmetadata:\n  name: mgmt", "DD5101", "Network/mgmt has the name of another Network document, that of site.yaml:*.")]
    public void A_rule_finds_what_breaks_it(string right, string wrong, string code, string message)
    {
        Assert.Contains(right, Designs.Base, StringComparison.Ordinal);
        var text = Designs.Base.Replace(right, wrong, StringComparison.Ordinal);

        var finding = Designs.Findings(text)[0];
        var finds = Designs.Findings(text).Where(found => found.Code == code).ToList();

        Assert.Contains(finds, found => Matches(message, found.Message));
        Assert.All(finds, found => Assert.NotNull(found.Location));
        Assert.NotNull(finding.Document);
    }

    [Theory]
    [InlineData("gateway: 10.0.1.1\n", "gateway: 10.0.9.1\n", "gateway: 10.0.9.1", 9)]
    [InlineData("size: 30g\n", "size: thirty\n", "size: thirty", 6)]
    [InlineData("device_link: gp\n", "device_link: nix\n", "device_link: nix", 13)]
    public void The_place_is_that_of_the_value_even_where_it_is_inherited(string right, string wrong, string line, int offset)
    {
        var text = Designs.Base.Replace(right, wrong, StringComparison.Ordinal);
        var lines = text.Split('\n').ToList();
        var at = lines.FindIndex(candidate => candidate.Contains(line, StringComparison.Ordinal));

        var finding = Assert.Single(Designs.Findings(text));

        Assert.Equal(new SourceLocation("site.yaml", at + 1, lines[at].IndexOf(line, StringComparison.Ordinal) + offset + 1), finding.Location);
    }

    [Fact]
    public void What_many_nodes_inherit_is_reported_once()
    {
        var nodes = string.Concat(Enumerable.Range(2, 50).Select(index => "---\n" +
            Designs.NodeDocument("").Replace("n1", $"n{index}", StringComparison.Ordinal).Replace("10.0.1.11", $"10.0.1.{index + 20}", StringComparison.Ordinal)
            .Replace("10.0.0.11", $"10.0.0.{index + 20}", StringComparison.Ordinal)));

        Assert.Single(Designs.Findings(Designs.Base.Replace("size: 30g", "size: x", StringComparison.Ordinal) + nodes));
    }

    [Fact]
    public void A_second_region_is_an_error() =>
        Assert.Equal("DD5102", Assert.Single(Designs.Findings(Designs.Base, "schema: drydock/Region/v1\nmetadata: {name: other}\ndata: {}\n")).Code);

    [Fact]
    public void A_node_without_hardware_profile_is_an_error()
    {
        var finding = Assert.Single(Designs.Findings(Designs.Base.Replace("  hardware_profile: hw1\n", "", StringComparison.Ordinal)));

        Assert.Equal(("DD5203", "BaremetalNode/n1"), (finding.Code, finding.Document));
    }

    [Fact]
    public void Unknown_racks_are_warned_of_once_a_design_has_racks()
    {
        Assert.Empty(Designs.Read(Designs.Base).Findings);
        var reading = Designs.Read(Designs.Base, "schema: drydock/Rack/v1\nmetadata: {name: r2}\ndata: {local_networks: [mgmt, gone]}\n");

        Assert.Equal(
            ["BaremetalNode/n1: .metadata.rack names the rack 'r1', which is not in the design. Did you mean 'r2'?",
                "Rack/r2: .local_networks[1] names the network 'gone', which is not in the design."],
            reading.Findings.Select(finding => finding.Message));
        Assert.All(reading.Findings, finding => Assert.Equal(FindingSeverity.Warning, finding.Severity));
    }

    [Theory]
    [InlineData("hardwareprofile:cpuset.sriov", "2,4", 0)]
    [InlineData("hardwareprofile:hugepages.dpdk.size", "1G", 0)]
    [InlineData("hardwareprofile:hugepages.dpdk.count", "30", 0)]
    [InlineData("hardwareprofile:hugepages.dpdk", "hardwareprofile:hugepages.dpdk", 1)]
    [InlineData("hardwareprofile:cpuset", "hardwareprofile:cpuset", 1)]
    [InlineData("hardwareprofile:", "hardwareprofile:", 1)]
    public void Kernel_parameters_refer_to_the_hardware_profile(string written, string value, int warnings)
    {
        var reading = Designs.ReadChanged(Designs.NodeDocument($"  platform: {{kernel_params: {{a: '{written}'}}}}\n"));

        Assert.Equal(value, reading.Site.Nodes.Single().KernelParams["a"]);
        Assert.Equal(warnings, reading.Findings.Count(finding => finding.Code == "DD5207"));
    }

    [Fact]
    public void A_route_domain_adds_its_networks_once_and_not_the_networks_own()
    {
        var site = Designs.Read("""
            schema: drydock/Network/v1
            metadata: {name: a}
            data:
              cidr: 10.1.0.0/24
              routedomain: rd
              routes:
              - {routedomain: rd, gateway: 10.1.0.1, metric: 5}
              - {subnet: 10.2.0.0/24, gateway: 10.1.0.1, metric: 9}
            ---
            schema: drydock/Network/v1
            metadata: {name: b}
            data: {cidr: 10.2.0.0/24, routedomain: rd}
            ---
            schema: drydock/Network/v1
            metadata: {name: c}
            data: {cidr: 10.3.0.0/24, routedomain: rd}
            """).Site;

        Assert.Equal(["rd  10.1.0.1 5", " 10.2.0.0/24 10.1.0.1 9", " 10.3.0.0/24 10.1.0.1 5"],
            site.FindNetwork("a")!.Routes.Select(route => $"{route.RouteDomain} {route.Subnet} {route.Gateway} {route.Metric}"));
        Assert.Empty(site.FindNetwork("b")!.Routes);
    }

    private static bool Matches(string pattern, string message)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? message == pattern : message.StartsWith(pattern[..star], StringComparison.Ordinal);
    }
}
