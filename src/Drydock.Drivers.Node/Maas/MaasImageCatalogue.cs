using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas;

/// <summary>The images and kernels of a MAAS region, as its boot resources list them; what a design is checked against.</summary>
public sealed class MaasImageCatalogue : IImageCatalogue
{
    private readonly IReadOnlyList<MaasBootResource> _resources;

    private MaasImageCatalogue(IReadOnlyList<MaasBootResource> resources)
    {
        _resources = resources;
        Images = [.. resources.Select(resource => Series(resource.Name)).Concat(resources.Select(resource => resource.Name)).Distinct()];
    }

    /// <summary>Series such as <c>jammy</c>, and the same with their system, <c>ubuntu/jammy</c>: MAAS takes both.</summary>
    public IReadOnlyCollection<string> Images { get; }

    /// <summary>Asks a session; one request.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<IImageCatalogue> ReadAsync(IMaasSession session, CancellationToken cancel) => new MaasImageCatalogue(
        await (session ?? throw new ArgumentNullException(nameof(session))).GetAsync<MaasBootResource>(null, null, cancel).ConfigureAwait(false));

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kernels(string image) => [.. _resources
        .Where(resource => resource.Name == image || Series(resource.Name) == image)
        .SelectMany(resource => resource.Subarchitectures.Concat([Series(resource.Architecture)]))
        .Where(kernel => kernel != "generic").Distinct()];

    /// <summary>What follows the slash; uploaded images may have none.</summary>
    private static string Series(string name) => name.Substring(name.LastIndexOf('/') + 1);
}
