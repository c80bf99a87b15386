using System.Linq;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.State;

public sealed class NetworkPlannerTests
{
    private static string[] Plan(BaremetalNode node, MaasMachine machine, MaasNetworks? networks = null) =>
        Designs.Texts(NetworkPlanner.Plan(node, machine, networks ?? Designs.Networks, Designs.Devices(node)).Operations);

    private static DrydockException Refusal(BaremetalNode node, MaasMachine? machine = null, MaasNetworks? networks = null) =>
        Assert.Throws<DrydockException>(() => Plan(node, machine ?? RecordedMachines.Ready, networks));

    private static MaasMachine With(MaasMachine machine, string name, System.Func<MaasInterface, MaasInterface> change) =>
        machine with { Interfaces = new(machine.Interfaces.Select(nic => nic.Name == name ? change(nic) : nic)) };

    [Fact]
    public void A_machine_as_designed_needs_nothing() => Assert.Empty(Plan(Designs.Networked, RecordedMachines.Configured));

    [Fact]
    public void A_deployed_machine_as_designed_needs_nothing() => Assert.Empty(Plan(Designs.Networked, RecordedMachines.Deployed));

    [Fact]
    public void A_design_without_interfaces_leaves_the_machine_alone() =>
        Assert.Empty(Plan(Designs.Networked with { Interfaces = ItemList<HostInterface>.Empty }, RecordedMachines.Ready));

    [Fact]
    public void A_bare_machine_is_built_from_below()
    {
        Assert.Equal(
            [
                "set ens3f0: VLAN id 11, MTU 9000",
                "set ens3f1: VLAN id 11, MTU 9000",
                "create bond bond0 of ens3f0, ens3f1: VLAN id 11, MTU 9000, bond_mode 802.3ad, bond_miimon 100, bond_updelay 0, "
                    + "bond_downdelay 0, bond_lacp_rate fast, bond_xmit_hash_policy layer2",
                "create VLAN interface bond0.101 on bond0: VLAN id 12, MTU 9000",
                "link bond0 to 10.30.0.0/24 (static 10.30.0.11, default gateway)",
                "link bond0.101 to 10.20.0.0/24 (static 10.20.0.11)",
            ],
            Plan(Designs.Networked, RecordedMachines.Ready));
    }

    [Theory]
    [InlineData(BondingMode.ActiveBackup, "active-backup")]
    [InlineData(BondingMode.BalanceRoundRobin, "balance-rr")]
    public void Bonds_without_LACP_have_neither_rate_nor_hash(BondingMode mode, string name)
    {
        var link = Designs.DataLink with { Bonding = new Bonding { Mode = mode, MonitorRate = 100, UpDelay = 200, DownDelay = 300, HashPolicy = "layer2", PeerRate = "fast" } };
        var bond = Plan(Designs.WithSite(Designs.Networked, [Designs.PxeLink, link]), RecordedMachines.Ready)[2];
        Assert.EndsWith($"bond_mode {name}, bond_miimon 100, bond_updelay 200, bond_downdelay 300", bond);
    }

    [Fact]
    public void An_address_that_differs_is_the_only_link_made_anew()
    {
        var node = Designs.Networked with { Addressing = new(Designs.Networked.Addressing.Select(address => address.Network == "stor" ? address with { Address = "10.20.0.12" } : address)) };
        Assert.Equal(["unlink bond0.101 from 10.20.0.0/24 (static 10.20.0.11)", "link bond0.101 to 10.20.0.0/24 (static 10.20.0.12)"], Plan(node, RecordedMachines.Configured));
    }

    [Fact]
    public void A_network_without_address_leaves_its_interface_up()
    {
        var node = Designs.Networked with { Addressing = new(Designs.Networked.Addressing.Where(address => address.Network != "stor")) };
        Assert.Equal(["unlink bond0.101 from 10.20.0.0/24 (static 10.20.0.11)"], Plan(node, RecordedMachines.Configured));
        Assert.DoesNotContain(Plan(node, RecordedMachines.Ready), text => text.StartsWith("link bond0.101", System.StringComparison.Ordinal));
    }

    [Fact]
    public void DHCP_is_linked_last_and_again_when_another_link_is_made()
    {
        var pxe = new[] { new NodeAddress { Network = "pxe", Type = AddressType.Dhcp }, new NodeAddress { Network = "pxe", Address = "10.11.0.9" } };
        var node = Designs.Networked with { Interfaces = new[] { Designs.Pxe }, Addressing = pxe };
        Assert.Equal(
            ["link eno1 to 10.11.0.0/24 (static 10.11.0.9) in place of what it has", "link eno1 to 10.11.0.0/24 (dhcp)"],
            Plan(node, RecordedMachines.Ready));
        var half = With(RecordedMachines.Ready, "eno1", nic => nic with { Links = new[] { new MaasLink(6, "dhcp", 1, "10.11.0.0/24", null) } });
        Assert.Equal(
            ["link eno1 to 10.11.0.0/24 (static 10.11.0.9) in place of what it has", "link eno1 to 10.11.0.0/24 (dhcp)"],
            Plan(node, half));
    }

    [Fact]
    public void An_address_of_the_design_is_taken_from_interfaces_that_it_does_not_mention()
    {
        var machine = With(RecordedMachines.Ready, "eno2", nic => nic with { Links = new[] { new MaasLink(7, "static", 2, "10.30.0.0/24", "10.30.0.11") } });
        Assert.Contains("unlink eno2 from 10.30.0.0/24 (static 10.30.0.11)", Plan(Designs.Networked, machine));
    }

    [Fact]
    public void A_VLAN_interface_of_the_same_VLAN_on_another_parent_is_neither_taken_nor_a_crash()
    {
        var machine = RecordedMachines.Configured;
        var twin = machine.Interfaces.Single(nic => nic.Name == "bond0.101") with
        {
            Id = 90,
            Name = "eno2.101",
            Parents = new[] { "eno2" },
            Links = ItemList<MaasLink>.Empty,
        };
        Assert.DoesNotContain(Plan(Designs.Networked, machine with { Interfaces = new([twin, .. machine.Interfaces]) }), operation => operation.Contains("bond0", System.StringComparison.Ordinal));
        // Where the designed parent has none, its own is made, whatever another one has.
        var without = machine with { Interfaces = new([twin, .. machine.Interfaces.Where(nic => nic.Name != "bond0.101")]) };
        Assert.Contains("create VLAN interface bond0.101 on bond0: VLAN id 12, MTU 9000", Plan(Designs.Networked, without));
    }

    [Fact]
    public void Other_interfaces_are_left_alone()
    {
        var machine = With(RecordedMachines.Configured, "eno2", nic => nic with { Links = new[] { new MaasLink(7, "static", 9, "10.99.0.0/24", "10.99.0.1") } });
        Assert.Empty(Plan(Designs.Networked, machine));
    }

    [Fact]
    public void Bond_parameters_are_changed_in_place()
    {
        var link = Designs.DataLink with { Bonding = Designs.DataLink.Bonding with { HashPolicy = "layer3+4" } };
        Assert.Equal(["set bond0: bond_xmit_hash_policy layer3+4"], Plan(Designs.WithSite(Designs.Networked, [Designs.PxeLink, link]), RecordedMachines.Configured));
    }

    [Fact]
    public void A_bond_of_other_interfaces_is_made_anew_with_what_stands_on_it()
    {
        var node = Designs.Networked with { Interfaces = new[] { Designs.Pxe, Designs.Bond with { Slaves = new[] { "ens3f0", "eno2" } } } };
        var plan = Plan(node, RecordedMachines.Configured);
        Assert.Equal("delete bond bond0", plan[0]);
        Assert.Equal("set eno2: VLAN id 11, MTU 9000", plan[1]);
        Assert.StartsWith("create bond bond0 of ens3f0, eno2", plan[2]);
        Assert.StartsWith("create VLAN interface bond0.101", plan[3]);
        Assert.Equal(2, plan.Count(text => text.StartsWith("link", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void Bonds_and_VLANs_that_stand_in_the_way_go_and_a_label_is_no_name()
    {
        var link = Designs.DataLink with { Bonding = new Bonding() };
        var node = Designs.WithSite(Designs.Networked with { Interfaces = new[] { Designs.Bond with { Name = "data", Slaves = new[] { "ens3f0" } } } }, [link]);
        Assert.Equal(
            [
                "delete bond bond0",
                "create VLAN interface ens3f0.101 on ens3f0: VLAN id 12, MTU 9000",
                "link ens3f0 to 10.30.0.0/24 (static 10.30.0.11, default gateway)",
                "link ens3f0.101 to 10.20.0.0/24 (static 10.20.0.11)",
            ],
            Plan(node, RecordedMachines.Configured));
    }

    [Fact]
    public void A_VLAN_that_the_design_drops_is_deleted()
    {
        var node = Designs.Networked with { Interfaces = new[] { Designs.Bond with { Networks = new[] { "data" } } } };
        Assert.Equal(["delete vlan bond0.101"], Plan(node, RecordedMachines.Configured));
    }

    [Fact]
    public void Moving_to_another_VLAN_makes_all_links_anew()
    {
        var machine = With(RecordedMachines.Configured, "bond0", nic => nic with { Vlan = new MaasVlanReference(40, 0, 9, 1500) });
        Assert.Equal(["set bond0: VLAN id 11, MTU 9000", "link bond0 to 10.30.0.0/24 (static 10.30.0.11, default gateway)"], Plan(Designs.Networked, machine));
    }

    [Fact]
    public void The_default_gateway_moves_to_a_link_that_stays() =>
        Assert.Equal(["default gateway through bond0"], Plan(Designs.Networked, RecordedMachines.Configured with { DefaultGatewayLinkId = 6 }));

    [Fact]
    public void Without_a_primary_network_the_cheapest_default_route_has_the_gateway() =>
        Assert.Empty(Plan(Designs.Networked with { PrimaryNetwork = null }, RecordedMachines.Configured));

    [Fact]
    public void A_DHCP_link_never_asks_for_the_default_gateway()
    {
        var node = Designs.Networked with { PrimaryNetwork = "pxe", Interfaces = new[] { Designs.Pxe }, Addressing = new[] { new NodeAddress { Network = "pxe", Type = AddressType.Dhcp } } };
        Assert.Equal(["link eno1 to 10.11.0.0/24 (dhcp) in place of what it has"], Plan(node, RecordedMachines.Ready));
    }

    [Fact]
    public void A_trunk_without_native_network_lies_in_the_fabric_of_its_networks()
    {
        var link = Designs.DataLink with { NativeNetwork = null };
        var node = Designs.WithSite(Designs.Networked with { Interfaces = new[] { Designs.Bond with { Networks = new[] { "stor" } } } }, [link]);
        Assert.Equal(["unlink bond0 from 10.30.0.0/24 (static 10.30.0.11)"], Plan(node, RecordedMachines.Configured));
    }

    [Fact]
    public void A_lonely_native_network_sets_the_MTU_and_a_trunk_has_that_of_its_link()
    {
        Network[] networks = [.. Designs.SiteNetworks.Select(network => network.Name == "data" ? network with { Mtu = 1500 } : network)];
        var trunk = Designs.WithSite(Designs.Networked, networks: networks);
        Assert.Contains("set ens3f0: VLAN id 11, MTU 9000", Plan(trunk, RecordedMachines.Ready));
        Assert.Contains("set ens3f0: VLAN id 11, MTU 1500", Plan(trunk with { Interfaces = new[] { Designs.Bond with { Networks = new[] { "data" } } } }, RecordedMachines.Ready));
    }

    [Fact]
    public void Links_marked_noconfig_and_interfaces_without_link_are_skipped()
    {
        var link = Designs.DataLink with { Labels = new TextMap([new("noconfig", "")]) };
        var node = Designs.WithSite(Designs.Networked with { Interfaces = new[] { Designs.Bond, Designs.Bond with { NetworkLink = null } } }, [link]);
        Assert.Empty(Plan(node, RecordedMachines.Ready));
    }

    [Fact]
    public void An_interface_without_slaves_is_an_error_and_configures_no_other()
    {
        var error = Refusal(Designs.Networked with { Interfaces = new[] { Designs.Pxe, Designs.Bond with { Slaves = ItemList<string>.Empty } } });
        Assert.Same(ErrorCatalogue.NodeMisconfigured, error.Error);
        Assert.Equal("n1", error.Target);
        Assert.Contains("'bond0' names no slaves", error.Message);
    }

    [Fact]
    public void What_the_design_gets_wrong_is_named()
    {
        var several = Designs.WithSite(Designs.Networked, [Designs.PxeLink, Designs.DataLink with { Bonding = new Bonding() }]);
        Assert.Contains("has 2 slaves, but network link 'data' has bonding off", Refusal(several).Message);
        var untrunked = Designs.WithSite(Designs.Networked, [Designs.PxeLink, Designs.DataLink with { TrunkingMode = TrunkingMode.Disabled }]);
        Assert.Contains("'stor', but network link 'data' has trunking off", Refusal(untrunked).Message);
        var twice = Designs.Networked with { Interfaces = new[] { Designs.Pxe, Designs.Pxe } };
        Assert.Contains("'eno1' is wanted by several", Refusal(twice).Message);
        var large = Designs.WithSite(Designs.Networked, networks: [.. Designs.SiteNetworks.Select(network => network with { Mtu = 9100 })]);
        Assert.Contains("has MTU 9100, more than the 1500 of its network link 'pxe'", Refusal(large).Message);
    }

    [Fact]
    public void What_MAAS_lacks_is_found_before_any_write()
    {
        var error = Refusal(Designs.Networked, networks: new MaasNetworks(Designs.Networks.Fabrics, Designs.Networks.Subnets.Take(2)));
        Assert.Same(ErrorCatalogue.MaasDesignConflict, error.Error);
        Assert.Contains("MAAS has no subnet 10.20.0.0/24 of network 'stor'", error.Message);
        Assert.Contains("Set-NetworkTemplate", error.Remedy);
        MaasSubnet[] astray = [.. Designs.Networks.Subnets.Select(subnet => subnet.Id == 3 ? subnet with { Vlan = Designs.StorageVlan with { FabricId = 77, Fabric = "lost" } } : subnet)];
        Assert.Contains("fabric 'lost'", Refusal(Designs.Networked, networks: new MaasNetworks(Designs.Networks.Fabrics, astray)).Message);
    }

    [Fact]
    public void A_missing_NIC_is_named_with_those_that_are_there()
    {
        var error = Refusal(Designs.Networked with { Interfaces = new[] { Designs.Pxe with { Slaves = new[] { "eth9" } } } });
        Assert.Same(ErrorCatalogue.DeviceNotFound, error.Error);
        Assert.Contains("no network interface 'eth9'; it has eno1, eno2, ens3f0, ens3f1", error.Message);
    }
}
