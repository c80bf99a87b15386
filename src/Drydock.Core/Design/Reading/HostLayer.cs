using System.Collections.Generic;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>
/// What one document says of a host, before inheritance: names, list items and keys that begin with <c>!</c> remove what
/// would be inherited.
/// </summary>
internal sealed record HostLayer(SourceDocument Document, HostSettings Own, Removals Removed);

/// <summary>Fields that a document takes away from what it inherits, by their paths.</summary>
internal sealed class Removals
{
    private HashSet<string>? _paths;

    public void Add(string path) => (_paths ??= new(System.StringComparer.Ordinal)).Add(path);

    /// <summary>The own value, else the inherited one unless it is removed.</summary>
    public T? Inherit<T>(string path, T? own, T? inherited)
        where T : class => own ?? (Contains(path) ? null : inherited);

    public bool Contains(string path) => _paths is not null && _paths.Contains(path);
}
