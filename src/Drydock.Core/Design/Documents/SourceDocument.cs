using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Documents;

/// <summary>A document of a kind that a site design knows, with its content as written.</summary>
internal sealed class SourceDocument(string kind, string name, YamlMapping root, YamlMapping body)
{
    /// <summary>A document of a site that was made in code: its objects are checked, and nothing of them is written.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="document">The object.</param>
    /// <param name="number">What tells it from all others.</param>
    public SourceDocument(string kind, DesignDocument document, int number)
        : this(kind, document.Name, new YamlMapping([], 1, "", number, 1), new YamlMapping([], 1, "", number, 1))
    {
        IsObject = true;
        Written = document.Source;
    }

    public string Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>What stands under <c>data</c> or <c>spec</c>.</summary>
    public YamlMapping Body { get; } = body;

    /// <summary>Where the document begins; what it is found by.</summary>
    public SourceLocation Start { get; } = root.Location;

    /// <summary>Whether it stands for an object, whose values are written nowhere.</summary>
    public bool IsObject { get; }

    /// <summary>Where the document begins as messages shall say it; null for an object that was read from no file.</summary>
    public SourceLocation? Written { get; } = root.Location;

    /// <summary><c>Kind/name</c>.</summary>
    public string Label => Kind + "/" + Name;

    /// <summary>The place of a value in this document.</summary>
    public DesignPlace Place(YamlValue value, string path) => new(Label, path, value.Location);
}
