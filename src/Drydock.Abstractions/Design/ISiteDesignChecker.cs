using System.Collections.Generic;

namespace Drydock.Design;

/// <summary>Checks site designs by rules.</summary>
public interface ISiteDesignChecker
{
    /// <summary>Every rule and every other code that a finding may have, in the order of their codes.</summary>
    IReadOnlyList<DesignRule> Rules { get; }

    /// <summary>
    /// Reads, compiles and checks a site and tells what is wrong with it. A bad design is no exception: what keeps it from
    /// being compiled is among the findings, and rules then look at what could be compiled.
    /// </summary>
    /// <param name="sources">All texts of the site.</param>
    /// <param name="options">Which rules to skip and how strict to be; null for all rules and their own severities.</param>
    /// <returns>
    /// The findings in the order of the files, those without a place last, and the site as far as it could be compiled; it
    /// is complete where no finding is an error.
    /// </returns>
    SiteReading Check(IReadOnlyList<SiteSource> sources, DesignCheckOptions? options = null);
}

/// <summary>How a site design is checked.</summary>
public sealed record DesignCheckOptions
{
    /// <summary>
    /// Rules to skip, each by its code or its name in any case. What a skipped rule found is counted in a remark, so that
    /// nothing is hidden silently. Findings of documents that cannot be read or compiled stay.
    /// </summary>
    public ItemList<string> SkipRules { get; init; } = ItemList<string>.Empty;

    /// <summary>Whether warnings are errors.</summary>
    public bool Strict { get; init; }

    /// <summary>What the node provisioner can install; null where none is asked, which is warned of.</summary>
    public IImageCatalogue? Images { get; init; }
}
