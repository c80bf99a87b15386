namespace Drydock.Design;

/// <summary>What every document of a site design has.</summary>
public abstract record DesignDocument
{
    /// <summary>The document's name: <c>metadata.name</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where the document begins; null for one that was made in code.</summary>
    public SourceLocation? Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
