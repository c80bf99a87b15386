using System;
using Drydock.Design;

namespace Drydock.Drivers.Oob.Auto;

/// <summary>A driver that may serve a node whose type is <c>auto</c>, and how the node's settings are put to it.</summary>
/// <param name="driver">The driver.</param>
internal sealed class AutoProvider(IOobDriver driver)
{
    public IOobDriver Driver => driver;

    private bool IsRedfish => driver.Name == "redfish";

    /// <summary>The node as it would stand in the design with this provider's type.</summary>
    public BaremetalNode Fit(BaremetalNode node)
    {
        var address = node.OobAddress;
        // Redfish may be given by a URL, which no other protocol understands.
        var isUrl = address?.Contains("://") == true;
        if (isUrl && !IsRedfish && Uri.TryCreate(address, UriKind.Absolute, out var url)) address = url.Host;
        return node with
        {
            Oob = node.Oob with { Type = driver.Name, Address = address, Port = IsRedfish ? node.Oob.RedfishPort : node.Oob.IpmiPort },
        };
    }
}
