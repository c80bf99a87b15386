using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Which states allow what, as measured on a real region.</summary>
internal static class MachineRules
{
    public static bool CanCommission(NodeStatus status) =>
        status is NodeStatus.New or NodeStatus.FailedCommissioning or NodeStatus.Ready or NodeStatus.Broken;

    public static bool CanDeploy(NodeStatus status) => status is NodeStatus.Ready or NodeStatus.Allocated;

    /// <summary>Releasing a machine that nobody has is no error; nothing happens.</summary>
    public static bool IsReleased(NodeStatus status) => status is NodeStatus.Ready or NodeStatus.Releasing;

    public static bool CanRelease(NodeStatus status) => IsReleased(status)
        || status is NodeStatus.Reserved or NodeStatus.Deployed or NodeStatus.Broken or NodeStatus.Deploying or NodeStatus.Allocated
            or NodeStatus.FailedDeployment or NodeStatus.FailedReleasing or NodeStatus.FailedDiskErasing;

    public static bool CanAbort(NodeStatus status) =>
        status is NodeStatus.Commissioning or NodeStatus.Deploying or NodeStatus.DiskErasing or NodeStatus.Testing;

    public static bool CanRestore(NodeStatus status) => status is NodeStatus.Ready or NodeStatus.FailedTesting;

    public static bool CanRescue(NodeStatus status) => status is NodeStatus.New or NodeStatus.FailedCommissioning or NodeStatus.Missing
        or NodeStatus.Ready or NodeStatus.Reserved or NodeStatus.Deployed or NodeStatus.Retired or NodeStatus.Broken or NodeStatus.Allocated
        or NodeStatus.FailedDeployment or NodeStatus.FailedDiskErasing or NodeStatus.EnteringRescueMode
        or NodeStatus.FailedEnteringRescueMode or NodeStatus.FailedTesting;

    public static bool CanExitRescue(NodeStatus status) => status is NodeStatus.RescueMode or NodeStatus.EnteringRescueMode
        or NodeStatus.FailedEnteringRescueMode or NodeStatus.FailedExitingRescueMode;

    public static bool CanTest(NodeStatus status) => status is not (NodeStatus.Commissioning or NodeStatus.Deploying or NodeStatus.Releasing
        or NodeStatus.DiskErasing or NodeStatus.EnteringRescueMode or NodeStatus.ExitingRescueMode or NodeStatus.Testing);

    public static bool CanLock(NodeStatus status) => status is NodeStatus.Deployed or NodeStatus.Deploying;

    public static bool CanChangeNetwork(NodeStatus status) => status is NodeStatus.New or NodeStatus.Ready or NodeStatus.FailedTesting
        or NodeStatus.Allocated or NodeStatus.Broken;

    /// <summary>A machine in the path, by its id.</summary>
    public static Node Machine(MaasCall call) =>
        call.Region.FindNode(call.Path("system_id")) is { IsRack: false } node ? node : throw MaasError.NotFound("Machine");

    /// <summary>A machine that is not locked and is the user's own, or anybody's for an administrator.</summary>
    public static void RequireEditable(MaasCall call, Node node)
    {
        if (node.Locked) throw MaasError.Forbidden();
        if (!call.User.IsSuperuser && node.Owner != call.User) throw MaasError.Forbidden();
    }

    public static void RequireAdmin(MaasCall call)
    {
        if (!call.User.IsSuperuser) throw MaasError.Forbidden();
    }
}
