using System;
using System.Text.RegularExpressions;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>What tells machines apart by their power parameters.</summary>
/// <param name="Host">Host name or address of the BMC or hypervisor, lower case.</param>
/// <param name="Id">The virtual machine's name on its hypervisor; empty for a BMC.</param>
public sealed record PowerKey(string Host, string Id)
{
    /// <summary>The key of a node; null where the design gives it no out-of-band address.</summary>
    /// <param name="node">The node.</param>
    public static PowerKey? Of(BaremetalNode node)
    {
        var libvirt = string.Equals(node.Oob.Type, "libvirt", StringComparison.OrdinalIgnoreCase);
        var address = libvirt ? node.Oob.LibvirtUri ?? node.OobAddress : node.OobAddress;
        return string.IsNullOrWhiteSpace(address) ? null : new(HostOf(address!), libvirt ? node.Name : "");
    }

    /// <summary>The key of a machine's power parameters; null where there is none. Leaves passwords where they are.</summary>
    /// <param name="parameters">The parameters, as <c>op=power_parameters</c> gives them.</param>
    public static PowerKey? Of(JToken? parameters) => parameters.OptionalText("power_address") is { Length: > 0 } address
        ? new(HostOf(address), parameters.Text("power_id")) : null;

    /// <summary>The host of a URL, of <c>host:port</c>, or of a plain host.</summary>
    private static string HostOf(string address)
    {
        var host = Regex.Replace(address.Trim(), "^[a-z][a-z0-9+.-]*://(?:[^@/]*@)?", "", RegexOptions.IgnoreCase);
        host = Regex.Replace(host, "[/?#].*$", "");
        var bracketed = Regex.Match(host, @"^\[([^\]]+)\]");
        if (bracketed.Success) return bracketed.Groups[1].Value.ToLowerInvariant();
        var colon = host.IndexOf(':');
        return (colon >= 0 && colon == host.LastIndexOf(':') ? host.Substring(0, colon) : host).ToLowerInvariant();
    }
}
