using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Takes in servers that boot from the network and that the region does not know.</summary>
internal static class Enlister
{
    public static async Task EnlistAsync(Lifecycle life, SimulatedServer server, CancellationToken session)
    {
        server.Activity = "enlisting";
        await life.DelayAsync(life.Options.EnlistTime, session);
        var region = life.Region;
        lock (region.Sync)
        {
            // Somebody may have created the machine by hand meanwhile.
            if (region.FindInterfaceByMac(ServerFleet.BootMac(server.Spec)) is null) Create(region, server.Spec);
        }

        server.PowerOff();
    }

    public static Node NewNode(Region region, string hostname) => new()
    {
        Id = region.NextId("node"),
        SystemId = HostNames.NextSystemId(region),
        Hostname = hostname,
        Domain = region.DefaultDomain,
        Zone = region.DefaultZone,
        Pool = region.DefaultPool,
    };

    private static void Create(Region region, ServerSpec server)
    {
        var node = NewNode(region, HostNames.Next(region));
        node.PowerType = server.BmcType;
        PowerTypes.SetDefaults(node);
        node.PowerParameters["power_address"] = server.BmcAddress.ToString();
        node.PowerParameters["power_user"] = server.BmcUser;
        node.PowerParameters["power_pass"] = server.BmcPassword.Reveal();
        node.PowerState = "on";
        region.Add(node);
        Inventory.Apply(region, node, server, new CommissioningRequest());
        region.Log(node, "Enlisting", "", "DEBUG");
        region.Log(node, "Enlisted");
        node.PowerState = "off";
    }
}
