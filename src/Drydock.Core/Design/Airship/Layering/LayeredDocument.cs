using System;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>
/// A document of Deckhand's form, with what others need to find it. Read leniently: what is wrong in its metadata is
/// reported only if the document is needed.
/// </summary>
internal sealed class LayeredDocument
{
    private LayeredDocument(YamlDocument source, YamlMapping root, string schema, YamlMapping metadata, string name)
    {
        Source = source;
        Root = root;
        Schema = schema;
        Name = name;
        var layering = Map(metadata, "layeringDefinition");
        IsLayered = metadata.Find("layeringDefinition") is not null;
        Layer = Text(layering, "layer");
        IsAbstract = IsTrue(layering, "abstract");
        IsReplacement = IsTrue(metadata, "replacement");
        IsControl = Text(metadata, "schema").StartsWith("metadata/Control", StringComparison.Ordinal);
        Labels = Map(metadata, "labels");
        ParentSelector = Map(layering, "parentSelector") is { Entries.Count: > 0 } selector ? selector : null;
        IsSecret = Text(metadata, "storagePolicy") == "encrypted" || SecretKinds.Contains(Kind);
        Data = root.Find("data")?.Value ?? new YamlScalar("", ScalarKind.Null, root.File, root.Line, root.Column);
    }

    /// <summary>The document as it was read.</summary>
    public YamlDocument Source { get; }

    public YamlMapping Root { get; }

    public string Schema { get; }

    public string Name { get; }

    /// <summary>Whether it says how it is layered.</summary>
    public bool IsLayered { get; }

    /// <summary>The layer; empty where it has none.</summary>
    public string Layer { get; }

    public bool IsAbstract { get; }

    public bool IsReplacement { get; }

    /// <summary>Whether it directs Deckhand instead of being rendered.</summary>
    public bool IsControl { get; }

    /// <summary>Whether its data is a password or key.</summary>
    public bool IsSecret { get; }

    /// <summary>Whether Pegleg has encrypted its data.</summary>
    public bool IsEncrypted { get; private init; }

    public YamlMapping? Labels { get; }

    public YamlMapping? ParentSelector { get; }

    /// <summary>The data as written; null where it is missing.</summary>
    public YamlValue Data { get; }

    /// <summary>The part of the schema between the slashes.</summary>
    public string Kind => Schema.Split('/') is { Length: > 1 } parts ? parts[1] : Schema;

    /// <summary><c>Kind/name</c>.</summary>
    public string Label => Kind + "/" + Name;

    /// <summary>The document that it is layered on.</summary>
    public LayeredDocument? Parent { get; set; }

    /// <summary>The document that stands in its place, for all but that one itself.</summary>
    public LayeredDocument? ReplacedBy { get; set; }

    /// <summary>The data after layering and substitution; null until then, and where that failed.</summary>
    public YamlValue? Rendered { get; set; }

    /// <summary>A document with schema and name, or null. One that Pegleg manages is what it wraps.</summary>
    public static LayeredDocument? Of(YamlDocument source) => Of(source, source.Root, encrypted: false);

    public DesignPlace Place(YamlValue value, string path) => new(Label, path, value.Location);

    /// <summary>The place where the document begins.</summary>
    public DesignPlace Start() => Place(Root, "");

    /// <summary>Whether all labels of a selector are among its own.</summary>
    public bool HasLabels(YamlMapping selector) => selector.Entries.All(wanted =>
        wanted.Value is YamlScalar value && Labels?.Find(wanted.Key.Text)?.Value is YamlScalar own
        && own.Kind == value.Kind && own.Text == value.Text);

    private static LayeredDocument? Of(YamlDocument source, YamlValue value, bool encrypted)
    {
        if (value is not YamlMapping root || Map(root, "metadata") is not { } metadata) return null;
        var (schema, name) = (Text(root, "schema"), Text(metadata, "name"));
        if (schema.StartsWith("pegleg/PeglegManagedDocument/", StringComparison.Ordinal) && Map(root, "data") is { } wrapper
            && wrapper.Find("managedDocument") is { } managed)
        {
            return Of(source, managed.Value, encrypted: wrapper.Find("encrypted") is not null);
        }
        return schema.Length > 0 && name.Length > 0 ? new(source, root, schema, metadata, name) { IsEncrypted = encrypted } : null;
    }

    private static YamlMapping? Map(YamlMapping? mapping, string key) => mapping?.Find(key)?.Value as YamlMapping;

    private static string Text(YamlMapping? mapping, string key) =>
        mapping?.Find(key)?.Value is YamlScalar { IsNull: false } text ? text.Text : "";

    private static bool IsTrue(YamlMapping? mapping, string key) =>
        mapping?.Find(key)?.Value is YamlScalar { Kind: ScalarKind.Boolean } flag && ScalarTypes.TryBoolean(flag.Text, out var yes) && yes;
}
