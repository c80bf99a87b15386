using System;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Core.Tests.Design.Writing;
using Drydock.Design;
using Drydock.Drivers;

namespace Drydock.Core.Tests.Design.Comparing;

/// <summary>What changes between two designs, and what is to be done about it.</summary>
public sealed class CompareTests
{
    private const string Redeploy = "DestroyNode, {0}, DeployNode";

    [Fact]
    public void Equal_designs_have_no_differences()
    {
        foreach (var text in RecordedCase.All.Select(recorded => recorded.Text).Append(Designs.Base))
            if (Site(text) is { } site) Assert.Empty(Compare(site, Site(text)!));
    }

    [Fact]
    public void No_property_of_the_model_is_overlooked()
    {
        var full = FullSite.Site();
        var overlooked = FullSite.Changes()
            .Where(change => !change.Path.EndsWith("Assets.Data", StringComparison.Ordinal) && Compare(full, change.Changed()).Count == 0)
            .Select(change => change.Path);

        Assert.Empty(overlooked);
    }

    [Fact]
    public void No_secret_is_shown()
    {
        var full = FullSite.Site();
        foreach (var (path, changed) in FullSite.Changes().Where(change => change.Path.EndsWith("Credential", StringComparison.Ordinal)))
        {
            var property = Assert.Single(Compare(full, changed()).SelectMany(difference => difference.Properties));
            Assert.True(property.IsSecret, path);
            Assert.Equal(("***", "***"), (property.OldValue, property.NewValue));
            Assert.EndsWith(": changed", property.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("metadata: {tags: [fast]}", "metadata.tags", "ApplyNodePlatform")]
    [InlineData("metadata: {owner_data: {slot: '7'}}", "metadata.owner_data.slot", "ApplyNodePlatform")]
    [InlineData("metadata: {boot_mac: '52:54:00:00:00:01'}", "metadata.boot_mac", "IdentifyNode")]
    [InlineData("metadata: {rack: r9}", "metadata.rack", "")]
    [InlineData("oob: {account: other}", "oob.account", "ValidateOobServices")]
    [InlineData("platform: {kernel_params: {nosmt: true}}", "platform.kernel_params.nosmt", Redeploy, "ApplyNodePlatform")]
    [InlineData("platform: {image: noble}", "platform.image", "DestroyNode, DeployNode")]
    [InlineData("storage: {physical_devices: {sdz: {partitions: [{name: extra, size: 9g}]}}}",
        "storage.physical_devices.sdz.partitions[extra].size", Redeploy, "ApplyNodeStorage")]
    public void A_change_of_a_node_tells_what_it_needs(string content, string path, string actions, string? inner = null)
    {
        var difference = Node(Designs.ReadChanged(Designs.NodeDocument("")).Site, Designs.ReadChanged(Designs.NodeDocument("  " + content + "\n")).Site);

        Assert.Contains(path, difference.Properties.Select(property => property.Path));
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, actions, inner), difference.Actions.ToString());
        Assert.Equal(actions.Contains("Destroy", StringComparison.Ordinal), difference.NeedsRedeploy);
    }

    [Fact]
    public void An_address_of_the_machine_needs_a_new_deployment_and_one_of_its_bmc_does_not()
    {
        var document = Designs.NodeDocument("");
        var site = Designs.ReadChanged(document).Site;
        var bmc = Node(site, Designs.ReadChanged(document.Replace("10.0.0.11", "10.0.0.12", StringComparison.Ordinal)).Site);
        var own = Node(site, Designs.ReadChanged(document.Replace("10.0.1.11", "10.0.1.12", StringComparison.Ordinal)).Site);

        Assert.Equal("addressing[oob].address: 10.0.0.11 → 10.0.0.12", bmc.Properties.ToString());
        Assert.Equal([ActionNames.ValidateOobServices], bmc.Actions);
        Assert.Equal("addressing[mgmt].address: 10.0.1.11 → 10.0.1.12", own.Properties.ToString());
        Assert.Equal([ActionNames.DestroyNode, ActionNames.ApplyNodeNetworking, ActionNames.DeployNode], own.Actions);
    }

    [Fact]
    public void Edits_of_other_documents_show_at_the_nodes_that_they_reach()
    {
        var site = FullSite.Site();
        var link = site.NetworkLinks[0];
        var node = site.Nodes[0] with
        {
            Interfaces = new[] { new HostInterface { Name = "bond0", NetworkLink = link.Name, Networks = new[] { site.Networks[0].Name } } },
            PrimaryNetwork = site.Networks[0].Name,
            StorageDevices = new[] { new StorageDevice { Name = "disk" } },
            HardwareProfile = "hw",
        };
        var before = With(link, site.Networks[0], "0:0");

        Assert.Contains("interfaces.bond0.link.mtu: 4 → 9000", Paths(Compare(before, With(link with { Mtu = 9000 }, site.Networks[0], "0:0"))), StringComparison.Ordinal);
        Assert.Contains("interfaces.bond0.network." + site.Networks[0].Name + ".vlan: 4 → 99",
            Paths(Compare(before, With(link, site.Networks[0] with { Vlan = 99 }, "0:0"))), StringComparison.Ordinal);
        Assert.Contains("fqdn", Paths(Compare(before, With(link, site.Networks[0] with { DnsDomain = "new" }, "0:0"))), StringComparison.Ordinal);
        Assert.Contains("storage.physical_devices.disk.device: scsi@0:0 → scsi@1:0", Paths(Compare(before, With(link, site.Networks[0], "1:0"))), StringComparison.Ordinal);

        SiteDesign With(NetworkLink changed, Network network, string address) => new()
        {
            NetworkLinks = new[] { changed },
            Networks = new[] { network },
            HardwareProfiles = new[] { new HardwareProfile { Name = "hw", Devices = new[] { new DeviceAlias { Alias = "disk", BusType = "scsi", Address = address } } } },
            Nodes = new[] { node },
        };

        static string Paths(ItemList<SiteDesignDifference> differences) =>
            differences.Single(difference => difference.Kind == "BaremetalNode").Properties.ToString();
    }

    [Fact]
    public void A_host_profile_shows_itself_and_its_nodes()
    {
        var after = Designs.Base.Replace("account: admin", "account: other", StringComparison.Ordinal);
        var differences = Compare(Designs.Read(Designs.Base).Site, Designs.Read(after).Site);

        Assert.Equal(["HostProfile/defaults", "HostProfile/prof", "BaremetalNode/n1"], differences.Select(difference => difference.Document));
        Assert.All(differences, difference => Assert.Equal("oob.account: admin → other", difference.Properties.ToString()));
        Assert.All(differences, difference => Assert.Equal(["n1"], difference.Nodes));
        Assert.Equal(["", "", ActionNames.ValidateOobServices], differences.Select(difference => difference.Actions.ToString()));
    }

    [Fact]
    public void New_nodes_go_the_whole_way_and_gone_ones_are_destroyed()
    {
        var two = Designs.Read(Designs.Base, Designs.NodeDocument("").Replace("name: n1", "name: n2", StringComparison.Ordinal)
            .Replace("10.0.0.11", "10.0.0.12", StringComparison.Ordinal).Replace("10.0.1.11", "10.0.1.12", StringComparison.Ordinal)).Site;
        var one = Designs.Read(Designs.Base).Site;

        var added = Assert.Single(Compare(one, two), difference => difference.Kind == "BaremetalNode");
        Assert.Equal((DesignChangeType.Added, "n2"), (added.Change, added.Name));
        Assert.Equal((ActionNames.ValidateOobServices, ActionNames.DeployNode), (added.Actions[0], added.Actions[^1]));
        var removed = Assert.Single(Compare(two, one), difference => difference.Kind == "BaremetalNode");
        Assert.Equal((DesignChangeType.Removed, ActionNames.DestroyNode), (removed.Change, removed.Actions.Single()));
    }

    [Fact]
    public void Documents_tell_their_own_actions()
    {
        var site = FullSite.Site();

        Assert.Equal([ActionNames.CreateNetworkTemplate], Actions("Networks.Cidr"));
        Assert.Equal([ActionNames.CreateNetworkTemplate], Actions("NetworkLinks.Mtu"));
        Assert.Equal([ActionNames.ConfigureUserCredentials], Actions("Region.AuthorizedKeys"));
        Assert.Equal([ActionNames.ConfigureNodeProvisioner], Actions("Region.Repositories.Url"));
        Assert.Empty(Actions("Racks.LocalNetworks"));

        ItemList<string> Actions(string path) => Compare(site, FullSite.Changes().Single(change => change.Path == path).Changed())
            .First(difference => difference.Kind != "BaremetalNode").Actions;
    }

    [Fact]
    public void An_item_put_in_between_moves_no_other_and_a_new_order_is_one_change()
    {
        var plain = Site(("x", "1g"), ("b", "2g"));
        var between = Assert.Single(Compare(plain, Site(("x", "1g"), ("m", "3g"), ("b", "2g"))));
        Assert.Equal("storage.volume_groups.vg.logical_volumes[m].size: none → 3g", between.Properties.ToString());
        var order = Assert.Single(Compare(plain, Site(("b", "2g"), ("x", "1g"))));
        Assert.Equal("storage.volume_groups.vg.logical_volumes: x, b → b, x", order.Properties.ToString());

        static SiteDesign Site(params (string Name, string Size)[] volumes) => new()
        {
            Nodes = new[]
            {
                new BaremetalNode
                {
                    Name = "n1",
                    VolumeGroups = new[]
                    {
                        new VolumeGroup { Name = "vg", LogicalVolumes = new(volumes.Select(volume => new LogicalVolume { Name = volume.Name, Size = volume.Size })) },
                    },
                },
            },
        };
    }

    private static ItemList<SiteDesignDifference> Compare(SiteDesign before, SiteDesign after) => new SiteDesignComparer().Compare(before, after);

    private static SiteDesignDifference Node(SiteDesign before, SiteDesign after) =>
        Compare(before, after).Single(difference => difference.Kind == "BaremetalNode");

    private static SiteDesign? Site(string text)
    {
        try
        {
            return Designs.Read(text).Site;
        }
        catch (SiteDesignException)
        {
            return null;
        }
    }
}
