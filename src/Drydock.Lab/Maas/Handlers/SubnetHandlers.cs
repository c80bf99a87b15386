using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>subnets/</c> and one subnet, by number, name or <c>cidr:…</c>.</summary>
internal static class SubnetHandlers
{
    public static void Map(Router router)
    {
        router.Map("subnets/")
            .Get(call => MaasReply.Json(new JArray(call.Region.Subnets.Values.Select(subnet => subnet.Json()))))
            .On("POST", null, Create, admin: true);
        // The slash of a CIDR may come unescaped.
        foreach (var template in new[] { "subnets/{id}/", "subnets/{id}/{prefix}/" })
        {
            router.Map(template)
                .Get(call => MaasReply.Json(Find(call).Json()))
                .On("PUT", null, Update, admin: true)
                .On("DELETE", null, Delete, admin: true)
                .Get("statistics", call => MaasReply.Json(SubnetReports.Statistics(call.Region, Find(call))))
                .Get("ip_addresses", call => MaasReply.Json(SubnetReports.Addresses(call.Region, Find(call))))
                .Get("reserved_ip_ranges", call => MaasReply.Json(SubnetReports.Reserved(call.Region, Find(call))))
                .Get("unreserved_ip_ranges", call => MaasReply.Json(SubnetReports.Unreserved(call.Region, Find(call))));
        }
    }

    /// <summary>A subnet by what people call it: number, name, <c>cidr:10.0.0.0/24</c> or the CIDR alone.</summary>
    public static Subnet? Resolve(IEnumerable<Subnet> subnets, string specifier)
    {
        var text = specifier.StartsWith("cidr:", StringComparison.Ordinal) ? specifier.Substring("cidr:".Length)
            : specifier.StartsWith("name:", StringComparison.Ordinal) ? specifier.Substring("name:".Length)
            : specifier;
        return subnets.FirstOrDefault(subnet => subnet.Id.ToString(CultureInfo.InvariantCulture) == text)
            ?? subnets.FirstOrDefault(subnet => subnet.Network.ToString() == text || subnet.Name == text);
    }

    private static Subnet Find(MaasCall call) =>
        Resolve(call.Region.Subnets.Values, call.Path("id") + (call.HasPath("prefix") ? "/" + call.Path("prefix") : ""))
        ?? throw MaasError.NotFound("Subnet");

    private static MaasReply Create(MaasCall call)
    {
        var network = ReadNetwork(call, null);
        if (!call.Form.HasText("cidr")) call.Form.Error("cidr", Form.Required);
        var vlan = ReadVlan(call) ?? call.Region.DefaultVlan(call.Region.Fabrics[0]);
        CheckGateway(call, network);
        call.Form.Check();
        var subnet = call.Region.AddSubnet(network!, vlan, call.Form.HasText("name") ? call.Form.Text("name") : null);
        Fill(call.Form, subnet);
        var json = subnet.Json();
        // A subnet that was just made has no gateway in the words of its form.
        if (subnet.Gateway is null) json["gateway_ip"] = "";
        return MaasReply.Json(json);
    }

    private static MaasReply Update(MaasCall call)
    {
        var subnet = Find(call);
        var network = ReadNetwork(call, subnet) ?? subnet.Network;
        var vlan = ReadVlan(call) ?? subnet.Vlan;
        CheckGateway(call, network);
        call.Form.Check();
        subnet.Network = network;
        subnet.Vlan = vlan;
        if (call.Form.HasText("name")) subnet.Name = call.Form.Text("name")!;
        Fill(call.Form, subnet);
        return MaasReply.Json(subnet.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var subnet = Find(call);
        if (call.Region.RangesOf(subnet).Any(range => range.IsDynamic) && subnet.Vlan.DhcpOn)
            throw MaasError.BadRequest("Cannot delete a subnet that is actively servicing a dynamic IP range. (Delete the dynamic range or disable DHCP first.)");
        foreach (var nic in call.Region.Nodes.SelectMany(node => node.Interfaces))
        {
            foreach (var link in nic.Links.Where(link => link.Subnet == subnet).ToList()) call.Region.RemoveLink(nic, link);
            if (nic.DiscoveredSubnet == subnet) (nic.DiscoveredSubnet, nic.DiscoveredAddress) = (null, null);
        }

        foreach (var range in call.Region.RangesOf(subnet).ToList()) call.Region.IpRanges.Remove(range.Id);
        foreach (var route in call.Region.StaticRoutes.Values.Where(route => route.Source == subnet || route.Destination == subnet).ToList())
            call.Region.StaticRoutes.Remove(route.Id);
        call.Region.Subnets.Remove(subnet.Id);
        return MaasReply.NoContent();
    }

    private static IpNetwork? ReadNetwork(MaasCall call, Subnet? self)
    {
        if (call.Form.Text("cidr") is not { Length: > 0 } text) return null;
        var network = IpNetwork.Parse(text);
        if (network is null) call.Form.Error("cidr", "Required format: <network>/<prefixlen>.");
        else if (call.Region.Subnets.Values.Any(other => other != self && other.Network == network)) call.Form.Error("cidr", "Subnet with this Cidr already exists.");
        return network;
    }

    private static Vlan? ReadVlan(MaasCall call)
    {
        var form = call.Form;
        if (form.HasText("vlan"))
        {
            if (int.TryParse(form.Text("vlan"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && call.Region.Vlans.TryGetValue(id, out var vlan)) return vlan;
            form.Error("vlan", Form.BadChoice);
            return null;
        }

        if (!form.HasText("fabric") && !form.HasText("vid")) return null;
        var vid = form.Number("vid", 0, 4094) ?? 0;
        var fabric = form.Text("fabric") is { Length: > 0 } name
            ? call.Region.Fabrics.Values.FirstOrDefault(candidate => candidate.Name == name || candidate.Id.ToString(CultureInfo.InvariantCulture) == name)
            : call.Region.Fabrics[0];
        if (fabric is null)
        {
            form.Error("fabric", Form.BadChoice);
            return null;
        }

        var found = call.Region.VlansOf(fabric).FirstOrDefault(vlan => vlan.Vid == vid);
        if (found is null) form.Error("vid", $"No VLAN with vid {vid} in fabric {fabric.Name}.");
        return found;
    }

    private static void CheckGateway(MaasCall call, IpNetwork? network)
    {
        if (!call.Form.HasText("gateway_ip") || network is null) return;
        if (IpNumber.Parse(call.Form.Text("gateway_ip")!) is not { } gateway) call.Form.Error("gateway_ip", "Enter a valid IPv4 or IPv6 address.");
        else if (!network.Contains(gateway)) call.Form.Error("gateway_ip", "Gateway IP must be within CIDR range.");
    }

    private static void Fill(Form form, Subnet subnet)
    {
        if (form.Has("description")) subnet.Description = form.Text("description")!;
        if (form.Has("gateway_ip")) subnet.Gateway = form.HasText("gateway_ip") ? IpNumber.Parse(form.Text("gateway_ip")!) : null;
        if (form.Has("dns_servers")) subnet.DnsServers = form.Words("dns_servers");
        if (form.Number("rdns_mode") is { } mode) subnet.RdnsMode = (int)mode;
        subnet.AllowDns = form.Flag("allow_dns") ?? subnet.AllowDns;
        subnet.AllowProxy = form.Flag("allow_proxy") ?? subnet.AllowProxy;
        subnet.ActiveDiscovery = form.Flag("active_discovery") ?? subnet.ActiveDiscovery;
        subnet.Managed = form.Flag("managed") ?? subnet.Managed;
        if (form.Has("disabled_boot_architectures")) subnet.DisabledBootArchitectures = form.Words("disabled_boot_architectures");
    }
}
