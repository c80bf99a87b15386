using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>
/// Finds a node's machine: by host name, then by boot MAC address, then by BMC. Never guesses: where two machines could be
/// the node's, it says which.
/// </summary>
/// <param name="session">The session to look in.</param>
public sealed class MachineFinder(MaasSession session)
{
    /// <summary>The machine of a node.</summary>
    /// <param name="identity">By what it is known.</param>
    /// <param name="domain">The node's DNS domain; tells machines of the same host name apart.</param>
    /// <param name="cancel">Stops the look-ups.</param>
    /// <returns>The machine, or null where there is none.</returns>
    /// <exception cref="DrydockException">Several machines could be the node's.</exception>
    public async Task<MaasMachine?> FindAsync(MachineIdentity identity, string domain, CancellationToken cancel)
    {
        var named = await session.Machines.ByHostnameAsync(identity.Hostname, cancel).ConfigureAwait(false);
        if (named.Count == 1 && (identity.Mac is null || identity.HasMac(named[0]))) return named[0];
        if (named.FirstOrDefault(identity.HasMac) is { } sure) return sure;

        var plugged = identity.Mac is null ? [] : await session.Machines.ByMacAsync(identity.Mac, cancel).ConfigureAwait(false);
        if (named.Count > 0 && plugged.Count > 0) throw Ambiguous(identity, named.Concat(plugged));
        var hits = plugged.Count > 0 ? plugged : InDomain(named, domain);
        if (hits.Count == 0 && identity.Power is { } power)
            hits = await session.Machines.ByPowerAsync(power, cancel).ConfigureAwait(false);
        if (hits.Count > 1) throw Ambiguous(identity, hits);
        if (hits.Count == 1 && named.Count > 0)
        {
            session.Log.Write(LogLevel.Warning,
                $"The machine '{hits[0].Fqdn}' ({hits[0].SystemId}) is taken for its name; it has no interface {identity.Mac}.");
        }

        return hits.Count == 0 ? null : hits[0];
    }

    private static IReadOnlyList<MaasMachine> InDomain(IReadOnlyList<MaasMachine> named, string domain)
    {
        var inside = named.Where(machine => machine.Domain == domain).ToList();
        return inside.Count == 1 ? inside : named;
    }

    private static DrydockException Ambiguous(MachineIdentity identity, IEnumerable<MaasMachine> machines)
    {
        var list = string.Join("; ", machines.GroupBy(machine => machine.SystemId).Select(same => same.First()).Select(machine =>
            $"{machine.Fqdn} ({machine.SystemId}, {machine.StatusName}, boot MAC {machine.BootMac ?? "unknown"})"));
        return new(ErrorCatalogue.MachineAmbiguous,
            $"Several machines could be node '{identity.Hostname}' ({identity}): {list}.")
        { Target = identity.Hostname };
    }
}
