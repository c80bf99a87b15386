namespace Drydock.Design;

/// <summary>Where a document or a value stands.</summary>
/// <param name="File">The file's path as given, or <c>-</c> for standard input.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <summary>The beginning of a text without a name; initialisers fill it.</summary>
    public SourceLocation()
        : this("-", 1, 1)
    {
    }

    /// <summary><c>file:line:column</c>, as editors and terminals link it.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
