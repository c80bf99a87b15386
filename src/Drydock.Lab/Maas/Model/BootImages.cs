using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>An operating system's image for one architecture and kernel, or an uploaded image.</summary>
internal sealed class BootResource
{
    public required int Id { get; init; }

    /// <summary><c>os/release</c>; of an uploaded image any name.</summary>
    public required string Name { get; init; }

    /// <summary><c>arch/kernel</c>, for example <c>amd64/ga-22.04</c>; of an uploaded image <c>amd64/generic</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary><c>Synced</c> or <c>Uploaded</c>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string Title { get; set; } = "";

    /// <summary>The digest of an uploaded image's content.</summary>
    public string? Digest { get; init; }

    public long Size { get; init; } = 500;

    /// <summary>How much of it is there, in percent.</summary>
    public int Progress { get; set; }

    public bool IsComplete => Progress >= 100;

    /// <summary>The name with its operating system: an uploaded image without one is <c>custom</c>.</summary>
    public string FullName => Name.IndexOf('/') < 0 ? "custom/" + Name : Name;

    /// <summary>The kernel; null where the image brings its own.</summary>
    public string? Kernel => Architecture.Split('/').Last() is var kernel && kernel != "generic" ? kernel : null;
}

/// <summary>Where images are imported from.</summary>
internal sealed class BootSource
{
    public required int Id { get; init; }

    public required string Url { get; set; }

    public string KeyringFilename { get; set; } = "";

    public string KeyringData { get; set; } = "";

    public required DateTimeOffset Created { get; init; }

    public List<BootSourceSelection> Selections { get; } = [];
}

/// <summary>Images of a source that are wanted.</summary>
internal sealed class BootSourceSelection
{
    public required int Id { get; init; }

    public required string Os { get; set; }

    public required string Release { get; set; }

    public List<string> Arches { get; set; } = ["*"];

    public List<string> Subarches { get; set; } = ["*"];

    public List<string> Labels { get; set; } = ["*"];
}
