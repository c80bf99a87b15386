using System.Collections.Generic;

namespace Drydock.Design;

/// <summary>Operating systems and kernels that a node provisioner can install, as they were when it was asked.</summary>
public interface IImageCatalogue
{
    /// <summary>Names of the images, for example <c>jammy</c>.</summary>
    IReadOnlyCollection<string> Images { get; }

    /// <summary>Names of the kernels of an image, for example <c>ga-22.04</c>; empty for an image that is not there.</summary>
    /// <param name="image">The image's name.</param>
    IReadOnlyCollection<string> Kernels(string image);
}
