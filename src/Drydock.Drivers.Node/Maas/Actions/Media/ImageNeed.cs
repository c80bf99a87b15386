using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Actions.Media;

/// <summary>An image, and a kernel of it, that the design deploys.</summary>
/// <param name="Image">The image: a series (<c>jammy</c>), system and series (<c>ubuntu/jammy</c>), or an uploaded image's name.</param>
/// <param name="Kernel">The kernel; null for any.</param>
/// <param name="Nodes">The nodes that need it; none for one that the region asks for.</param>
internal sealed record ImageNeed(string Image, string? Kernel, ItemList<string> Nodes)
{
    /// <summary>System and series; a series alone is Ubuntu's.</summary>
    public (string System, string Series) Name => Image.IndexOf('/') is > 0 and var slash
        ? (Image.Substring(0, slash), Image.Substring(slash + 1)) : ("ubuntu", Image);

    /// <summary>What a site needs: of its nodes, in their order, and of its region.</summary>
    /// <param name="site">The site.</param>
    public static IReadOnlyList<ImageNeed> Of(SiteDesign site) =>
    [
        .. site.Nodes.Where(node => node.Image is { Length: > 0 }).GroupBy(node => (node.Image, node.Kernel))
            .Select(same => new ImageNeed(same.Key.Image!, same.Key.Kernel, new(same.Select(node => node.Name)))),
        .. (site.Region?.BootMedia?.Images ?? ItemList<string>.Empty).Select(image => new ImageNeed(image, null, ItemList<string>.Empty)),
    ];

    /// <summary>Whether an image is the one, whatever its kernel.</summary>
    public bool IsImage(MaasBootResource present) => present.Name == Image || present.Name.EndsWith("/" + Image, StringComparison.Ordinal);

    /// <summary>Whether an image serves the kernel.</summary>
    public bool HasKernel(MaasBootResource present) => Kernel is null
        || present.Architecture.EndsWith("/" + Kernel, StringComparison.Ordinal) || present.Subarchitectures.Contains(Kernel);

    /// <summary>What is missing, as a sentence; null for nothing.</summary>
    /// <param name="present">The images that MAAS has.</param>
    public string? Lack(IEnumerable<MaasBootResource> present)
    {
        var same = present.Where(IsImage).ToList();
        return same.Count == 0 ? $"MAAS has no image '{Image}'{ForWhom}."
            : same.Exists(HasKernel) ? null : $"MAAS has no kernel '{Kernel}' of image '{Image}'{ForWhom}.";
    }

    private string ForWhom => Nodes.Count switch
    {
        0 => "",
        <= 3 => " for " + string.Join(", ", Nodes),
        _ => $" for {Nodes[0]}, {Nodes[1]} and {Nodes.Count - 2} more",
    };
}
