using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>An interface's links to subnets (maasserver/forms/interface_link.py).</summary>
internal static class LinkHandlers
{
    private static readonly string[] Modes = ["auto", "dhcp", "static", "link_up"];

    public static void Map(Resource nic) => nic
        .Post("link_subnet", Link)
        .Post("unlink_subnet", Unlink)
        .Post("disconnect", Disconnect)
        .Post("set_default_gateway", SetGateway);

    private static MaasReply Link(MaasCall call)
    {
        var nic = InterfaceHandlers.FindChangeable(call, "link subnet");
        var form = call.Form;
        var mode = form.RequiredText("mode");
        form.OneOf("mode", Modes);
        var force = form.Flag("force") ?? false;
        var subnet = ReadSubnet(call, nic, mode, force);
        CheckMode(form, nic, mode, force);
        var address = mode == "static" ? ReadAddress(call, subnet) : null;
        if (form.Flag("default_gateway") == true) CheckGateway(form, mode, subnet);
        form.Check();
        var ownNow = force && address is { } same && nic.Links.Exists(link => link.Address == same);
        if (address is { } wanted && !ownNow && call.Region.IsTaken(subnet!, wanted)) throw MaasError.Plain(404, "IP address is already in use.");
        if (mode == "static") address ??= call.Region.NextFree(subnet!) ?? throw MaasError.Unavailable($"No more IPs available in subnet: {subnet!.Network}.");

        if (force) NodeNetwork.ClearLinks(nic);
        if (subnet is not null && nic.Vlan != subnet.Vlan) call.Region.SetVlan(nic, subnet.Vlan);
        var link = call.Region.AddLink(nic, mode, subnet, address);
        if (form.Flag("default_gateway") == true) nic.Node.GatewayLink = link;
        return MaasReply.Json(nic.Json());
    }

    private static Subnet? ReadSubnet(MaasCall call, NodeInterface nic, string mode, bool force)
    {
        var form = call.Form;
        var required = mode is "auto" or "static";
        if (form.Text("subnet") is not { Length: > 0 } text)
        {
            if (required) form.Error("subnet", Form.Required);
            return null;
        }

        IEnumerable<Subnet> candidates = nic.Vlan is null || force ? call.Region.Subnets.Values : call.Region.SubnetsOf(nic.Vlan);
        if (SubnetHandlers.Resolve(candidates, text) is { } subnet) return mode == "link_up" ? null : subnet;
        form.Error("subnet", $"None found with id={text}.");
        if (required) form.Error("subnet", Form.Required);
        return null;
    }

    private static void CheckMode(Form form, NodeInterface nic, string mode, bool force)
    {
        // Force does not help against a second DHCP link.
        var links = nic.Links.Where(link => link.Mode != "link_up").ToList();
        if (mode == "dhcp" && links.Find(link => link.Mode == "dhcp") is { } dhcp)
            form.Error("mode", $"Interface is already set to DHCP from '{dhcp.Subnet?.Display}'.");
        if (mode == "link_up" && !force && links.Count > 0)
        {
            form.Error("mode", "Cannot configure interface to link up (with no IP address) while other links are already configured. "
                + "Specify force=True to override this behavior and delete all links.");
        }
    }

    private static IpNumber? ReadAddress(MaasCall call, Subnet? subnet)
    {
        var form = call.Form;
        if (form.Text("ip_address") is not { Length: > 0 } text || subnet is null) return null;
        if (IpNumber.Parse(text) is not { } address)
        {
            form.Error("ip_address", "Enter a valid IPv4 or IPv6 address.");
            return null;
        }

        if (!subnet.Network.Contains(address)) form.Error("ip_address", $"IP address is not in the given subnet '{subnet.Display}'.");
        else if (call.Region.RangesOf(subnet).FirstOrDefault(range => range.IsDynamic && range.Contains(address)) is { } range)
            form.Error("ip_address", $"IP address is inside a dynamic range {range.Start} to {range.End}.");
        return address;
    }

    private static void CheckGateway(Form form, string mode, Subnet? subnet)
    {
        if (mode is not ("auto" or "static")) form.Error("default_gateway", "Cannot use in mode '" + mode + "'.");
        else if (subnet is { Gateway: null })
            form.Error("default_gateway", $"Cannot set as default gateway because subnet {subnet.Display} doesn't provide a gateway IP address.");
    }

    private static MaasReply Unlink(MaasCall call)
    {
        var nic = InterfaceHandlers.FindChangeable(call, "unlink subnet");
        var text = call.Form.RequiredText("id");
        call.Form.Check();
        var ids = nic.Links.ToDictionary(link => link.Id.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        if (!ids.TryGetValue(text, out var found)) throw MaasError.Field("id", MaasError.NotOneOf("id", text, ids.Keys));
        call.Region.RemoveLink(nic, found);
        return MaasReply.Json(nic.Json());
    }

    private static MaasReply Disconnect(MaasCall call)
    {
        var nic = InterfaceHandlers.FindChangeable(call, "disconnect");
        call.Region.SetVlan(nic, null);
        NodeNetwork.ClearLinks(nic);
        return MaasReply.Json(nic.Json());
    }

    private static MaasReply SetGateway(MaasCall call)
    {
        var nic = InterfaceHandlers.FindChangeable(call, "set default gateway");
        var usable = nic.Links.Where(link => link.Mode is "auto" or "static" && link.Subnet?.Gateway is not null).ToList();
        if (usable.Count == 0) throw MaasError.Field("__all__", "This interface has no usable gateways.");
        if (call.Form.Text("link_id") is { Length: > 0 } text)
        {
            var ids = usable.ToDictionary(link => link.Id.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
            if (!ids.TryGetValue(text, out var chosen)) throw MaasError.Field("link_id", MaasError.NotOneOf("link_id", text, ids.Keys));
            usable = [chosen];
        }

        if (usable.Count > 1) throw MaasError.Field("link_id", "This field is required; Interface has more than one usable IPv4 gateway.");
        nic.Node.GatewayLink = usable[0];
        return MaasReply.Json(nic.Json());
    }
}
