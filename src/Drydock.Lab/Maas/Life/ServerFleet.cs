using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>The servers on the region's networks, found as MAAS finds them: by MAC address or by BMC.</summary>
internal sealed class ServerFleet(FaultBook faults)
{
    private readonly Dictionary<string, SimulatedServer> _byMac = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedServer> _byBmc = new(StringComparer.Ordinal);
    private readonly object _gate = new();

    public void Add(SimulatedServer server)
    {
        lock (_gate)
        {
            foreach (var nic in server.Spec.Nics) _byMac[nic.MacAddress] = server;
            _byBmc[server.Spec.BmcAddress.ToString()] = server;
        }
    }

    /// <summary>The MAC address that a server boots from the network with.</summary>
    public static string BootMac(ServerSpec server) => (server.Nics.FirstOrDefault(nic => nic.Boot) ?? server.Nics[0]).MacAddress;

    /// <summary>A server by its name in the design.</summary>
    public SimulatedServer? Named(string name)
    {
        lock (_gate) return _byBmc.Values.FirstOrDefault(server => string.Equals(server.Spec.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The server that the node's power parameters switch; null where they lead nowhere or are refused.</summary>
    public SimulatedServer? Controlled(Node node)
    {
        if (node.PowerType is not ("ipmi" or "redfish")) return null;
        SimulatedServer? server;
        lock (_gate)
        {
            if (!node.PowerParameters.TryGetValue("power_address", out var address) || !_byBmc.TryGetValue(Host(address), out server)) return null;
        }

        if (faults.IsActive(LabFaultKind.BmcSilent, server.Spec.Name) || faults.IsActive(LabFaultKind.BmcRejectsPassword, server.Spec.Name)) return null;
        var password = node.PowerParameters.TryGetValue("power_pass", out var given) ? given : "";
        var user = node.PowerParameters.TryGetValue("power_user", out var name) ? name : "";
        return user == server.Spec.BmcUser && new Secret(password).Equals(server.Spec.BmcPassword) ? server : null;
    }

    /// <summary>The address of a power_address that may carry a port.</summary>
    private static string Host(string address)
    {
        var colon = address.IndexOf(':');
        return colon > 0 && colon == address.LastIndexOf(':') ? address.Substring(0, colon) : address;
    }
}
