using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.Design;
using Drydock.Errors;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Base;

/// <summary>What cmdlets share that return documents of a site by their names.</summary>
public abstract class SiteQueryCmdlet : DrydockCmdlet
{
    /// <summary>Names; everything where none is given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteItemCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The site; the one imported last where none is given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SiteDesign? Site { get; set; }

    /// <summary>What is looked for, for messages.</summary>
    private protected abstract string Noun { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Site ?? State.Site) is { } site) Write(site);
        else WriteError(NotFound(Name.FirstOrDefault() ?? "*", null).ToErrorRecord());
    }

    /// <summary>Writes what is asked for of a site.</summary>
    private protected abstract void Write(SiteDesign site);

    /// <summary>Writes the documents whose names fit and that are chosen, and an error for each exact name that none has.</summary>
    private protected void Write<T>(SiteDesign site, IReadOnlyCollection<T> documents, Func<T, bool>? isChosen = null)
        where T : DesignDocument
    {
        var names = Patterns(Name);
        foreach (var document in documents.Where(document => Fits(names, [document.Name]) && isChosen?.Invoke(document) != false))
            WriteObject(document);
        foreach (var name in Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            if (!documents.Any(document => string.Equals(document.Name, name, StringComparison.OrdinalIgnoreCase)))
                WriteError(NotFound(name, site).ToErrorRecord());
        }
    }

    /// <summary>The error of a name that nothing has.</summary>
    private protected virtual DrydockException NotFound(string name, SiteDesign? site) => new(ErrorCatalogue.DesignItemNotFound, site is null
        ? $"The {Noun} '{name}' cannot be looked up: this session has imported no site."
        : $"The site '{site.Name}' has no {Noun} '{name}'.")
    {
        Target = name,
    };

    private protected static List<WildcardPattern> Patterns(string[] texts) => [.. texts.Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase))];

    private protected static bool Fits(List<WildcardPattern> patterns, IEnumerable<string> values) =>
        patterns.Count == 0 || values.Any(value => patterns.Exists(pattern => pattern.IsMatch(value)));
}
