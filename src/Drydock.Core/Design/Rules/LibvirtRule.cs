using System;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node managed by libvirt has a <c>qemu+ssh</c> URI, and the boot MAC address that its machine is found by.</summary>
internal sealed class LibvirtRule : IDesignRule
{
    private const string Scheme = "qemu+ssh";

    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            if (node.Oob.Type != "libvirt") continue;
            if (node.Oob.LibvirtUri is not { } uri)
            {
                check.Error(RuleIds.Libvirt, check.Find(node, "oob"), "has no libvirt_uri, which libvirt needs.",
                    "Set oob.libvirt_uri to a URI such as qemu+ssh://user@host/system.");
            }
            else if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
            {
                check.Error(RuleIds.Libvirt, check.Find(node, "oob", "libvirt_uri"), $"is '{uri}'; expected a URI of the scheme {Scheme}.",
                    "Write a URI such as qemu+ssh://user@host/system.");
            }
            if (node.BootMac is null)
            {
                check.Error(RuleIds.Libvirt, check.Find(node, "metadata"), "has no boot_mac, by which libvirt finds the machine.",
                    "Set metadata.boot_mac of the node.");
            }
        }
    }
}
