using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>The fields of a VLAN (maasserver/forms/vlan.py): DHCP, its racks and its relay hang together.</summary>
internal static class VlanForm
{
    /// <summary>What a form changes; null leaves a thing as it is, an empty choice clears it.</summary>
    internal sealed record Change(
        int? Vid, int? Mtu, bool DhcpOn, Node? PrimaryRack, Node? SecondaryRack, Vlan? Relay, Fabric? Fabric, Space? Space);

    public static Change Read(MaasCall call, Vlan vlan)
    {
        var form = call.Form;
        var vid = form.Number("vid");
        if (vid is < 0 or > 4094) form.Error("vid", "VID must be between 0 and 4094.");
        var mtu = form.Number("mtu", min: 552, max: 65535);
        var dhcp = form.Flag("dhcp_on") ?? vlan.DhcpOn;
        var primary = Rack(call, "primary_rack", vlan.PrimaryRack, (int)(vid ?? vlan.Vid));
        var secondary = Rack(call, "secondary_rack", vlan.SecondaryRack, (int)(vid ?? vlan.Vid));
        // The second in line takes over where the first one goes.
        if (primary is null && form.Has("primary_rack")) (primary, secondary) = (secondary, null);
        var relay = Relay(call, vlan, dhcp);
        var change = new Change((int?)vid, (int?)mtu, dhcp, primary, secondary, dhcp ? null : relay, Fabric(call), Space(call, vlan));
        CheckDhcp(call, vlan, change);
        form.Check();
        return change;
    }

    public static void Apply(MaasCall call, Vlan vlan, Change change)
    {
        if (call.Form.HasText("name")) vlan.Name = call.Form.Text("name")!;
        if (call.Form.Has("description")) vlan.Description = call.Form.Text("description")!;
        if (change.Mtu is { } mtu) vlan.Mtu = mtu;
        vlan.DhcpOn = change.DhcpOn;
        vlan.PrimaryRack = change.PrimaryRack;
        vlan.SecondaryRack = change.SecondaryRack;
        vlan.Relay = change.Relay;
        vlan.Space = change.Space;
    }

    private static void CheckDhcp(MaasCall call, Vlan vlan, Change change)
    {
        if (change.SecondaryRack is not null && change.SecondaryRack == change.PrimaryRack)
            call.Form.Error("secondary_rack", "The primary and secondary rack controllers must be different.");
        if (!change.DhcpOn || vlan.DhcpOn && change.PrimaryRack is not null) return;
        if (!call.Form.Failed("primary_rack") && call.Region.SubnetsOf(vlan).All(subnet => call.Region.RangesOf(subnet).All(range => !range.IsDynamic)))
        {
            call.Form.Error("dhcp_on", "dhcp can only be turned on when a dynamic IP range is defined.");
            return;
        }

        if (change.PrimaryRack is null) call.Form.Error("__all__", "dhcp can only be turned on when a primary rack controller is set.");
    }

    /// <summary>A rack controller that is on a VLAN of this number, in whatever fabric.</summary>
    private static Node? Rack(MaasCall call, string field, Node? now, int vid)
    {
        if (!call.Form.Has(field)) return now;
        if (call.Form.Text(field) is not { Length: > 0 } id) return null;
        var rack = call.Region.FindNode(id);
        if (rack is { IsRack: true } && rack.Interfaces.Exists(nic => nic.Vlan?.Vid == vid)) return rack;
        call.Form.Error(field, $"Select a valid choice. {id} is not one of the available choices.");
        return null;
    }

    /// <summary>A VLAN to relay to: not itself, not one that is relayed, and none at all where DHCP is on.</summary>
    private static Vlan? Relay(MaasCall call, Vlan vlan, bool dhcp)
    {
        if (!call.Form.Has("relay_vlan")) return vlan.Relay;
        if (!call.Form.HasText("relay_vlan")) return null;
        var relay = int.TryParse(call.Form.Text("relay_vlan"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && call.Region.Vlans.TryGetValue(id, out var found) ? found : null;
        if (relay is not null && relay != vlan && relay.Relay is null && !dhcp) return relay;
        call.Form.Error("relay_vlan", Form.BadChoice);
        return null;
    }

    private static Fabric? Fabric(MaasCall call)
    {
        if (!call.Form.HasText("fabric")) return null;
        var text = call.Form.Text("fabric")!;
        var fabric = call.Region.Fabrics.Values.FirstOrDefault(candidate => candidate.Name == text || candidate.Id.ToString(CultureInfo.InvariantCulture) == text);
        if (fabric is null) call.Form.Error("fabric", Form.BadChoice);
        return fabric;
    }

    private static Space? Space(MaasCall call, Vlan vlan)
    {
        if (!call.Form.Has("space")) return vlan.Space;
        if (call.Form.Text("space") is not { Length: > 0 } text || text is "undefined" or "-1") return null;
        var space = call.Region.Spaces.Values.FirstOrDefault(candidate => candidate.Name == text || candidate.Id.ToString(CultureInfo.InvariantCulture) == text);
        if (space is null) call.Form.Error("space", $"None found with id={text}.");
        return space;
    }
}
