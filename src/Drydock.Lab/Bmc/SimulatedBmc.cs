using System;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc;

/// <summary>A server's BMC: IPMI and Redfish at one address, in front of the same server.</summary>
public sealed class SimulatedBmc : IDisposable
{
    /// <summary>Makes a BMC that does not listen yet.</summary>
    /// <param name="server">The server behind it.</param>
    /// <param name="settings">Accounts and limits.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="counters">Where logins, sessions and writes are counted.</param>
    public SimulatedBmc(SimulatedServer server, BmcSettings settings, FaultBook faults, BmcCounters counters)
    {
        Server = server ?? throw new ArgumentNullException(nameof(server));
        Ipmi = new IpmiBmc(server, settings, faults, counters);
        Redfish = new RedfishBmc(server, settings, faults, counters);
    }

    /// <summary>The server behind it.</summary>
    public SimulatedServer Server { get; }

    /// <summary>Its IPMI side.</summary>
    public IpmiBmc Ipmi { get; }

    /// <summary>Its Redfish side.</summary>
    public RedfishBmc Redfish { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">An address is not to be had.</exception>
    public void Start()
    {
        Ipmi.Start();
        Redfish.Start();
    }

    /// <summary>Closes sessions that have been idle too long, which otherwise waits for the next request.</summary>
    public void ExpireSessions()
    {
        Ipmi.ExpireSessions();
        Redfish.ExpireSessions();
    }

    /// <summary>Stops listening; the server goes on.</summary>
    public void Dispose()
    {
        Ipmi.Dispose();
        Redfish.Dispose();
    }
}
