using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Tests.Design;

/// <summary>What each kind of document gives, with everything and with nothing in it.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void A_region_and_its_defaults()
    {
        var full = Designs.Site("Region", """
              authorized_keys: [ssh-ed25519 AAAA one]
              tag_definitions:
              - {tag: hp, definition_type: lshw_xpath, definition: //node}
              repositories:
                remove_unlisted: true
                docker:
                  repo_type: apt
                  url: http://x
                  distributions: [jammy]
                  subrepos: [security]
                  components: [main]
                  gpgkey: k
                  arches: [arm64]
                  options: {a: b}
                plain: {url: http://y}
            """).Region!;

        Assert.Equal(["ssh-ed25519 AAAA one"], full.AuthorizedKeys);
        Assert.Equal(new TagDefinition { Tag = "hp", Definition = "//node" }, full.TagDefinitions.Single());
        Assert.True(full.RemoveUnlistedRepositories);
        Assert.Equal(
            new PackageRepository
            {
                Name = "docker",
                Url = "http://x",
                Distributions = new(["jammy"]),
                StatesPockets = true,
                DisabledPockets = new(["updates", "backports"]),
                Components = new(["main"]),
                DisabledComponents = new(["restricted", "universe", "multiverse"]),
                Architectures = new(["arm64"]),
                GpgKey = "k",
                Options = new TextMap([new("a", "b")]),
            },
            full.Repositories[0]);
        Assert.Equal(["amd64"], full.Repositories[1].Architectures);
        Assert.Equal((false, 0, 0), (full.Repositories[1].StatesPockets, full.Repositories[1].DisabledPockets.Count, full.Repositories[1].DisabledComponents.Count));
        Assert.Equal(new Region { Name = "x", Source = new("site.yaml", 1, 1) }, Designs.Site("Region", "  {}").Region);
    }

    [Fact]
    public void A_region_states_storage_images_and_settings_of_its_provisioner()
    {
        var region = Designs.Site("Region", """
              storage: {default_layout: lvm, erase_on_release: true, erase_method: secure-or-quick}
              boot_media: {source: 'http://images.example/maas', arches: [amd64, arm64], images: [ubuntu/noble]}
              provisioner:
                kernel_params: {console: ttyS1, quiet: true}
                http_proxy: ''
                ntp_servers: [10.0.0.1]
                dns_servers: []
                commissioning_series: jammy
                use_node_oob_params: true
              bootaction_report_url: https://reports.example/api
            """).Region!;
        Assert.Equal(new RegionStorage { DefaultLayout = "lvm", EraseOnRelease = true, EraseMethod = "secure-or-quick" }, region.Storage);
        Assert.Equal(
            new RegionBootMedia { Source = "http://images.example/maas", Architectures = new(["amd64", "arm64"]), Images = new(["ubuntu/noble"]) },
            region.BootMedia);
        Assert.Equal(
            new RegionProvisioner
            {
                KernelParameters = "console=ttyS1 quiet",
                HttpProxy = "",
                NtpServers = new(["10.0.0.1"]),
                DnsServers = ItemList<string>.Empty,
                CommissioningSeries = "jammy",
                UseNodeOobParameters = true,
            },
            region.Provisioner);
        Assert.Equal("https://reports.example/api", region.BootActionReportUrl);
    }

    [Fact]
    public void A_hardware_profile_names_scripts_and_firmware()
    {
        var profile = Designs.Site("HardwareProfile", """
              device_aliases:
                disk: {bus_type: scsi, address: '2:0.0.0', firmware_version: 1.5}
              scripts:
                raid: {path: scripts/raid.sh, purpose: raid, tags: [h1], parameters: {level: 10}}
                burn-in: {content: "#!/bin/sh", type: testing}
            """).HardwareProfiles.Single();
        Assert.Equal("1.5", profile.Devices[0].FirmwareVersion);
        Assert.Equal(
            new HardwareScript { Name = "raid", Path = "scripts/raid.sh", Purpose = HardwareScriptPurpose.Raid, Tags = new(["h1"]), Parameters = new TextMap([new("level", "10")]) },
            profile.Scripts[0]);
        Assert.Equal(new HardwareScript { Name = "burn-in", Content = "#!/bin/sh", Type = HardwareScriptType.Testing }, profile.Scripts[1]);
    }

    [Fact]
    public void A_rack_and_its_defaults()
    {
        var full = Designs.Site("Rack", """
              tor_switches:
                sw1: {mgmt_ip: 10.0.0.2, sdn_api_uri: https://a}
                sw2: {sdn_api_url: https://b}
              location: {clli: HSTN, floor: 3}
              local_networks: [pxe]
              labels: {power: a}
            """).Racks.Single();

        Assert.Equal(
            [new TorSwitch { Name = "sw1", ManagementAddress = "10.0.0.2", SdnApiUri = "https://a" }, new TorSwitch { Name = "sw2", SdnApiUri = "https://b" }],
            full.TorSwitches);
        Assert.Equal(("HSTN", "3"), (full.Location["clli"], full.Location["floor"]));
        Assert.Equal(["pxe"], full.LocalNetworks);
        Assert.Equal("a", full.Labels["power"]);
        Assert.Equal(new Rack { Name = "x", Source = new("site.yaml", 1, 1) }, Designs.Site("Rack", "  {}").Racks.Single());
    }

    [Theory]
    [InlineData("802.3ad", BondingMode.Lacp, "layer3+4", "fast", 100, 200)]
    [InlineData("balance-rr", BondingMode.BalanceRoundRobin, null, null, 100, 200)]
    [InlineData("balanced-rr", BondingMode.BalanceRoundRobin, null, null, 100, 200)]
    [InlineData("active-backup", BondingMode.ActiveBackup, null, null, 100, 200)]
    [InlineData("disabled", BondingMode.Disabled, null, null, null, null)]
    public void Bonding_has_the_defaults_of_its_mode(string word, BondingMode mode, string? hash, string? rate, int? monitor, int? delay)
    {
        var link = Designs.Site("NetworkLink", $"  bonding: {{mode: {word}}}\n  trunking: {{mode: 802.1q}}\n  allowed_networks: []").NetworkLinks.Single();

        Assert.Equal(
            new Bonding { Mode = mode, HashPolicy = hash, PeerRate = rate, MonitorRate = monitor, UpDelay = delay, DownDelay = delay }, link.Bonding);
    }

    [Fact]
    public void A_network_link_and_its_defaults()
    {
        var full = Designs.Site("NetworkLink", """
              bonding: {mode: 802.3ad, hash: layer2, peer_rate: slow, mon_rate: 50, up_delay: 60, down_delay: 70.9}
              mtu: 9000.7
              linkspeed: 10g
              trunking: {mode: 802.1q}
              allowed_networks: []
              labels: {on: yes, none: null, number: 1}
            """).NetworkLinks.Single();

        Assert.Equal(
            new Bonding { Mode = BondingMode.Lacp, HashPolicy = "layer2", PeerRate = "slow", MonitorRate = 50, UpDelay = 60, DownDelay = 70 }, full.Bonding);
        Assert.Equal((9000, "10g", TrunkingMode.Dot1Q, (string?)null), (full.Mtu, full.LinkSpeed, full.TrunkingMode, full.NativeNetwork));
        Assert.Equal("on=True, none=, number=1", full.Labels.ToString());
        Assert.Equal(new NetworkLink { Name = "x", Source = new("site.yaml", 1, 1), TrunkingMode = TrunkingMode.Dot1Q },
            Designs.Site("NetworkLink", "  trunking: {mode: 802.1q}\n  allowed_networks: []").NetworkLinks.Single());
    }

    [Fact]
    public void A_network_and_its_defaults()
    {
        var full = Designs.Site("Network", """
              cidr: 10.1.0.0/24
              vlan: '102'
              mtu: 1400
              routedomain: rd
              ranges:
              - {type: static, start: 10.1.0.5, end: 10.1.0.9}
              - {type: dhcp, start: 10.1.0.10, end: 10.1.0.10}
              routes:
              - {subnet: 0.0.0.0/0, gateway: 10.1.0.1, metric: 10}
              dns: {domain: example.com, servers: '8.8.8.8, 1.1.1.1'}
              dhcp_relay: {self_ip: 10.1.0.2, upstream_target: 10.2.0.2}
              labels: {a: b}
            """).Networks.Single();

        Assert.Equal(
            new Network
            {
                Name = "x",
                Source = new("site.yaml", 1, 1),
                Cidr = "10.1.0.0/24",
                Vlan = 102,
                Mtu = 1400,
                RouteDomain = "rd",
                Ranges = new([
                    new AddressRange { Type = AddressRangeType.Static, Start = "10.1.0.5", End = "10.1.0.9" },
                    new AddressRange { Type = AddressRangeType.Dhcp, Start = "10.1.0.10", End = "10.1.0.10" }]),
                Routes = new([new Route { Subnet = "0.0.0.0/0", Gateway = "10.1.0.1", Metric = 10 }]),
                DnsDomain = "example.com",
                DnsServers = new(["8.8.8.8", "1.1.1.1"]),
                DhcpRelaySelfIp = "10.1.0.2",
                DhcpRelayUpstreamTarget = "10.2.0.2",
                Labels = new TextMap([new("a", "b")]),
            },
            full);
        Assert.Equal(new Network { Name = "x", Source = new("site.yaml", 1, 1), Cidr = "fd00::/8" }, Designs.Site("Network", "  cidr: fd00::/8").Networks.Single());
    }

    [Fact]
    public void A_hardware_profile_and_its_defaults()
    {
        var full = Designs.Site("HardwareProfile", """
              vendor: HP
              generation: '8'
              hw_version: '3'
              bios_version: 2.2.3
              boot_mode: uefi
              bootstrap_protocol: hdd
              pxe_interface: 0
              device_aliases:
                nic: {bus_type: pci, dev_type: X540, address: '0000:00:03.0'}
                disk: {bus_type: scsi, address: 2:0.0.0}
              cpu_sets: {sriov: '2,4'}
              hugepages: {dpdk: {size: 1G, count: 300}}
            """).HardwareProfiles.Single();

        Assert.Equal(("HP", "8", "3", "2.2.3", "uefi", "hdd", "0"),
            (full.Vendor, full.Generation, full.HardwareVersion, full.BiosVersion, full.BootMode, full.BootstrapProtocol, full.PxeInterface));
        Assert.Equal(
            [new DeviceAlias { Alias = "nic", BusType = "pci", DeviceType = "X540", Address = "0000:00:03.0" },
             new DeviceAlias { Alias = "disk", BusType = "scsi", Address = "2:0.0.0" }],
            full.Devices);
        Assert.Equal("2,4", full.CpuSets["sriov"]);
        Assert.Equal(new HugePages { Name = "dpdk", Size = "1G", Count = 300 }, full.HugePages.Single());
        Assert.Equal(new HardwareProfile { Name = "x", Source = new("site.yaml", 1, 1) }, Designs.Site("HardwareProfile", "  {}").HardwareProfiles.Single());
    }

    [Fact]
    public void A_boot_action_and_its_defaults()
    {
        var full = Designs.Site("BootAction", """
              signaling: false
              assets:
              - {type: file, path: /a, data: text, permissions: '0644', data_pipeline: [template, base64_encode]}
              - {type: unit, path: /b, location: http://x, location_pipeline: [template]}
              - {type: pkg_list, data: {a: 1.0-1, b: null}}
              node_filter:
                filter_set_type: union
                filter_set:
                - {filter_type: intersection, node_names: [a], node_tags: [b], node_labels: {c: 1}, rack_names: [d], rack_labels: {e: f}}
            """).BootActions.Single();

        Assert.False(full.Signaling);
        Assert.Equal(
            [new BootActionAsset { Type = "file", Path = "/a", Data = "text", Permissions = 420, DataPipeline = new(["template", "base64_encode"]) },
             new BootActionAsset { Type = "unit", Path = "/b", Location = "http://x", LocationPipeline = new(["template"]) },
             new BootActionAsset { Type = "pkg_list", Packages = new TextMap([new("a", "1.0-1"), new("b", "")]) }],
            full.Assets);
        Assert.Equal(
            new NodeFilterSet
            {
                Filters = new([new NodeFilter
                {
                    Operation = SetOperation.Intersection,
                    NodeNames = new(["a"]),
                    NodeTags = new(["b"]),
                    NodeLabels = new TextMap([new("c", "1")]),
                    RackNames = new(["d"]),
                    RackLabels = new TextMap([new("e", "f")]),
                }]),
            },
            full.NodeFilter);
        Assert.Equal(new BootAction { Name = "x", Source = new("site.yaml", 1, 1) }, Designs.Site("BootAction", "  assets: []").BootActions.Single());
    }

    [Fact]
    public void Both_forms_mix_over_files_and_say_the_same()
    {
        var body = "  cidr: 10.1.0.0/24\n  vlan: '5'\n";
        var schema = Designs.Read($"schema: drydock/Network/v1\nmetadata: {{name: a}}\ndata:\n{body}").Site.Networks.Single();
        var both = Designs.Read(
            $"apiVersion: drydock/v1\nkind: Network\nmetadata: {{name: a, region: r}}\nspec:\n{body}---\n" +
            $"schema: drydock/Network/v1\nmetadata: {{name: b}}\ndata:\n{body}",
            $"--- # a comment\nkind: Network\napiVersion: drydock/v1\nmetadata: {{name: c}}\nspec:\n{body}...\n").Site.Networks;

        Assert.Equal(["a", "b", "c"], both.Select(network => network.Name));
        Assert.Equal(schema with { Source = null }, both[0] with { Source = null });
        Assert.Equal(new SourceLocation("site1.yaml", 2, 1), both[2].Source);
    }

    [Fact]
    public void Anchors_and_merge_keys_are_written_out()
    {
        var network = Designs.Site("Network", """
              labels: &common {a: one, b: two}
              dns: {<<: {domain: d.example}, servers: 8.8.8.8}
              cidr: 10.1.0.0/24
              ranges:
              - &range {type: static, start: 10.1.0.5, end: 10.1.0.9}
              - {<<: *range, start: 10.1.0.10, end: 10.1.0.12}
            """).Networks.Single();

        Assert.Equal("d.example", network.DnsDomain);
        Assert.Equal("10.1.0.10-10.1.0.12", network.Ranges[1].Start + "-" + network.Ranges[1].End);
    }

    [Fact]
    public void Disks_are_found_by_alias_or_name()
    {
        var node = Designs.Read(Designs.Base).Site.Nodes.Single();

        Assert.Equal(new DeviceSelector(DeviceSelectorKind.Address, "2:0.0.0", "scsi", "disk"), Drydock.Core.Design.DeviceSelectors.ForDisk(node, "boot"));
        Assert.Equal(new DeviceSelector(DeviceSelectorKind.Name, "sda"), Drydock.Core.Design.DeviceSelectors.ForDisk(node, "sda"));
    }
}
