using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ConfigureHardware: has MAAS commission the machine, and waits until it is ready. What is ready or further already is
/// left alone; with Force a ready machine is commissioned again and failed tests are overridden.
/// </summary>
internal static class Commission
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.ConfigureHardware);
        var machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        var joined = StatusWatcher.Busy.Contains(machine.Status) && machine.Status != MaasMachineStatus.Deploying;
        if (joined) machine = await scope.RestAsync(machine, null, cancel).ConfigureAwait(false);
        // Somebody else's commissioning that this action waited for is as good as its own.
        if (joined && machine.Status == MaasMachineStatus.Ready) return scope.Success("Is ready; MAAS was at work on it already.", machine);
        switch (machine.Status)
        {
            case MaasMachineStatus.Ready when !scope.Force:
                return scope.Success("Is ready already.", machine);
            case MaasMachineStatus.FailedTesting when scope.Force:
                return await OverrideAsync(scope, machine, cancel).ConfigureAwait(false);
            case MaasMachineStatus.FailedTesting:
                throw await scope.FailureAsync(machine, cancel).ConfigureAwait(false);
            case MaasMachineStatus.FailedCommissioning when joined:
                throw await scope.FailureAsync(machine, cancel).ConfigureAwait(false);
            case MaasMachineStatus.Ready or MaasMachineStatus.New or MaasMachineStatus.FailedCommissioning or MaasMachineStatus.Broken:
                return await CommissionAsync(scope, machine, cancel).ConfigureAwait(false);
            case MaasMachineStatus.Allocated or MaasMachineStatus.Deploying or MaasMachineStatus.Deployed
                or MaasMachineStatus.FailedDeployment when !scope.Force:
                return scope.Success($"Was commissioned before; is '{machine.StatusName}'.", machine);
            default:
                throw scope.Refusal(machine, "Release the machine, or end its rescue mode, then commission it.");
        }
    }

    private static async Task<NodeActionResult> CommissionAsync(NodeScope scope, MaasMachine machine, CancellationToken cancel)
    {
        // The BMC is Drydock's: MAAS must not add accounts of its own to it.
        var form = new MaasForm().Add("skip_bmc_config", true);
        var begun = await scope.OperateAsync(machine, "commission", form, IsCommissioning, cancel).ConfigureAwait(false);
        var done = await scope.RestAsync(begun, machine.Status, cancel).ConfigureAwait(false);
        if (done.Status == MaasMachineStatus.Ready) return scope.Success("Is commissioned.", done);
        throw done.Status is MaasMachineStatus.FailedCommissioning or MaasMachineStatus.FailedTesting or MaasMachineStatus.Broken
            ? await scope.FailureAsync(done, cancel).ConfigureAwait(false)
            : scope.Refusal(done, "Somebody else changed its state while it was being commissioned; look into MAAS's events.");
    }

    private static async Task<NodeActionResult> OverrideAsync(NodeScope scope, MaasMachine machine, CancellationToken cancel)
    {
        var done = await scope.OperateAsync(machine, "override_failed_testing", null,
            now => now.Status == MaasMachineStatus.Ready, cancel).ConfigureAwait(false);
        scope.Warn("its hardware tests failed, and were overridden.");
        return scope.Success("Is ready; failed tests were overridden.", done);
    }

    private static bool IsCommissioning(MaasMachine machine) =>
        machine.Status is MaasMachineStatus.Commissioning or MaasMachineStatus.Testing;
}
