using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// InterrogateNode: what commissioning and testing found in the machine: processors, memory, disks, interfaces and who is
/// at the other end of their cables, firmware, the results of all scripts.
/// </summary>
internal static class Interrogate
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.InterrogateNode);
        var machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        var detail = await ReadAsync(session, node, machine, cancel).ConfigureAwait(false);
        if (detail.Scripts.Count == 0)
        {
            throw scope.Error(ErrorCatalogue.MachineNotInventoried, $"MAAS has no build data of its machine, which is '{machine.StatusName}'.");
        }

        var failed = detail.Scripts.Count(script => script.ExitStatus is not (0 or null));
        return NodeActionResult.Success(node, scope.Action,
            $"{detail.Cpus.Count} CPU(s), {detail.MemoryMiB / 1024.0:0.#} GiB, {detail.Disks.Count} disk(s), {detail.Nics.Count} interface(s); "
            + $"{detail.Scripts.Count} script(s) ran, {failed} failed."
            + string.Concat(detail.Differences.Select(difference => " " + difference)), detail);
    }

    /// <summary>What was found, with differences from the hardware profile.</summary>
    public static async Task<NodeDetail> ReadAsync(MaasSession session, BaremetalNode node, MaasMachine machine, CancellationToken cancel) =>
        (await session.Inventories.GetBuildAsync(machine, cancel).ConfigureAwait(false)).Describe(node, machine);
}
