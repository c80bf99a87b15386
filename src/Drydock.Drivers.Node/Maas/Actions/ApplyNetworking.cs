using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ApplyNodeNetworking: brings interfaces, bonds, VLANs and addresses to what the design says, and writes only what
/// differs. The result's detail is the <see cref="NetworkPlan"/> that was carried out.
/// </summary>
internal static class ApplyNetworking
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.ApplyNodeNetworking);
        var machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        if (machine.Status is MaasMachineStatus.Commissioning or MaasMachineStatus.Testing)
            throw scope.Refusal(machine, "Wait until the machine is ready.");

        var plan = await PlanExecution.ConvergeAsync(PlanAsync, ExecuteAsync).ConfigureAwait(false);
        return NodeActionResult.Success(node, scope.Action, Message(plan), plan);

        async Task<NetworkPlan> PlanAsync(bool again)
        {
            if (again) machine = await session.GetMachineAsync(machine.SystemId, cancel).ConfigureAwait(false);
            var inventory = DeviceMap.NeedsInventory(node)
                ? await session.Inventories.GetAsync(machine, cancel).ConfigureAwait(false) : HardwareInventory.Empty;
            var networks = new MaasNetworks(await session.Site.GetFabricsAsync(cancel).ConfigureAwait(false),
                await session.Site.GetSubnetsAsync(cancel).ConfigureAwait(false));
            return NetworkPlanner.Plan(node, machine, networks, new DeviceMap(node, inventory));
        }

        async Task ExecuteAsync(NetworkPlan wanted)
        {
            if (wanted.IsConverged) return;
            if (!IsChangeable(machine.Status))
            {
                throw scope.Error(ErrorCatalogue.MaasStateConflict,
                    $"its networking is not as designed, and cannot be changed while its machine is '{machine.StatusName}': {wanted}.",
                    "MAAS changes interfaces of machines that are new, ready, allocated or broken; release the machine first.");
            }

            var executor = new NetworkExecutor(session.Api, machine);
            await PlanExecution.RunAsync(node, wanted.Operations, executor.ExecuteAsync, context, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>States in which MAAS takes changes of interfaces (<c>INTERFACE_EDITABLE</c>).</summary>
    private static bool IsChangeable(MaasMachineStatus status) => status is MaasMachineStatus.New or MaasMachineStatus.Ready
        or MaasMachineStatus.FailedTesting or MaasMachineStatus.Allocated or MaasMachineStatus.Broken;

    private static string Message(NetworkPlan plan)
    {
        if (plan.IsConverged) return "Networking is as designed.";
        var operations = plan.Operations;
        return $"Networking applied in {operations.Count} writes: {operations.Count(operation => operation is CreateBond or CreateVlanInterface)} "
            + $"interfaces made, {operations.OfType<UpdateInterface>().Count()} changed, {operations.OfType<DeleteInterface>().Count()} deleted; "
            + $"{operations.OfType<LinkSubnet>().Count()} links made, {operations.OfType<UnlinkSubnet>().Count()} removed.";
    }
}
