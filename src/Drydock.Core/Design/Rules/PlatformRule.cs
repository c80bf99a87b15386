using System;
using System.Collections.Generic;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>The node provisioner has the image of every node and, where the node names one, its kernel.</summary>
internal sealed class PlatformRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        if (check.Images is not { } catalogue)
        {
            check.Advise(RuleIds.PlatformSelection, null, "Images and kernels were not checked, as no node provisioner was asked.",
                "Check with a session of the node provisioner to include them.");
            return;
        }
        var images = new HashSet<string>(catalogue.Images, StringComparer.Ordinal);
        var kernels = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var node in check.Site.Nodes)
        {
            if (node.Image is not { } image || !images.Contains(image))
            {
                check.Error(RuleIds.PlatformSelection, check.Find(node, "platform", "image"),
                    node.Image is null ? "has no image." : $"is {node.Image}, which the node provisioner does not have.",
                    "Images are " + string.Join(", ", catalogue.Images) + ".");
                continue;
            }
            if (node.Kernel is not { } kernel) continue;
            if (!kernels.TryGetValue(image, out var known)) kernels.Add(image, known = new(catalogue.Kernels(image), StringComparer.Ordinal));
            if (known.Contains(kernel)) continue;
            check.Error(RuleIds.PlatformSelection, check.Find(node, "platform", "kernel"),
                $"is {kernel}, which the node provisioner does not have for the image {image}.",
                $"Kernels of {image} are " + string.Join(", ", catalogue.Kernels(image)) + ".");
        }
    }
}
