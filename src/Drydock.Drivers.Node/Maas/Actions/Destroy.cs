using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// DestroyNode: ends whatever MAAS is doing to the machine, releases it, erasing disks where asked, waits until that is
/// done, and deletes the machine where asked. Nothing is deleted while its disks are being erased.
/// </summary>
internal static class Destroy
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DestroyOptions options, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.DestroyNode);
        MaasMachine machine;
        try
        {
            machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        }
        catch (DrydockException error) when (ReferenceEquals(error.Error, ErrorCatalogue.MachineNotFound))
        {
            return scope.Success("MAAS has no machine for it.", null);
        }

        await UnlockAsync(scope, machine, cancel).ConfigureAwait(false);
        var before = machine.Status;
        machine = await InterruptAsync(scope, machine, cancel).ConfigureAwait(false);
        machine = await GiveUpAsync(scope, machine, options, cancel).ConfigureAwait(false);
        var released = IsReleasable(machine.Status);
        if (released) machine = await ReleaseAsync(scope, machine, options, cancel).ConfigureAwait(false);
        else if (!options.Delete && !IsFree(machine.Status))
            throw scope.Refusal(machine, "End its retirement in MAAS, use -Force, or have the machine deleted with -Delete.");

        if (!released && options.Erase != DiskErase.None)
            scope.Warn($"no disk was erased: MAAS erases disks only as it releases a machine, and this one is '{machine.StatusName}'.");
        if (!options.Delete)
            return scope.Success(released || before != machine.Status ? "Is released." : $"Was not deployed; is '{machine.StatusName}'.", machine);
        await session.Api.DeleteAsync($"machines/{machine.SystemId}/", cancel).ConfigureAwait(false);
        session.Forget(node);
        return scope.Success(released ? "Is released and deleted from MAAS." : "Is deleted from MAAS.", null);
    }

    /// <summary>Whether a machine shows that its release has begun or is done.</summary>
    /// <param name="machine">The machine.</param>
    public static bool IsReleased(MaasMachine machine) =>
        machine.Status is MaasMachineStatus.Releasing or MaasMachineStatus.DiskErasing or MaasMachineStatus.Ready;

    private static async Task UnlockAsync(NodeScope scope, MaasMachine machine, CancellationToken cancel)
    {
        if (machine.Owner is { } owner && owner != scope.Session.UserName && !scope.Force)
        {
            throw scope.Error(ErrorCatalogue.MaasStateConflict, $"its machine belongs to '{owner}', not to '{scope.Session.UserName}'.",
                "Let its owner release it, or use -Force.");
        }

        if (!machine.Locked) return;
        if (!scope.Force)
        {
            throw scope.Error(ErrorCatalogue.MaasPermissionDenied, "its machine is locked against release.",
                "Unlock the machine in MAAS, or use -Force.");
        }

        await scope.OperateAsync(machine, "unlock", null, now => !now.Locked, cancel).ConfigureAwait(false);
    }

    /// <summary>Ends what MAAS is doing to the machine, or waits for what must not be cut off.</summary>
    private static async Task<MaasMachine> InterruptAsync(NodeScope scope, MaasMachine machine, CancellationToken cancel)
    {
        switch (machine.Status)
        {
            case MaasMachineStatus.Commissioning or MaasMachineStatus.Testing:
                scope.Say("Aborting " + machine.StatusName);
                var aborted = await scope.OperateAsync(machine, "abort", null, now => now.Status != machine.Status, cancel).ConfigureAwait(false);
                return await scope.RestAsync(aborted, machine.Status, cancel).ConfigureAwait(false);
            case MaasMachineStatus.RescueMode:
                var left = await scope.OperateAsync(machine, "exit_rescue_mode", null, now => now.Status != machine.Status, cancel).ConfigureAwait(false);
                return await scope.RestAsync(left, machine.Status, cancel).ConfigureAwait(false);
            case MaasMachineStatus.Deploying:
                return machine; // MAAS releases it as it is.
            default:
                return await scope.RestAsync(machine, null, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// States that MAAS leaves only by declaring the machine broken: a failed rescue mode, which nobody wants to keep; with
    /// Force also a machine that somebody retired or that went missing.
    /// </summary>
    private static async Task<MaasMachine> GiveUpAsync(NodeScope scope, MaasMachine machine, DestroyOptions options, CancellationToken cancel)
    {
        var stuck = machine.Status is MaasMachineStatus.FailedEnteringRescueMode or MaasMachineStatus.FailedExitingRescueMode;
        var shelved = machine.Status is MaasMachineStatus.Missing or MaasMachineStatus.Retired;
        if (!stuck && !(shelved && scope.Force && !options.Delete)) return machine;
        try
        {
            return await scope.OperateAsync(machine, "mark_broken", new MaasForm().Add("comment", "Drydock releases it."),
                now => now.Status == MaasMachineStatus.Broken, cancel).ConfigureAwait(false);
        }
        catch (MaasApiException error) when (machine.Owner is null && ReferenceEquals(error.Error, ErrorCatalogue.MaasPermissionDenied))
        {
            if (options.Delete) return machine;
            throw scope.Refusal(machine, "MAAS declares no machine broken that has no owner: have it deleted with -Delete, and enlist it again.");
        }
    }

    private static async Task<MaasMachine> ReleaseAsync(
        NodeScope scope, MaasMachine machine, DestroyOptions options, CancellationToken cancel)
    {
        scope.Say(options.Erase == DiskErase.None ? "Releasing" : "Releasing and erasing disks");
        var begun = await scope.OperateAsync(machine, "release", Form(options), IsReleased, cancel).ConfigureAwait(false);
        var done = await scope.RestAsync(begun, machine.Status, cancel).ConfigureAwait(false);
        if (IsFree(done.Status)) return done;
        throw done.Status is MaasMachineStatus.FailedReleasing or MaasMachineStatus.FailedDiskErasing or MaasMachineStatus.Broken
            ? await scope.FailureAsync(done, cancel).ConfigureAwait(false)
            : scope.Refusal(done, "Somebody else took the machine while it was being released; look into MAAS's events.");
    }

    private static MaasForm? Form(DestroyOptions options) => options.Erase == DiskErase.None ? null : new MaasForm()
        .Add("erase", true)
        .Add("quick_erase", options.Erase == DiskErase.Quick)
        .Add("secure_erase", options.Erase == DiskErase.Secure);

    private static bool IsReleasable(MaasMachineStatus status) => status is MaasMachineStatus.Allocated or MaasMachineStatus.Deploying
        or MaasMachineStatus.Deployed or MaasMachineStatus.FailedDeployment or MaasMachineStatus.Broken or MaasMachineStatus.Reserved
        or MaasMachineStatus.FailedDiskErasing or MaasMachineStatus.FailedReleasing;

    private static bool IsFree(MaasMachineStatus status) => status is MaasMachineStatus.New or MaasMachineStatus.Ready
        or MaasMachineStatus.FailedCommissioning or MaasMachineStatus.FailedTesting;
}
