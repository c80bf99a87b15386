using System.Collections.Generic;
using Drydock.Errors;

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
    /// <exception cref="DrydockException">A rule to skip does not exist or must not be skipped (<c>Drydock.Design.RuleNotFound</c>).</exception>
    SiteReading Check(IReadOnlyList<SiteSource> sources, DesignCheckOptions? options = null);

    /// <summary>
    /// Checks a site: one that was read by the texts it was read from, one that was made in code by its objects. Findings
    /// of the latter name document and path, and the document's <see cref="DesignDocument.Source"/> where it has one.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="options">As for texts.</param>
    /// <exception cref="DrydockException">As for texts.</exception>
    SiteReading Check(SiteDesign site, DesignCheckOptions? options = null);

    /// <summary>The rules that a code or a name means; codes of airshipit/drydock may mean two.</summary>
    /// <param name="codeOrName">A code or a full name, in any case.</param>
    /// <exception cref="DrydockException">No rule has it, or a rule that must not be skipped (<c>Drydock.Design.RuleNotFound</c>).</exception>
    IReadOnlyList<DesignRule> FindSkippable(string codeOrName);
}

/// <summary>How a site design is checked.</summary>
public sealed record DesignCheckOptions
{
    /// <summary>
    /// Rules to skip, each by its code or its name in any case. What skipped rules found is counted in a remark, so that
    /// nothing is hidden silently. Rules without which a design cannot be read or compiled cannot be skipped.
    /// </summary>
    public ItemList<string> SkipRules { get; init => field = value ?? ItemList<string>.Empty; } = ItemList<string>.Empty;

    /// <summary>Whether warnings of the design are errors; remarks on the check itself, which have no place, are not.</summary>
    public bool Strict { get; init; }

    /// <summary>What the node provisioner can install; null where none is asked, which is warned of.</summary>
    public IImageCatalogue? Images { get; init; }
}
