using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions.Hardware;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ConfigureHardware: has MAAS commission the machine with the scripts of its hardware profile, waits until it is ready,
/// and keeps what was found. What is ready or further already is left alone; with Force a ready machine is commissioned
/// again. Failed tests are run again, or overridden with Force.
/// </summary>
internal static class Commission
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.ConfigureHardware);
        var machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        var joined = IsAtWork(machine);
        if (StatusWatcher.Busy.Contains(machine.Status) && machine.Status != MaasMachineStatus.Deploying)
            machine = await scope.RestAsync(machine, null, cancel).ConfigureAwait(false);
        switch (machine.Status)
        {
            // Somebody else's commissioning that this action waited for is as good as its own.
            case MaasMachineStatus.Ready when joined:
                return await ReportAsync(scope, "Is ready; MAAS was at work on it already.", machine, cancel).ConfigureAwait(false);
            case MaasMachineStatus.Ready when !scope.Force:
                return Done(scope, "Is ready already.", machine);
            case MaasMachineStatus.FailedCommissioning or MaasMachineStatus.FailedTesting when joined:
                throw await scope.FailureAsync(machine, cancel, ScriptFailures.TellAsync).ConfigureAwait(false);
            case MaasMachineStatus.FailedTesting when scope.Force:
                return await OverrideAsync(scope, machine, cancel).ConfigureAwait(false);
            case MaasMachineStatus.FailedTesting:
                return await OperateAsync(scope, machine, "test", "Is ready; its tests, which had failed, pass.", cancel).ConfigureAwait(false);
            case MaasMachineStatus.Ready or MaasMachineStatus.New or MaasMachineStatus.FailedCommissioning or MaasMachineStatus.Broken:
                return await OperateAsync(scope, machine, "commission", "Is commissioned.", cancel).ConfigureAwait(false);
            case MaasMachineStatus.Allocated or MaasMachineStatus.Deploying or MaasMachineStatus.Deployed
                or MaasMachineStatus.FailedDeployment when !scope.Force:
                return Done(scope, $"Was commissioned before; is '{machine.StatusName}'.", machine);
            default:
                throw scope.Refusal(machine, "Release the machine, or end its rescue mode, then commission it.");
        }
    }

    private static async Task<NodeActionResult> OperateAsync(
        NodeScope scope, MaasMachine machine, string op, string done, CancellationToken cancel)
    {
        var form = new MaasForm();
        // The BMC is Drydock's: MAAS must not add accounts of its own to it.
        if (op == "commission") form.Add("skip_bmc_config", true);
        await ScriptChoice.AddAsync(scope.Session, scope.Node, form, testsOnly: op == "test", cancel).ConfigureAwait(false);
        var begun = await scope.OperateAsync(machine, op, form, IsAtWork, cancel).ConfigureAwait(false);
        var now = await scope.RestAsync(begun, machine.Status, cancel).ConfigureAwait(false);
        if (now.Status == MaasMachineStatus.Ready) return await ReportAsync(scope, done, now, cancel).ConfigureAwait(false);
        throw now.Status is MaasMachineStatus.FailedCommissioning or MaasMachineStatus.FailedTesting or MaasMachineStatus.Broken
            ? await scope.FailureAsync(now, cancel, ScriptFailures.TellAsync).ConfigureAwait(false)
            : scope.Refusal(now, "Somebody else changed its state while it was being commissioned; look into MAAS's events.");
    }

    private static async Task<NodeActionResult> OverrideAsync(NodeScope scope, MaasMachine machine, CancellationToken cancel)
    {
        var done = await scope.OperateAsync(machine, "override_failed_testing", null,
            now => now.Status == MaasMachineStatus.Ready, cancel).ConfigureAwait(false);
        scope.Warn("its hardware tests failed, and were overridden.");
        return Done(scope, "Is ready; failed tests were overridden.", done);
    }

    /// <summary>A success with what was found; where it is not the profile's hardware, that is said aloud.</summary>
    private static async Task<NodeActionResult> ReportAsync(NodeScope scope, string message, MaasMachine machine, CancellationToken cancel)
    {
        var detail = await Interrogate.ReadAsync(scope.Session, scope.Node, machine, cancel).ConfigureAwait(false);
        foreach (var difference in detail.Differences) scope.Warn(difference);
        return NodeActionResult.Success(scope.Node, scope.Action, string.Join(" ", detail.Differences.Prepend(message)), detail);
    }

    private static NodeActionResult Done(NodeScope scope, string message, MaasMachine machine) => NodeActionResult.Success(
        scope.Node, scope.Action, message, new NodeDetail { SystemId = machine.SystemId, Machine = machine, MemoryMiB = machine.Memory });

    private static bool IsAtWork(MaasMachine machine) => machine.Status is MaasMachineStatus.Commissioning or MaasMachineStatus.Testing;
}
