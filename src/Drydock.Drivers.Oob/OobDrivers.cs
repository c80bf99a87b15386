using System.Collections.Generic;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Libvirt;
using Drydock.Drivers.Oob.Redfish;

namespace Drydock.Drivers.Oob;

/// <summary>The out-of-band drivers that come with Drydock.</summary>
public static class OobDrivers
{
    /// <summary>New drivers, one for each <c>oob.type</c>: <c>ipmi</c>, <c>redfish</c> and <c>libvirt</c>.</summary>
    public static IReadOnlyList<IDriver> All() => [new IpmiDriver(), new RedfishDriver(), new LibvirtDriver()];
}
