using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// ApplyNodePlatform: gives the machine the node's tags, and its kernel parameters by a tag of its own,
/// <c>&lt;node&gt;_kp</c>. Tags that the design does not name stay.
/// </summary>
internal static class ApplyPlatform
{
    public static async Task<NodeActionResult> RunAsync(
        MaasSession session, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var scope = new NodeScope(session, node, context, ActionNames.ApplyNodePlatform);
        var machine = await session.GetMachineAsync(node, cancel).ConfigureAwait(false);
        var kernelTag = node.Name + "_kp";
        var kernelOptions = node.KernelParameterText;
        var missing = node.Tags.Concat(kernelOptions.Length > 0 ? [kernelTag] : []).Distinct().Except(machine.Tags).ToList();
        List<string> done = [];
        // Tags that nodes share go out while each node's own is made: its making would tear apart what all write together.
        await Task.WhenAll([KernelAsync(), .. missing.Where(tag => tag != kernelTag).Select(ApplyAsync)]).ConfigureAwait(false);
        if (missing.Count > 0) done.Add("tagged " + string.Join(", ", missing));
        return scope.Success(done.Count == 0 ? "Tags and kernel parameters are as designed." : Sentence(string.Join("; ", done)), machine);

        async Task KernelAsync()
        {
            if (kernelOptions.Length > 0)
            {
                if (await session.Tags.EnsureTagAsync(kernelTag, kernelOptions, cancel).ConfigureAwait(false))
                    done.Add($"kernel parameters set to '{kernelOptions}'");
                if (missing.Contains(kernelTag)) await ApplyAsync(kernelTag).ConfigureAwait(false);
            }
            else if (machine.Tags.Contains(kernelTag))
            {
                await session.Tags.RemoveTagAsync(kernelTag, machine.SystemId, cancel).ConfigureAwait(false);
                done.Add("kernel parameters removed");
            }
        }

        Task ApplyAsync(string tag) => session.Tags.ApplyTagAsync(tag, machine.SystemId, cancel);
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1) + ".";
}
