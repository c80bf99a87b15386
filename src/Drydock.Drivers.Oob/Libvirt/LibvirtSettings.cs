using System;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt;

/// <summary>Which domain of which hypervisor a node is: <c>oob.libvirt_uri</c>, and <c>oob.domain</c> where it has not the node's name.</summary>
/// <param name="Uri">The hypervisor.</param>
/// <param name="Domain">The domain's name or UUID.</param>
public sealed record LibvirtSettings(HypervisorUri Uri, string Domain)
{
    /// <summary>Where the domain is, as messages name it.</summary>
    public string Endpoint => $"{Uri} domain {Domain}";

    /// <summary>Reads the settings.</summary>
    /// <param name="target">The node's out-of-band settings; the address is the hypervisor's URI.</param>
    /// <exception cref="DrydockException"><see cref="ErrorCatalogue.NodeMisconfigured"/>: a setting cannot be used.</exception>
    public static LibvirtSettings Resolve(OobTarget target)
    {
        if (target is null) throw new ArgumentNullException(nameof(target));
        var domain = target.Settings.Domain ?? target.Node;
        if (domain.Trim().Length == 0) throw OobTarget.Misconfigured(target.Node, "oob.domain is empty");
        try
        {
            return new LibvirtSettings(HypervisorUri.Parse(target.Address), domain.Trim());
        }
        catch (FormatException e)
        {
            throw OobTarget.Misconfigured(target.Node, "oob.libvirt_uri " + e.Message);
        }
    }
}
