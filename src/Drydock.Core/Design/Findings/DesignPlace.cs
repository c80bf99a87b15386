using System.Globalization;
using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>Where something is written: the document, the path in it, and the place in the file.</summary>
/// <param name="Document">The document as <c>Kind/name</c>; null where the text is no document.</param>
/// <param name="Path">The path, for example <c>.storage.physical_devices.sda</c>; empty for the document itself.</param>
/// <param name="Location">The place in the file; null for an object that was read from none.</param>
internal sealed record DesignPlace(string? Document, string Path, SourceLocation? Location)
{
    /// <summary>The node whose value it is, be it written in the node's document or inherited; null for what is no node's.</summary>
    public string? Node { get; init; }

    /// <summary>Where to look, for messages about another place: a line where that is in the same file.</summary>
    public string From(DesignPlace other) => Location is null ? ToString()
        : Location.File == other.Location?.File ? "line " + Location.Line.ToString(CultureInfo.InvariantCulture) : Location.ToString();

    /// <summary>A message that begins with the place.</summary>
    public string Says(string message) => Document is null ? message : $"{this} {message}";

    /// <summary>Document and path, as messages begin.</summary>
    public override string ToString() => Path.Length == 0 ? Document ?? "" : Document + ": " + Path;
}
