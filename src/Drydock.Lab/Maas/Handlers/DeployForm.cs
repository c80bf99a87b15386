using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>op=deploy</c>: state, then series and kernel, then storage; each error leaves the machine as it was.</summary>
internal static class DeployForm
{
    public static MaasReply Deploy(MaasCall call)
    {
        var node = MachineRules.Machine(call);
        if (!MachineRules.CanDeploy(node.Status))
            throw MaasError.Conflict($"Can't deploy a machine that is in the '{node.Status.Label()}' state");
        if (node.Owner is not null && node.Owner != call.User) throw MaasError.Conflict("Can't allocate a machine belonging to another user.");
        MachineRules.RequireEditable(call, node);
        var image = ReadImage(call);
        var kernel = ReadKernel(call, image);
        var userData = ReadUserData(call.Form);
        call.Form.Check();
        CheckStorage(node);
        call.Life.Power.Require(node);

        node.OperatingSystem = image.Split('/')[0];
        node.DistroSeries = image.Split('/')[1];
        node.HweKernel = kernel;
        node.UserData = userData;
        node.EphemeralDeploy = call.Form.Flag("ephemeral_deploy") ?? false;
        node.EnableHwSync = call.Form.Flag("enable_hw_sync") ?? false;
        if (call.Form.HasText("agent_name")) node.AgentName = call.Form.Text("agent_name")!;
        call.AfterCommit.Add(call.Life.Deployer.Start(node, call.User));
        return MachineOperations.Answer(call, node);
    }

    private static string ReadImage(MaasCall call)
    {
        var names = Images(call).Select(resource => resource.FullName).Distinct().ToList();
        var text = call.Form.Text("distro_series") is { Length: > 0 } given ? given : call.Region.Configuration.Text("default_distro_series");
        var image = names.Find(name => name == text || name.EndsWith("/" + text, StringComparison.Ordinal));
        if (image is not null) return image;
        throw MaasError.Field("distro_series", MaasError.NotOneOf("distro_series", text, names.Prepend("")));
    }

    private static string? ReadKernel(MaasCall call, string image)
    {
        var kernels = Images(call).Where(resource => resource.FullName == image && resource.Kernel is not null).Select(resource => resource.Kernel!).ToList();
        if (call.Form.Text("hwe_kernel") is not { Length: > 0 } wanted) return kernels.FirstOrDefault();
        if (!kernels.Contains(wanted)) throw MaasError.Field("hwe_kernel", $"{wanted} is not available for {image} on amd64/generic.");
        return wanted;
    }

    private static IEnumerable<BootResource> Images(MaasCall call) => call.Region.BootResources.Where(resource => resource.IsComplete);

    private static byte[]? ReadUserData(Form form)
    {
        if (form.Text("user_data") is not { Length: > 0 } text) return null;
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw MaasError.BadRequest("Failed to render preseed: user_data is not base64.");
        }
    }

    private static void CheckStorage(Node node)
    {
        var mounted = StorageTree.Targets(node).ToLookup(target => target.Filesystem?.MountPoint);
        if (!mounted["/"].Any()) throw MaasError.Model("storage", "Mount the root '/' filesystem to be able to deploy this node.");
        if (!mounted["/"].Any(StorageTree.IsOnBcache) || mounted["/boot"].Any(boot => !StorageTree.IsOnBcache(boot))) return;
        throw MaasError.Model("storage", "This node cannot be deployed because it cannot boot from a bcache volume. "
            + "Mount /boot on a non-bcache device to be able to deploy this node.");
    }
}
