using System.Collections.Generic;
using Drydock.Drivers.Oob.Auto;
using Drydock.Drivers.Oob.Ipmi;
using Drydock.Drivers.Oob.Libvirt;
using Drydock.Drivers.Oob.Manual;
using Drydock.Drivers.Oob.Redfish;

namespace Drydock.Drivers.Oob;

/// <summary>The out-of-band drivers that come with Drydock.</summary>
public static class OobDrivers
{
    /// <summary>
    /// New drivers, one for each <c>oob.type</c>: <c>ipmi</c>, <c>redfish</c>, <c>libvirt</c>, <c>manual</c>, and
    /// <c>auto</c>, which tries Redfish, then IPMI.
    /// </summary>
    public static IReadOnlyList<IDriver> All()
    {
        var ipmi = new IpmiDriver();
        var redfish = new RedfishDriver();
        return [ipmi, redfish, new LibvirtDriver(), new ManualDriver(), new AutoDriver([redfish, ipmi])];
    }
}
