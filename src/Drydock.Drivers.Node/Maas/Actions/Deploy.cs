using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions.Deployment;
using Drydock.Drivers.Node.Maas.Actions.Media;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// DeployNode: allocates the machine, annotates it, has MAAS install the operating system with the boot actions that concern
/// the node, and waits until it is deployed. A missing image or an asset that cannot be made is refused before anything else.
/// A machine that this account has deployed already is left alone unless Force is given, which installs it anew.
/// </summary>
internal static class Deploy
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.DeployNode);
        var machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        if (StatusWatcher.Busy.Contains(machine.Status) && machine.Status != MaasMachineStatus.Deploying)
            machine = await scope.RestAsync(machine, null, cancel).ConfigureAwait(false);
        RefuseForeign(scope, machine);
        if (machine.Status == MaasMachineStatus.Deploying) return await FinishAsync(scope, machine, null, cancel).ConfigureAwait(false);
        if (machine.Status == MaasMachineStatus.Deployed && !scope.Force) return Deployed(scope, machine);
        // What can be refused is refused before anything is released or allocated.
        await RequireImageAsync(scope, cancel).ConfigureAwait(false);
        var userData = await NodeUserData.MakeAsync(session, node, cancel).ConfigureAwait(false);
        if (machine.Status is MaasMachineStatus.FailedDeployment or MaasMachineStatus.Deployed)
            machine = await ReleaseAsync(scope, machine, cancel).ConfigureAwait(false);
        if (machine.Status == MaasMachineStatus.Ready) machine = await AllocateAsync(scope, machine, cancel).ConfigureAwait(false);
        if (machine.Status != MaasMachineStatus.Allocated)
            throw scope.Refusal(machine, WayToReady(machine.Status));
        await AnnotateAsync(scope, machine, userData, cancel).ConfigureAwait(false);
        var begun = await scope.OperateAsync(machine, "deploy", Form(node, userData), IsDeploying, cancel).ConfigureAwait(false);
        return await FinishAsync(scope, begun, machine.Status, cancel).ConfigureAwait(false);
    }

    private static async Task RequireImageAsync(NodeScope scope, CancellationToken cancel)
    {
        if (scope.Node.Image is not { Length: > 0 } image) return;
        var need = new ImageNeed(image, scope.Node.Kernel, ItemList<string>.Empty);
        if (need.Lack(await scope.Session.Site.GetImagesAsync(cancel).ConfigureAwait(false)) is not { } lack) return;
        throw scope.Error(ErrorCatalogue.MaasNotReady, lack, "Import it with Set-BootMedia, or upload it to MAAS where it is an image of your own.");
    }

    private static void RefuseForeign(NodeScope scope, MaasMachine machine)
    {
        if (machine.Owner is null || machine.Owner == scope.Session.UserName || machine.Status is MaasMachineStatus.Ready) return;
        throw scope.Error(ErrorCatalogue.MaasStateConflict,
            $"its machine is '{machine.StatusName}' and belongs to '{machine.Owner}', not to '{scope.Session.UserName}'.",
            "Let its owner release it, or connect with the owner's API key.");
    }

    private static NodeActionResult Deployed(NodeScope scope, MaasMachine machine)
    {
        var wanted = scope.Node.Image;
        var differs = wanted is not null && wanted != machine.DistroSeries && !wanted.EndsWith("/" + machine.DistroSeries, StringComparison.Ordinal);
        if (differs) scope.Warn($"it runs '{machine.DistroSeries}' where the design says '{wanted}'.");
        return scope.Success(differs
            ? $"Is deployed already, with '{machine.DistroSeries}' where the design says '{wanted}'; Force installs it anew."
            : "Is deployed already.", machine);
    }

    private static async Task<MaasMachine> ReleaseAsync(NodeScope scope, MaasMachine machine, CancellationToken cancel)
    {
        if (machine.Locked)
            throw scope.Error(ErrorCatalogue.MaasPermissionDenied, "its machine is locked.", "Unlock the machine in MAAS, then deploy it anew.");
        scope.Say($"Releasing, as it is '{machine.StatusName}'");
        var begun = await scope.OperateAsync(machine, "release", null, Destroy.IsReleased, cancel).ConfigureAwait(false);
        return await scope.RestAsync(begun, machine.Status, cancel).ConfigureAwait(false);
    }

    private static Task<MaasMachine> AllocateAsync(NodeScope scope, MaasMachine machine, CancellationToken cancel) =>
        scope.PostAsync(machine, "machines/", "allocate", new MaasForm().Add("system_id", machine.SystemId),
            now => now.Status == MaasMachineStatus.Allocated && now.Owner == scope.Session.UserName, cancel);

    /// <summary>All annotations that differ, in one request.</summary>
    private static async Task AnnotateAsync(NodeScope scope, MaasMachine machine, NodeUserData? userData, CancellationToken cancel)
    {
        var form = new MaasForm();
        foreach (var entry in scope.Node.OwnerData.Where(entry => (machine.OwnerData.Find(entry.Key) ?? "") != entry.Value))
            form.Add(entry.Key, entry.Value);
        if (userData is not null) form.Add(NodeUserData.KeyAnnotation, userData.KeyDigest);
        if (form.Count == 0) return;
        var op = Major(scope.Session.Version) >= 3 ? "set_workload_annotations" : "set_owner_data";
        await scope.OperateAsync(machine, op, form, now => form.All(field => (now.OwnerData.Find(field.Key) ?? "") == field.Value), cancel)
            .ConfigureAwait(false);
    }

    private static MaasForm Form(BaremetalNode node, NodeUserData? userData)
    {
        var form = new MaasForm();
        if (node.Image is { Length: > 0 } image) form.Add("distro_series", image);
        if (node.Kernel is { Length: > 0 } kernel) form.Add("hwe_kernel", kernel);
        if (userData is not null) form.Add("user_data", Convert.ToBase64String(Encoding.UTF8.GetBytes(userData.Document.Reveal())));
        return form;
    }

    private static async Task<NodeActionResult> FinishAsync(
        NodeScope scope, MaasMachine begun, MaasMachineStatus? before, CancellationToken cancel)
    {
        var done = await scope.RestAsync(begun, before, cancel).ConfigureAwait(false);
        if (done.Status == MaasMachineStatus.Deployed) return scope.Success($"Is deployed with '{done.DistroSeries}'.", done);
        throw done.Status is MaasMachineStatus.FailedDeployment or MaasMachineStatus.Broken
            ? await scope.FailureAsync(done, cancel, InstallLog.TailAsync).ConfigureAwait(false)
            : scope.Error(ErrorCatalogue.MachineReleased, done.Status == MaasMachineStatus.Allocated
                ? "its deployment was aborted by somebody else."
                : $"its machine was released while it was being deployed; it is '{done.StatusName}'.",
                "Look into MAAS's events to see who did it, then deploy the node again.");
    }

    /// <summary>How a machine that cannot be deployed becomes ready; MAAS commissions only from some states.</summary>
    private static string WayToReady(MaasMachineStatus status) => status switch
    {
        MaasMachineStatus.New or MaasMachineStatus.FailedCommissioning or MaasMachineStatus.FailedTesting or MaasMachineStatus.Broken =>
            "Commission the machine until it is ready (Invoke-NodeCommission), then deploy it.",
        MaasMachineStatus.Missing or MaasMachineStatus.Retired =>
            "Release the machine with Invoke-NodeDestroy -Force, then commission and deploy it.",
        _ => "Release the machine with Invoke-NodeDestroy, which also ends a rescue mode, then deploy it.",
    };

    private static bool IsDeploying(MaasMachine machine) => machine.Status is MaasMachineStatus.Deploying or MaasMachineStatus.Deployed;

    private static int Major(string version) =>
        int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
}
