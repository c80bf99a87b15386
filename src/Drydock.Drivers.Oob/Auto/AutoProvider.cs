using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Design;

namespace Drydock.Drivers.Oob.Auto;

/// <summary>A driver that may serve a node whose type is <c>auto</c>, and how the node's settings are put to it.</summary>
/// <param name="driver">The driver.</param>
/// <param name="keys">Keys of the <c>oob</c> block, beyond the common ones, that the driver knows.</param>
internal sealed class AutoProvider(IOobDriver driver, IReadOnlyCollection<string> keys)
{
    private const int HighestPort = 65535;

    public IOobDriver Driver => driver;

    /// <summary>The key that gives this provider's port, for example <c>redfish_port</c>.</summary>
    public string PortKey => driver.Name + "_port";

    public IReadOnlyCollection<string> Keys => keys;

    /// <summary>The node as it would stand in the design with this provider's type.</summary>
    public BaremetalNode Fit(BaremetalNode node)
    {
        var address = node.OobAddress;
        // Redfish may be given by a URL, which no other protocol understands.
        var isUrl = address?.Contains("://") == true;
        if (isUrl && driver.Name != "redfish" && Uri.TryCreate(address, UriKind.Absolute, out var url)) address = url.Host;
        return node with
        {
            Oob = node.Oob with
            {
                Type = driver.Name,
                Address = address,
                Port = ReadPort(node),
                Extensions = new TextMap(node.Oob.Extensions.Where(entry => keys.Contains(entry.Key))),
            },
        };
    }

    private int? ReadPort(BaremetalNode node)
    {
        if (node.Oob.Extensions.Find(PortKey) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= HighestPort
            ? port : throw OobTarget.Misconfigured(node.Name, $"oob.{PortKey} is '{text}'; expected 1 to {HighestPort}");
    }
}
