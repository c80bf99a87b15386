using System.Globalization;
using System.Linq;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>The region as its installer leaves it: one fabric, one domain, one zone, one rack controller, images.</summary>
internal static class Founding
{
    public static Region Create(LabMaasOptions options)
    {
        var region = new Region(options.Clock, options.Version);
        region.Configuration.Set("node_timeout", options.NodeTimeout.TotalMinutes.ToString("0", CultureInfo.InvariantCulture), []);
        region.DefaultDomain = new Domain { Id = region.NextId("domain", first: 0), Name = "maas" };
        region.Domains.Add(region.DefaultDomain.Id, region.DefaultDomain);
        region.Zones.Add(1, new Grouping { Id = region.NextId("zone"), Name = "default" });
        region.Pools.Add(0, new Grouping { Id = region.NextId("pool", first: 0), Name = "default", Description = "Default pool" });
        region.Tags.Add(new Tag { Name = "virtual" });
        region.AddFabric();
        AddRepository(region, "main_archive", "http://archive.ubuntu.com/ubuntu", "amd64", "i386");
        AddRepository(region, "ports_archive", "http://ports.ubuntu.com/ubuntu-ports", "armhf", "arm64", "ppc64el", "s390x");
        AddImages(region, options);
        BuiltInScripts.Add(region);
        AddRack(region);
        return region;
    }

    /// <summary>Puts the rack controller on the network that a server boots from, where none is known yet.</summary>
    public static void DiscoverNetwork(Region region, ServerSpec server)
    {
        var boot = server.Nics.FirstOrDefault(nic => nic.Boot) ?? (server.Nics.Count > 0 ? server.Nics[0] : null);
        if (boot?.Cidr is not { } cidr || region.FindSubnet(cidr) is not null || IpNetwork.Parse(cidr) is not { } network) return;
        var rack = region.Racks.First();
        var first = rack.Interfaces[0].Links.Count == 0;
        var vlan = first ? rack.Interfaces[0].Vlan! : region.DefaultVlan(region.AddFabric());
        var nic = first ? rack.Interfaces[0] : AddRackInterface(region, rack, vlan);
        var subnet = region.AddSubnet(network, vlan);
        // The highest address: designs hand out the low ones.
        region.AddLink(nic, "static", subnet, network.Last);
    }

    private static void AddImages(Region region, LabMaasOptions options)
    {
        var source = new BootSource
        {
            Id = region.NextId("bootsource"),
            Url = "http://images.maas.io/ephemeral-v3/stable/",
            KeyringFilename = "/usr/share/keyrings/ubuntu-cloudimage-keyring.gpg",
            Created = region.Clock.UtcNow,
        };
        region.BootSources.Add(source.Id, source);
        foreach (var image in options.Images)
        {
            var parts = image.Key.Split('/');
            source.Selections.Add(new BootSourceSelection { Id = region.NextId("bootselection"), Os = parts[0], Release = parts[1], Arches = ["amd64"] });
            foreach (var kernel in image.Value) region.AddImage(image.Key, "amd64/" + kernel, "Synced").Progress = 100;
        }
    }

    private static void AddRack(Region region)
    {
        var rack = new Node
        {
            Id = region.NextId("node"),
            SystemId = HostNames.NextSystemId(region),
            Hostname = "rack1",
            IsRack = true,
            Domain = region.DefaultDomain,
            Zone = region.DefaultZone,
            Pool = region.DefaultPool,
        };
        region.Add(rack);
        AddRackInterface(region, rack, region.Vlans.Values.First()).Links.Clear();
    }

    private static NodeInterface AddRackInterface(Region region, Node rack, Vlan vlan)
    {
        var number = rack.Interfaces.Count;
        var nic = new NodeInterface
        {
            Id = region.NextId("interface"),
            Node = rack,
            Kind = "physical",
            Name = "eth" + number.ToString(CultureInfo.InvariantCulture),
            Mac = "52:54:00:10:00:" + (number + 2).ToString("x2", CultureInfo.InvariantCulture),
            Vlan = vlan,
            LinkConnected = true,
        };
        rack.Interfaces.Add(nic);
        rack.BootInterface ??= nic;
        return nic;
    }

    private static void AddRepository(Region region, string name, string url, params string[] arches)
    {
        var id = region.NextId("repository");
        region.Repositories.Add(id, new PackageRepository { Id = id, Name = name, Url = url, IsDefault = true, Arches = [.. arches] });
    }
}
