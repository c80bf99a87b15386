using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Design;

/// <summary>
/// The texts that a site was read from. As passwords may stand in them, they are neither listed nor printed; code that
/// reads the site once more asks for them by <see cref="Reveal"/>.
/// </summary>
public sealed class SiteTexts
{
    private readonly IReadOnlyList<SiteSource> _sources;

    /// <summary>Keeps texts.</summary>
    /// <param name="sources">The texts, in their order.</param>
    public SiteTexts(IEnumerable<SiteSource> sources) => _sources = [.. sources ?? throw new ArgumentNullException(nameof(sources))];

    /// <summary>The files that they came from.</summary>
    public ItemList<string> Files => new(_sources.Select(source => source.File));

    /// <summary>The texts in clear.</summary>
    public IReadOnlyList<SiteSource> Reveal() => _sources;

    /// <summary>How many files there are.</summary>
    public override string ToString() => _sources.Count == 1 ? _sources[0].File : $"{_sources.Count} files";
}
