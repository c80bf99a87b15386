namespace Drydock.Design;

/// <summary>One text of YAML documents to be read.</summary>
/// <param name="File">The file's path as messages shall name it, or <c>-</c> for standard input.</param>
/// <param name="Text">The text.</param>
public sealed record SiteSource(string File, string Text);

/// <summary>Reads site designs.</summary>
public interface ISiteDesignReader
{
    /// <summary>Reads, compiles and checks a site.</summary>
    /// <param name="sources">All texts of the site.</param>
    /// <exception cref="SiteDesignException">The design has errors; it lists all of them.</exception>
    SiteReading Read(System.Collections.Generic.IReadOnlyList<SiteSource> sources);
}

/// <summary>What reading a site gives.</summary>
/// <param name="Site">The compiled site.</param>
/// <param name="Findings">Warnings and remarks; from a check also errors.</param>
public sealed record SiteReading(SiteDesign Site, ItemList<DesignFinding> Findings);
