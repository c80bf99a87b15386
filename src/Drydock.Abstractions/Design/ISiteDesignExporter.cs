namespace Drydock.Design;

/// <summary>Writes a site design as text.</summary>
public interface ISiteDesignExporter
{
    /// <summary>Writes a site as documents of the form <c>schema: drydock/Kind/v1</c> with <c>data</c>.</summary>
    /// <param name="site">The site.</param>
    /// <param name="options">What to write and how; null for the effective site as YAML with secrets masked.</param>
    /// <returns>The text: the same for the same site.</returns>
    /// <exception cref="Errors.DrydockException">
    /// The documents as written are asked of a site that was made in code (<c>Drydock.Design.NotWritten</c>).
    /// </exception>
    string Export(SiteDesign site, DesignExportOptions? options = null);
}

/// <summary>What is written of a site design, and how.</summary>
public sealed record DesignExportOptions
{
    /// <summary>Which side of the design.</summary>
    public DesignView View { get; init; }

    /// <summary>The format.</summary>
    public DesignFormat Format { get; init; }

    /// <summary>Whether secrets are written in clear; otherwise <c>***</c> stands for each.</summary>
    public bool IncludeSecret { get; init; }
}

/// <summary>A side of a site design.</summary>
public enum DesignView
{
    /// <summary>
    /// What holds for each node, with everything that it inherits, kernel parameters worked out and routes of route domains
    /// made. Host profiles are left out, as nothing is left to inherit.
    /// </summary>
    Effective,

    /// <summary>
    /// The documents as their authors wrote them, without comments and metadata other than the name. Those of a raw Airship
    /// site are layered and substituted.
    /// </summary>
    Written,
}

/// <summary>A format of documents.</summary>
public enum DesignFormat
{
    /// <summary>A stream of YAML documents.</summary>
    Yaml,

    /// <summary>A JSON list of documents.</summary>
    Json,
}
