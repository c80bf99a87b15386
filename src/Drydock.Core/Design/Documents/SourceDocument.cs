using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Documents;

/// <summary>A document of a kind that a site design knows, with its content as written.</summary>
internal sealed class SourceDocument(string kind, string name, YamlMapping root, YamlMapping body)
{
    public string Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>What stands under <c>data</c> or <c>spec</c>.</summary>
    public YamlMapping Body { get; } = body;

    /// <summary>Where the document begins.</summary>
    public SourceLocation Start { get; } = root.Location;

    /// <summary><c>Kind/name</c>.</summary>
    public string Label => Kind + "/" + Name;

    /// <summary>The place of a value in this document.</summary>
    public DesignPlace Place(YamlValue value, string path) => new(Label, path, value.Location);
}
