using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Creates and updates interfaces (maasserver/forms/interface.py).</summary>
internal static class InterfaceForms
{
    private static readonly Regex Mac = new("^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$", RegexOptions.CultureInvariant);

    public static MaasReply CreatePhysical(MaasCall call, Node node)
    {
        var form = call.Form;
        var mac = ReadMac(call, node, null, required: true);
        var vlan = ReadVlan(call, null);
        form.Number("mtu", min: 552);
        CheckName(call, node, form.HasText("name") ? form.Text("name")! : null, null);
        form.Check();
        var name = form.HasText("name") ? form.Text("name")! : "eth" + node.Interfaces.Count.ToString(CultureInfo.InvariantCulture);
        var nic = call.Region.AddChild(node, "physical", name, mac!, vlan, []);
        nic.LinkConnected = true;
        Fill(call, nic);
        return MaasReply.Json(nic.Json());
    }

    public static MaasReply CreateBond(MaasCall call, Node node)
    {
        var form = call.Form;
        var parents = ReadParents(call, node, "parents");
        if (parents.Count == 0 && !form.Failed("parents")) form.Error("parents", "A bond interface must have one or more parents.");
        var name = form.RequiredText("name");
        CheckName(call, node, name, null);
        var busy = parents.Where(parent => parent.IsEnslaved).ToList();
        if (busy.Count > 0) form.Error("parents", $"Interfaces already in-use: {string.Join(", ", busy.Select(parent => parent.Name))}.");
        else if (parents.Select(parent => parent.Vlan).Distinct().Count() > 1) form.Error("parents", "All parents must belong to the same VLAN.");
        var vlan = ReadVlan(call, parents.Count == 0 ? null : parents[0].Vlan);
        var mac = ReadMac(call, node, parents, required: false) ?? (parents.Count == 0 ? null : parents.OrderBy(parent => parent.Id).First().Mac);
        if (mac is null && !form.Failed("mac_address")) form.Error("mac_address", "This field cannot be blank.");
        form.Number("mtu", min: 552);
        BondSettings.Check(form);
        form.Check();
        var bond = call.Region.AddChild(node, "bond", name, mac!, vlan, parents);
        BondSettings.SetDefaults(bond);
        Fill(call, bond);
        return MaasReply.Json(bond.Json());
    }

    public static MaasReply CreateVlan(MaasCall call, Node node)
    {
        var form = call.Form;
        var parents = ReadParents(call, node, "parent");
        if (parents.Count != 1 && !form.Failed("parent")) form.Error("parent", "A VLAN interface must have exactly one parent.");
        if (!form.HasText("vlan")) form.Error("vlan", Form.Required);
        var vlan = ReadVlan(call, null);
        form.Number("mtu", min: 552);
        var parent = parents.Count == 1 ? parents[0] : null;
        if (parent is not null && vlan is not null) CheckVlanParent(form, parent, vlan);
        var name = string.Format(CultureInfo.InvariantCulture, "{0}.{1}", parent?.Name, vlan?.Vid);
        if (!form.HasErrors) CheckName(call, node, name, null);
        form.Check();
        var nic = call.Region.AddChild(node, "vlan", name, parent!.Mac, vlan, parents);
        Fill(call, nic);
        return MaasReply.Json(nic.Json());
    }

    public static MaasReply CreateBridge(MaasCall call, Node node)
    {
        var form = call.Form;
        var parents = ReadParents(call, node, "parent");
        if (parents.Count != 1 && !form.Failed("parent")) form.Error("parent", "A bridge interface must have exactly one parent.");
        var name = form.RequiredText("name");
        CheckName(call, node, name, null);
        foreach (var parent in parents.Where(parent => parent.IsEnslaved)) form.Error("parent", $"Interfaces already in-use: {parent.Name}.");
        form.OneOf("bridge_type", ["standard", "ovs"]);
        form.Number("mtu", min: 552);
        var vlan = ReadVlan(call, parents.Count == 1 ? parents[0].Vlan : null);
        var mac = ReadMac(call, node, parents, required: false) ?? (parents.Count == 1 ? parents[0].Mac : null);
        form.Check();
        var bridge = call.Region.AddChild(node, "bridge", name, mac!, vlan, parents);
        bridge.Params["bridge_type"] = form.HasText("bridge_type") ? form.Text("bridge_type")! : "standard";
        bridge.Params["bridge_stp"] = form.Flag("bridge_stp") ?? false;
        bridge.Params["bridge_fd"] = form.Number("bridge_fd", 0) ?? 15;
        Fill(call, bridge);
        return MaasReply.Json(bridge.Json());
    }

    public static MaasReply Update(MaasCall call, NodeInterface nic, bool onlyNames)
    {
        var form = call.Form;
        var vlan = form.Has("vlan") ? ReadVlan(call, null) : nic.Vlan;
        var name = form.HasText("name") ? form.Text("name")! : nic.Name;
        if (name != nic.Name) CheckName(call, nic.Node, name, nic);
        var mac = form.HasText("mac_address") ? ReadMac(call, nic.Node, nic.Parents.Append(nic), required: true) : nic.Mac;
        form.Number("mtu", min: 552);
        if (nic.Kind == "bond") BondSettings.Check(form);
        if (nic.Kind == "vlan" && vlan is not null && vlan != nic.Vlan) CheckVlanParent(form, nic.Parents[0], vlan);
        form.Check();
        nic.Name = name;
        nic.Mac = mac!;
        if (form.Number("link_speed", 0) is { } speed) nic.LinkSpeed = (int)speed;
        if (form.Number("interface_speed", 0) is { } interfaceSpeed) nic.InterfaceSpeed = (int)interfaceSpeed;
        nic.LinkConnected = form.Flag("link_connected") ?? nic.LinkConnected;
        if (onlyNames) return MaasReply.Json(nic.Json());

        if (form.Has("vlan"))
        {
            call.Region.SetVlan(nic, vlan);
            if (nic.Kind == "bond") nic.Parents.ForEach(parent => call.Region.SetVlan(parent, vlan));
        }

        Fill(call, nic);
        return MaasReply.Json(nic.Json());
    }

    private static void Fill(MaasCall call, NodeInterface nic)
    {
        var form = call.Form;
        if (form.Has("tags")) nic.Tags = [.. form.Words("tags").Distinct()];
        if (form.Number("mtu") is { } mtu) NodeNetwork.SetMtu(nic, (int)mtu);
        else if (form.Has("mtu")) nic.Params.Remove("mtu");
        if (form.Flag("accept_ra") is { } accept) nic.Params["accept_ra"] = accept;
        if (nic.Kind == "bond") BondSettings.Fill(form, nic);
    }

    private static void CheckVlanParent(Form form, NodeInterface parent, Vlan vlan)
    {
        if (parent.Kind == "vlan") form.Error("parent", "VLAN interface can't have another VLAN interface as parent.");
        else if (parent.Children.Any(child => child.Kind == "bond")) form.Error("parent", "A VLAN interface can't have a parent that is already in a bond.");
        if (vlan.Vid == 0) form.Error("vlan", "A VLAN interface can only belong to a tagged VLAN.");
        else if (parent.Vlan?.Fabric != vlan.Fabric)
            form.Error("vlan", "A VLAN interface can only belong to a tagged VLAN on the same fabric as its parent interface.");
    }

    private static void CheckName(MaasCall call, Node node, string? name, NodeInterface? self)
    {
        if (name is null || name.Length == 0) return;
        if (name.Length > 15 || !Regex.IsMatch(name, @"^[\w.:-]+$", RegexOptions.CultureInvariant)) call.Form.Error("name", "Enter a valid value.");
        else if (node.Interfaces.Exists(other => other != self && other.Name == name))
            call.Form.Error("name", $"Node {node.SystemId} ({node.Hostname}) already has an interface named '{name}'.");
    }

    private static string? ReadMac(MaasCall call, Node node, IEnumerable<NodeInterface>? mayShare, bool required)
    {
        if (!call.Form.HasText("mac_address"))
        {
            if (required) call.Form.Error("mac_address", Form.Required);
            return null;
        }

        var mac = call.Form.Text("mac_address")!.ToLowerInvariant().Replace('-', ':');
        if (!Mac.IsMatch(mac))
        {
            call.Form.Error("mac_address", $"'{mac}' is not a valid MAC address.");
            return null;
        }

        var shared = mayShare?.ToList() ?? [];
        if (call.Region.FindInterfaceByMac(mac) is { } owner && !shared.Contains(owner))
            call.Form.Error("mac_address", $"This MAC address is already in use by {owner.Name} ({owner.Kind}) on {owner.Node.Hostname}.");
        return mac;
    }

    private static Vlan? ReadVlan(MaasCall call, Vlan? otherwise)
    {
        if (call.Form.Text("vlan") is not { Length: > 0 } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && call.Region.Vlans.TryGetValue(id, out var vlan)) return vlan;
        call.Form.Error("vlan", Form.BadChoice);
        return null;
    }

    private static List<NodeInterface> ReadParents(MaasCall call, Node node, string field)
    {
        var parents = new List<NodeInterface>();
        foreach (var text in call.Form.All(field).Where(text => text.Length > 0))
        {
            if (node.FindInterface(text) is { } parent) parents.Add(parent);
            else call.Form.Error(field, $"Select a valid choice. {text} is not one of the available choices.");
        }

        return [.. parents.Distinct()];
    }
}
