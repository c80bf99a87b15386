using System;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>A node managed by libvirt has a URI that its driver knows, and the boot MAC address that its machine is found by.</summary>
internal sealed class LibvirtRule : IDesignRule
{
    private static readonly string[] Known = ["qemu+ssh://", "qemu+tcp://", "qemu:///"];

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
            else if (!Array.Exists(Known, scheme => uri.StartsWith(scheme, StringComparison.Ordinal)))
            {
                check.Error(RuleIds.Libvirt, check.Find(node, "oob", "libvirt_uri"), $"is '{uri}'; expected a URI that begins with {string.Join(" or ", Known)}.",
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
