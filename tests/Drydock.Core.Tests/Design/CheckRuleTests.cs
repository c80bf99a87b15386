using System;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>Each rule that a check adds, on the base site with one thing wrong: severity, code and message, and nothing else.</summary>
public sealed class CheckRuleTests
{
    private const string Root = "          size: 30g";
    private const string Data = "  cidr: 10.0.2.0/24";
    private const string Gp = "    mode: 802.3ad\n  mtu: 9000";

    [Theory]
    [InlineData(Root, "          size: 19g", "error DD1001: HostProfile/defaults: .storage.physical_devices.sda.partitions[0].size is 19g; expected at least 20 GB.")]
    [InlineData(Root, "          size: 50%", "error DD1001: HostProfile/defaults: .storage.physical_devices.sda.partitions[0].size is 50%, a share, which does not show that it is at least 20 GB.")]
    [InlineData(Root, "          bootable: true", "error DD1001: HostProfile/defaults: .storage.physical_devices.sda.partitions[0] has no size; expected a size such as 20g, 500m, 1tib, 40% or >20g.")]
    [InlineData("        - name: root", "        - name: system", "error DD1001: HostProfile/defaults: .storage has no partition or logical volume named 'root'.")]
    [InlineData("          size: 1g", "          size: 999m", "error DD1001: HostProfile/defaults: .storage.physical_devices.sda.partitions[1].size is 999m; expected at least 1 GB.")]
    [InlineData(Gp, "    mode: 802.3ad\n    up_delay: 50\n  mtu: 9000", "error DD1006: NetworkLink/gp: .bonding.up_delay is at odds with the monitoring interval: up_delay is 50 ms, mon_rate 100 ms.")]
    [InlineData(Gp, "    mode: active-backup\n    down_delay: 1\n  mtu: 9000", "error DD1006: NetworkLink/gp: .bonding.down_delay is at odds with the monitoring interval: down_delay is 1 ms, mon_rate 100 ms.")]
    [InlineData(Gp, "    mode: balance-rr\n    mon_rate: 300\n    down_delay: 300\n  mtu: 9000", "error DD1006: NetworkLink/gp: .bonding is at odds with the monitoring interval: up_delay is 200 ms, mon_rate 300 ms.")]
    [InlineData(Gp, "    mode: active-backup\n    hash: layer2\n  mtu: 9000", "warning DD1006: NetworkLink/gp: .bonding.hash has no effect, as the bonding mode is not 802.3ad.")]
    [InlineData(Gp, "    mode: disabled\n    mon_rate: 5\n  mtu: 9000", "warning DD1006: NetworkLink/gp: .bonding.mon_rate has no effect, as bonding is disabled.")]
    [InlineData("  allowed_networks:\n  - mgmt\n  - data", "  allowed_networks:\n  - mgmt", "warning DD5208: Network/data is on no network link.", "error DD1007: HostProfile/prof: .interfaces.bond0.networks[1] is the network 'data', which the interface's link 'gp' may not carry.")]
    [InlineData("  - mgmt\n  - data", "  - mgmt\n  - data\n  - oob", "error DD1007: NetworkLink/gp: .allowed_networks[2] is the network 'oob', which the link 'oob' carries already.")]
    [InlineData("      console: ttyS0", "      hugepages: '4'", "error DD1008: HostProfile/defaults: .platform.kernel_params.hugepages comes without hugepagesz.")]
    [InlineData("      console: ttyS0", "      hugepagesz: 1G", "error DD1008: HostProfile/defaults: .platform.kernel_params.hugepagesz comes without hugepages.")]
    [InlineData(Gp, "    mode: 802.3ad\n  mtu: 65537", "error DD2003: NetworkLink/gp: .mtu is 65537; expected 1280 to 65536.")]
    [InlineData(Data, Data + "\n  mtu: 1279", "error DD2003: Network/data: .mtu is 1279; expected 1280 to 65536.")]
    [InlineData(Data, Data + "\n  mtu: 9001", "error DD2003: Network/data: .mtu is 9001, above the 9000 of the link 'gp' that carries it.")]
    [InlineData("          size: 10g\n          filesystem:\n            mountpoint: /var/log", "          size: 100%", "error DD2003: HostProfile/defaults: .storage.volume_groups.vg1.logical_volumes[0].size is 100%, with which the shares of vg1 come to 100 %, above 99 %.")]
    [InlineData("    mode: 802.1q\n    default_network: mgmt", "    mode: disabled\n    default_network: data", "error DD2004: NetworkLink/gp: .trunking.mode is disabled, though 2 networks are allowed.", "error DD2004: NetworkLink/gp: .trunking.default_network is the network 'data' with the VLAN tag 11, though the link carries untagged frames only.")]
    [InlineData("    default_network: oob\n", "", "error DD2004: NetworkLink/oob: .trunking has neither trunking nor a native network.")]
    [InlineData("            mountpoint: /var/lib", "            mountpoint: /var/log/", "error DD2004: HostProfile/defaults: .storage.volume_groups.vg2.logical_volumes[0].filesystem.mountpoint is /var/log/, where log is mounted already (line 126).")]
    [InlineData("            mountpoint: /boot", "            mountpoint: boot", "error DD2004: HostProfile/defaults: .storage.physical_devices.sda.partitions[1].filesystem.mountpoint is 'boot'; expected an absolute path.")]
    [InlineData("        volume_group: vg2", "        volume_group: vg3", "error DD2002: HostProfile/defaults: .storage.physical_devices.sdc.volume_group names the volume group 'vg3', which the node does not have. Did you mean 'vg1'?", "error DD2002: HostProfile/defaults: .storage.volume_groups.vg2 has no physical volume: no device or partition names it as its volume_group.")]
    [InlineData("  - ssh-rsa AAAA key1", "  - '-----BEGIN OPENSSH PRIVATE KEY-----'", "warning DD5008: Region/site1: .authorized_keys[0] is no public SSH key.")]
    [InlineData("        - name: boot\n          size: 1g", "        - name: root\n          size: 30g", "error DD5104: HostProfile/defaults: .storage.physical_devices.sda.partitions[1].name is 'root', the name of an earlier one.")]
    [InlineData("      - nic1\n      - nic2", "      - nic1\n      - nic1", "warning DD5407: HostProfile/prof: .interfaces.bond0.slaves has 'nic1' twice.")]
    [InlineData("    bond0:\n", "    a:\n      device_link: oob\n      slaves: [nic2]\n      networks: [oob]\n    bond0:\n", "warning DD5407: HostProfile/prof: .interfaces.bond0.slaves has 'nic2', which the interface 'a' has already.")]
    [InlineData("'0000:00:04.0'", "'0000:00:03.0'", "warning DD5402: HardwareProfile/hw1: .device_aliases.nic2.address is '0000:00:03.0', the address of the alias 'nic1' too.")]
    [InlineData("  - path: /tmp/a\n    type: file", "  - type: file", "error DD001: BootAction/ba1: .assets[0].path is missing; expected an absolute path.")]
    [InlineData("    - template", "    - templat", "error DD001: BootAction/ba1: .assets[0].data_pipeline[0] is 'templat'; expected base64_encode or template or base64_decode or utf8_encode or utf8_decode. Did you mean 'template'?")]
    [InlineData("    type: ipmi\n", "    type: impi\n", "warning DD5503: HostProfile/defaults: .oob.type is 'impi', for which Drydock brings no driver. Did you mean 'ipmi'?")]
    [InlineData("    account: admin\n", "", "error DD4001: HostProfile/defaults: .oob has no account, which ipmi needs.")]
    [InlineData("    credential: pw\n", "", "error DD4001: HostProfile/defaults: .oob has no credential, which ipmi needs.")]
    [InlineData("    address: 10.0.0.11", "    address: dhcp", "error DD4001: BaremetalNode/n1: .addressing gives no fixed address in the out-of-band network 'oob'.")]
    [InlineData("    type: ipmi\n    network: oob\n", "    type: ipmi\n", "error DD4001: HostProfile/defaults: .oob has neither network nor address, of which ipmi needs one.")]
    [InlineData("    type: ipmi\n    network: oob\n    account: admin", "    type: redfish\n    network: oob", "error DD5502: HostProfile/defaults: .oob has no account, which redfish needs.")]
    [InlineData("    type: ipmi\n", "    type: libvirt\n", "error DD4002: HostProfile/defaults: .oob has no libvirt_uri, which libvirt needs.", "error DD4002: BaremetalNode/n1: .metadata has no boot_mac, by which libvirt finds the machine.")]
    [InlineData("    type: ipmi\n", "", "warning DD5503: HostProfile/defaults: .oob has no out-of-band type.")]
    [InlineData("    type: ipmi\n", "    type: carrier-pigeon\n", "warning DD5503: HostProfile/defaults: .oob.type is 'carrier-pigeon', for which Drydock brings no driver.")]
    [InlineData("    type: file\n    permissions: '555'\n    data: '{{ node.hostname }}'\n    data_pipeline:\n    - template", "    type: pkg_list\n    data: {}", "error DD4002: BootAction/ba1: .assets[0].data names no package.")]
    [InlineData("    type: file\n    permissions: '555'\n    data: '{{ node.hostname }}'\n    data_pipeline:\n    - template", "    type: pkg_list\n    data: {a: '1.0', b: '1:2~x-3', c: }", "error DD4002: BootAction/ba1: .assets[0].data.a is '1.0'; expected a version such as 1.2.3-1 or 1:1.2.3-1ubuntu1.")]
    [InlineData(Data, Data + "\n  ranges: [{type: dhcp, start: 10.0.2.9, end: 10.0.2.50}, {type: static, start: 10.0.2.50, end: 10.0.2.60}]", "error DD5301: Network/data: .ranges[1] from 10.0.2.50 to 10.0.2.60 overlaps the range [0] from 10.0.2.9 to 10.0.2.50.")]
    [InlineData(Data, Data + "\n  dhcp_relay: {self_ip: 10.0.3.1, upstream_target: 10.0.1.9}", "error DD5303: Network/data: .dhcp_relay.self_ip is 10.0.3.1, which is not within the network's CIDR 10.0.2.0/24.")]
    [InlineData(Data, Data + "\n  dhcp_relay: {self_ip: 10.0.2.1, upstream_target: 10.0.2.9}", "error DD5303: Network/data: .dhcp_relay.upstream_target is 10.0.2.9, which lies in this network itself.")]
    [InlineData(Data, Data + "\n  dhcp_relay: {self_ip: x}", "error DD5303: Network/data: .dhcp_relay has no upstream_target.", "error DD5303: Network/data: .dhcp_relay.self_ip is 'x'; expected an IP address.")]
    [InlineData(Data, Data + "\n  dhcp_relay: {self_ip: 10.0.2.1, upstream_target: 10.9.9.9}", "warning DD5303: Network/data: .dhcp_relay.upstream_target is 10.9.9.9, which lies in no network of the design.")]
    [InlineData("address: 10.0.1.11", "address: 10.0.1.0", "error DD5304: BaremetalNode/n1: .addressing[0].address is 10.0.1.0, the network or broadcast address of 10.0.1.0/24.")]
    [InlineData("address: 10.0.1.11", "address: 10.0.1.255", "error DD5304: BaremetalNode/n1: .addressing[0].address is 10.0.1.255, the network or broadcast address of 10.0.1.0/24.")]
    [InlineData("address: 10.0.1.11", "address: 10.0.1.1", "error DD5304: BaremetalNode/n1: .addressing[0].address is 10.0.1.1, a gateway of the network 'mgmt'.")]
    [InlineData("  cidr: 10.0.1.0/24", "  cidr: 10.0.1.0/24\n  ranges: [{type: dhcp, start: 10.0.1.9, end: 10.0.1.20}]", "warning DD5304: BaremetalNode/n1: .addressing[0].address is 10.0.1.11, in a range of the network 'mgmt' that DHCP gives out.")]
    [InlineData("  cidr: 10.0.1.0/24", "  cidr: 10.0.1.0/24\n  ranges: [{type: reserved, start: 10.0.1.11, end: 10.0.1.11}]", "warning DD5304: BaremetalNode/n1: .addressing[0].address is 10.0.1.11, in a range of the network 'mgmt' that is reserved.")]
    [InlineData("pxe_interface: 0", "pxe_interface: nic1", "warning DD5305: Network/mgmt is the network that n1 boots from, but has neither a DHCP range nor a DHCP relay.")]
    [InlineData("    servers: 8.8.8.8", "    servers: 8.8.8.8,dns.example", "error DD5306: Network/mgmt: .dns.servers holds 'dns.example'; expected IP addresses.")]
    [InlineData("address: '0000:00:03.0'", "address: '00:03.0'", "warning DD5402: HardwareProfile/hw1: .device_aliases.nic1.address is '00:03.0', which no pci device has; expected an address such as 0000:00:03.0.")]
    [InlineData("address: 2:0.0.0", "address: 2:0:0:0", "warning DD5402: HardwareProfile/hw1: .device_aliases.boot.address is '2:0:0:0', which no scsi device has; expected an address such as 2:0.0.0.")]
    [InlineData(@"regexp:0000\:(19|01)\:00\.[0-9]", "regexp:(", "error DD5402: HardwareProfile/hw1: .device_aliases.nicre.address is 'regexp:(', which is no regular expression.")]
    [InlineData("  primary_network: mgmt", "  primary_network: data", "warning DD5209: HostProfile/prof: .primary_network is 'data', in which the node has no address.")]
    [InlineData("  - network: oob\n    address: 10.0.0.11", "  - network: oob\n    address: 10.0.0.11\n  interfaces:\n    '!bond0': {}", "warning DD5208: BaremetalNode/n1: .addressing[0] is an address in the network 'mgmt', in which the node has no interface.")]
    [InlineData("schema: drydock/BootAction/v1\nmetadata:\n  name: ba1\ndata:", "schema: drydock/BootAction/v1\nmetadata:\n  name: ba1\ndata:\n  node_filter: {filter_set_type: union, filter_set: [{filter_type: union, node_names: [n1, n2]}]}", "warning DD5601: BootAction/ba1: .node_filter.filter_set[0].node_names[1] names the node 'n2', which is not in the design. Did you mean 'n1'?")]
    [InlineData("schema: drydock/BootAction/v1\nmetadata:\n  name: ba1\ndata:", "schema: drydock/BootAction/v1\nmetadata:\n  name: ba1\ndata:\n  node_filter: {filter_set_type: union, filter_set: [{filter_type: union, node_tags: [none]}]}", "warning DD4001: BaremetalNode/n1 has no boot action.", "warning DD5601: BootAction/ba1: .node_filter chooses no node.")]
    public void A_rule_finds_what_breaks_it(string right, string wrong, params string[] expected)
    {
        Assert.Contains(right, Designs.Base, StringComparison.Ordinal);
        var index = Designs.Base.IndexOf(right, StringComparison.Ordinal);
        var text = string.Concat(Designs.Base.AsSpan(0, index), wrong, Designs.Base.AsSpan(index + right.Length));

        var findings = Check(text);

        Assert.Equal(expected, findings.Select(finding => $"{finding.Severity} {finding.Code}: {finding.Message}".Replace("Error ", "error ", StringComparison.Ordinal)
            .Replace("Warning ", "warning ", StringComparison.Ordinal)));
        Assert.All(findings, finding => Assert.True(finding is { Document: not null, Location: not null, Remedy: not null }, finding.ToString()));
    }

    [Theory]
    [InlineData(">20g")]
    [InlineData("20g")]
    [InlineData("19gib")]
    public void A_root_volume_may_have_twenty_gigabytes_or_grow_from_there(string size) =>
        Assert.Empty(Check(Designs.Base.Replace("size: 30g", $"size: '{size}'", StringComparison.Ordinal)));

    [Fact]
    public void A_root_volume_may_be_logical() => Assert.Empty(Check(Designs.Base
        .Replace("        - name: root", "        - name: other", StringComparison.Ordinal)
        .Replace("        - name: log\n          size: 10g", "        - name: root\n          size: 40g", StringComparison.Ordinal)));

    [Fact]
    public void Two_nodes_cannot_boot_from_one_card()
    {
        var mac = Designs.NodeDocument("  metadata: {boot_mac: '52:54:00:00:00:01'}\n");
        var other = "---\n" + mac.Replace("name: n1", "name: n2", StringComparison.Ordinal).Replace(".11\n", ".12\n", StringComparison.Ordinal);

        var finding = Assert.Single(Check(Designs.Changed(mac + other)));

        Assert.Equal(("DD5501", "BaremetalNode/n2", ".metadata.boot_mac"), (finding.Code, finding.Document, finding.Path));
        Assert.Contains("52:54:00:00:00:01, which n1 has already (line ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Profiles_that_nobody_uses_are_told_of_and_their_references_are_checked_too()
    {
        var findings = Check(Designs.Base + "---\nschema: drydock/HostProfile/v1\nmetadata: {name: spare}\n" +
            "data: {interfaces: {a: {device_link: gone, networks: [lost]}}}\n---\nschema: drydock/HardwareProfile/v1\nmetadata: {name: hw9}\ndata: {}\n");

        Assert.Equal(
            ["DD5103 HostProfile/spare", "DD5205 HostProfile/spare", "DD5204 HostProfile/spare", "DD5103 HardwareProfile/hw9"],
            findings.Select(finding => $"{finding.Code} {finding.Document}"));
    }

    [Fact]
    public void A_check_asks_the_image_catalogue()
    {
        string Found(string image, string kernel) => string.Concat(Check(
            Designs.Base.Replace("image: xenial", "image: " + image, StringComparison.Ordinal).Replace("kernel: ga-16.04", "kernel: " + kernel, StringComparison.Ordinal))
            .Select(finding => $"{finding.Code} {finding.Path} {finding.Remedy}"));

        Assert.Equal("", Found("xenial", "hwe-16.04"));
        Assert.Equal("DD3001 .platform.image Images are xenial.", Found("jammy", "ga-16.04"));
        Assert.Equal("DD3001 .platform.kernel Kernels of xenial are ga-16.04, hwe-16.04.", Found("xenial", "ga-22.04"));
        Assert.Equal("DD3001 .platform.image Images are xenial.", Found("'!'", "ga-16.04"));
    }

    private static DesignFinding[] Check(string text) => [.. new SiteDesignReader()
        .Check([new SiteSource("site.yaml", text)], new DesignCheckOptions { Images = new RecordedImages() }).Findings];
}
