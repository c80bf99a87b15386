using System;
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

        var present = PresentStorage.None;
        var plan = await PlanExecution.ConvergeAsync(PlanAsync, ExecuteAsync).ConfigureAwait(false);
        return NodeActionResult.Success(node, scope.Action, Message(node, plan), plan);

        async Task<StoragePlan> PlanAsync(bool again)
        {
            if (again) machine = await session.GetMachineAsync(machine.SystemId, cancel).ConfigureAwait(false);
            var inventory = DeviceMap.NeedsInventory(node)
                ? await session.Inventories.GetAsync(machine, cancel).ConfigureAwait(false) : HardwareInventory.Empty;
            var devices = new DeviceMap(node, inventory);
            // Groups cost a request per machine: they are read only where what the machine shows of them does not settle it.
            if (machine.VolumeGroupIds.Count > 0 && !HasArrays(machine) && node.VolumeGroups.All(group => group.VgUuid is null) && VisibleGroups.Of(machine) is { } visible
                && StoragePlanner.Plan(node, machine, PresentStorage.OfGroups(visible), devices) is { IsConverged: true } converged)
            {
                return converged;
            }

            present = await PresentAsync(session, machine, cancel).ConfigureAwait(false);
            return StoragePlanner.Plan(node, machine, present, devices);
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

            var executor = new StorageExecutor(session.Api, machine, present);
            await PlanExecution.RunAsync(node, wanted.Operations, executor.ExecuteAsync, context, cancel).ConfigureAwait(false);
            if (executor.Unlabelled.Count > 0)
                scope.Warn($"MAAS gives fs_label to partitions only; without a label stay: {string.Join(", ", executor.Unlabelled)}.");
        }
    }

    private static bool HasArrays(MaasMachine machine) => machine.RaidIds.Count + machine.BcacheIds.Count + machine.CacheSetIds.Count > 0;

    /// <summary>Reads what the machine itself shows the ids of alone; what it has none of costs no request.</summary>
    private static async Task<PresentStorage> PresentAsync(MaasSession session, MaasMachine machine, CancellationToken cancel) => new(
        await ReadAsync(session, machine, machine.VolumeGroupIds, "volume-groups/", MaasParsing.VolumeGroup, cancel).ConfigureAwait(false),
        await ReadAsync(session, machine, machine.RaidIds, "raids/", PresentRaid.Parse, cancel).ConfigureAwait(false),
        await ReadAsync(session, machine, machine.CacheSetIds, "bcache-cache-sets/", PresentCacheSet.Parse, cancel).ConfigureAwait(false),
        await ReadAsync(session, machine, machine.BcacheIds, "bcaches/", PresentBcache.Parse, cancel).ConfigureAwait(false));

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(
        MaasSession session, MaasMachine machine, ItemList<int> ids, string path, Func<JToken, T> parse, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var list = await session.Api.GetAsync($"nodes/{machine.SystemId}/{path}", null, cancel).ConfigureAwait(false);
        return [.. (list as JArray ?? []).Select(parse)];
    }

    private static string Message(BaremetalNode node, StoragePlan plan)
    {
        if (StorageDesigner.IsSilent(node)) return "The design says nothing of storage; it stays as it is.";
        if (plan.IsConverged) return "Storage is as designed.";
        var operations = plan.Operations;
        return $"Storage applied in {operations.Count} writes: {Count<ApplyLayout>()} layouts, {Count<CreatePartition>()} partitions, "
            + (Count<CreateRaid>() + Count<CreateBcache>() > 0 ? $"{Count<CreateRaid>()} RAIDs, {Count<CreateBcache>()} bcaches, " : "")
            + $"{Count<CreateVolumeGroup>()} volume groups, {Count<CreateLogicalVolume>()} logical volumes, {Count<FormatVolume>()} filesystems"
            + (plan.Reasons.Count == 0 ? "." : $"; made anew because {string.Join(", ", plan.Reasons)}.");

        int Count<T>() => operations.OfType<T>().Count();
    }
}
