using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Maas.State;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ApplyNodeStorage: brings layout, partitions, volume groups and filesystems to what the design says, and writes only
/// what differs; a configuration that contradicts the design is made anew. The result's detail is the
/// <see cref="StoragePlan"/> that was carried out.
/// </summary>
internal static class ApplyStorage
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.ApplyNodeStorage);
        var machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        if (machine.Status is MaasMachineStatus.Commissioning or MaasMachineStatus.Testing)
            throw scope.Refusal(machine, "Wait until the machine is ready.");

        IReadOnlyList<MaasVolumeGroup> groups = [];
        var plan = await PlanExecution.ConvergeAsync(PlanAsync, ExecuteAsync).ConfigureAwait(false);
        return NodeActionResult.Success(node, scope.Action, Message(node, plan), plan);

        async Task<StoragePlan> PlanAsync(bool again)
        {
            if (again) machine = await session.GetMachineAsync(machine.SystemId, cancel).ConfigureAwait(false);
            var inventory = DeviceMap.NeedsInventory(node)
                ? await session.Inventories.GetAsync(machine, cancel).ConfigureAwait(false) : HardwareInventory.Empty;
            var devices = new DeviceMap(node, inventory);
            // Groups cost a request per machine: they are read only where what the machine shows of them does not settle it.
            if (machine.VolumeGroupIds.Count > 0 && node.VolumeGroups.All(group => group.VgUuid is null) && VisibleGroups.Of(machine) is { } visible
                && StoragePlanner.Plan(node, machine, visible, devices) is { IsConverged: true } converged)
            {
                return converged;
            }

            groups = machine.VolumeGroupIds.Count == 0 ? [] : await GroupsAsync(session, machine, cancel).ConfigureAwait(false);
            return StoragePlanner.Plan(node, machine, groups, devices);
        }

        async Task ExecuteAsync(StoragePlan wanted)
        {
            if (wanted.IsConverged) return;
            if (machine.Status != MaasMachineStatus.Ready)
            {
                throw scope.Error(ErrorCatalogue.MaasStateConflict,
                    $"its storage is not as designed, and cannot be changed while its machine is '{machine.StatusName}': {wanted.Differences}.",
                    "MAAS changes storage of ready machines only; release the machine first.");
            }

            var executor = new StorageExecutor(session.Api, machine, groups);
            await PlanExecution.RunAsync(node, wanted.Operations, executor.ExecuteAsync, context, cancel).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<MaasVolumeGroup>> GroupsAsync(MaasSession session, MaasMachine machine, CancellationToken cancel)
    {
        var list = await session.Api.GetAsync($"nodes/{machine.SystemId}/volume-groups/", null, cancel).ConfigureAwait(false);
        return [.. (list as JArray ?? []).Select(MaasParsing.VolumeGroup)];
    }

    private static string Message(BaremetalNode node, StoragePlan plan)
    {
        if (node.StorageDevices.Count == 0 && node.VolumeGroups.Count == 0) return "The design says nothing of storage; it stays as it is.";
        if (plan.IsConverged) return "Storage is as designed.";
        var operations = plan.Operations;
        return $"Storage applied in {operations.Count} writes: {Count<ApplyLayout>()} layouts, {Count<CreatePartition>()} partitions, "
            + $"{Count<CreateVolumeGroup>()} volume groups, {Count<CreateLogicalVolume>()} logical volumes, {Count<FormatVolume>()} filesystems"
            + (plan.Reasons.Count == 0 ? "." : $"; made anew because {string.Join(", ", plan.Reasons)}.");

        int Count<T>() => operations.OfType<T>().Count();
    }
}
