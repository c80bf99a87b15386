using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>What the documents of a site say, before anything is inherited.</summary>
internal sealed class SiteDraft
{
    private readonly Dictionary<string, HashSet<string>> _declared =
        DocumentKinds.All.ToDictionary(kind => kind, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly HashSet<string> _incomplete = new(StringComparer.Ordinal);

    /// <summary>All documents of known kinds with a name, well formed or not, in the order of the files.</summary>
    public List<SourceDocument> Documents { get; } = [];

    public List<Region> Regions { get; } = [];

    public List<Rack> Racks { get; } = [];

    public List<NetworkLink> NetworkLinks { get; } = [];

    public List<Network> Networks { get; } = [];

    public List<HardwareProfile> HardwareProfiles { get; } = [];

    public List<HostLayer> HostProfiles { get; } = [];

    public List<HostLayer> Nodes { get; } = [];

    public List<BootAction> BootActions { get; } = [];

    /// <summary>Notes that a document exists, even if it has errors: references to it are right.</summary>
    public void Declare(SourceDocument document)
    {
        Documents.Add(document);
        _declared[document.Kind].Add(document.Name);
    }

    /// <summary>
    /// Notes a document that could not be read, so that references to it are no errors: of any kind if its kind does not
    /// show, to any name if its name does not.
    /// </summary>
    public void DeclareLost(string kind, string name)
    {
        foreach (var possible in _declared.ContainsKey(kind) ? [kind] : DocumentKinds.All)
        {
            if (name.Length > 0) _declared[possible].Add(name);
            else _incomplete.Add(possible);
        }
    }

    /// <summary>Whether a document of that kind and name exists, or may.</summary>
    public bool Exists(string kind, string name) => _declared[kind].Contains(name) || _incomplete.Contains(kind);

    /// <summary>The names of a kind's documents.</summary>
    public IReadOnlyCollection<string> Names(string kind) => _declared[kind];
}
