using System;
using System.Linq;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Documents;

/// <summary>
/// Tells what a document is: the form <c>schema: drydock/Kind/v1</c> with <c>data</c>, the form
/// <c>apiVersion: drydock/v1</c> and <c>kind</c> with <c>spec</c>, or nothing of a site design.
/// </summary>
internal sealed class DocumentHeader(FindingSink findings)
{
    private static readonly string[] SchemaKeys = ["schema", "metadata", "data"];
    private static readonly string[] KindKeys = ["apiVersion", "kind", "metadata", "spec"];
    private static readonly string Kinds = "Kinds are " + string.Join(", ", DocumentKinds.All) + ".";

    /// <summary>Whether a schema is one of a site design, of a known kind or not.</summary>
    public static bool IsOfSite(string schema) => schema.StartsWith("drydock/", StringComparison.Ordinal);

    /// <summary>Reads a document's header.</summary>
    /// <param name="root">The document.</param>
    /// <param name="other">The schema of a document that is no concern of a site design; null otherwise.</param>
    /// <returns>The document, or null where it is skipped or not well formed.</returns>
    public SourceDocument? Read(YamlValue root, out string? other)
    {
        other = null;
        if (root is not YamlMapping mapping)
        {
            Skip(root, root is YamlScalar { IsNull: true }
                ? "An empty document was skipped." : $"A document that is {root.Describe()} was skipped; expected a mapping.");
            return null;
        }
        if (mapping.Find("schema") is { } schema) return BySchema(mapping, schema.Value, out other);
        if (mapping.Find("apiVersion") is { } version) return ByKind(mapping, version.Value, out other);
        if (mapping.Find("metadata") is null || (mapping.Find("data") ?? mapping.Find("spec") ?? mapping.Find("kind")) is null)
            Skip(root, "A document with neither 'schema' nor 'apiVersion' was skipped: it is no part of a site design.");
        else
            Error(mapping, mapping, "", "has neither 'schema' nor 'apiVersion'.", "Begin it with schema: drydock/<Kind>/v1.");
        return null;
    }

    /// <summary>Kind and name of a document that is not well formed, as far as they show; empty texts otherwise.</summary>
    public static (string Kind, string Name) Guess(YamlValue root)
    {
        var mapping = root as YamlMapping;
        var schema = Text(mapping, "schema").Split('/');
        return (schema.Length > 1 ? schema[1] : Text(mapping, "kind"), Text(mapping?.Find("metadata")?.Value as YamlMapping, "name"));

        static string Text(YamlMapping? mapping, string key) => (mapping?.Find(key)?.Value as YamlScalar)?.Text ?? "";
    }

    private SourceDocument? BySchema(YamlMapping root, YamlValue schema, out string? other)
    {
        other = null;
        if (schema is not YamlScalar text)
        {
            Error(root, schema, ".schema", $"is {schema.Describe()}; expected drydock/<Kind>/v1.", Kinds);
            return null;
        }
        var parts = text.Text.Split('/');
        if (parts[0] != "drydock")
        {
            other = text.Text;
            return null;
        }
        if (parts.Length == 3 && parts[2] == "v1") return Document(root, parts[1], schema, "data", SchemaKeys);
        Error(root, schema, ".schema", $"is '{text.Text}', which is not known; expected drydock/<Kind>/v1.", Kinds + " The version is v1.");
        return null;
    }

    private SourceDocument? ByKind(YamlMapping root, YamlValue version, out string? other)
    {
        other = null;
        var text = (version as YamlScalar)?.Text ?? "";
        if (text != "drydock" && !text.StartsWith("drydock/", StringComparison.Ordinal))
        {
            other = text + "/" + ((root.Find("kind")?.Value as YamlScalar)?.Text ?? "");
            return null;
        }
        if (text != "drydock/v1")
        {
            Error(root, version, ".apiVersion", $"is '{text}', which is not known; expected drydock/v1.", "Write apiVersion: drydock/v1.");
            return null;
        }
        if (root.Find("kind")?.Value is YamlScalar { IsNull: false } kind) return Document(root, kind.Text, kind, "spec", KindKeys);
        Error(root, root.Find("kind")?.Value ?? root, ".kind", "is missing.", Kinds);
        return null;
    }

    private SourceDocument? Document(YamlMapping root, string kind, YamlValue kindPlace, string bodyKey, string[] keys)
    {
        if (!DocumentKinds.All.Contains(kind))
        {
            Error(root, kindPlace, bodyKey == "data" ? ".schema" : ".kind",
                $"names the kind '{kind}', which is not known.{findings.Names.DidYouMean(kind, DocumentKinds.All)}", Kinds);
            return null;
        }
        var name = Name(root, kind);
        var label = name is null ? null : kind + "/" + name;
        foreach (var entry in root.Entries.Where(entry => !keys.Contains(entry.Key.Text)))
        {
            findings.Error(RuleIds.Schema, Place(entry.Key, label, "." + entry.Key.Text),
                $"{label ?? kind}: the key '{entry.Key.Text}' is not known beside '{bodyKey}'." +
                findings.Names.DidYouMean(entry.Key.Text, keys),
                "Known keys here: " + string.Join(", ", keys) + ".");
        }
        var body = root.Find(bodyKey)?.Value;
        if (body is YamlMapping content) return name is null ? null : new SourceDocument(kind, name, root, content);
        findings.Error(RuleIds.Schema, Place(body ?? root, label, "." + bodyKey), body is null
            ? $"{label ?? kind}: '{bodyKey}' is missing; expected a mapping."
            : $"{label ?? kind}: '{bodyKey}' is {body.Describe()}; expected a mapping.",
            $"Write the document's content below '{bodyKey}'.");
        return null;
    }

    private string? Name(YamlMapping root, string kind)
    {
        var metadata = root.Find("metadata");
        if (metadata?.Value is not YamlMapping mapping)
        {
            findings.Error(RuleIds.Processing, Place(metadata?.Value ?? root, null, ".metadata"),
                $"A {kind} document's 'metadata' is {metadata?.Value.Describe() ?? "missing"}; expected a mapping with 'name'.",
                "Name the document: metadata, and below it name.");
            return null;
        }
        var name = mapping.Find("name")?.Value;
        if (name is YamlScalar { IsNull: false, Text.Length: > 0 } text) return PythonText.Of(text);
        findings.Error(RuleIds.Processing, Place(name ?? mapping, null, ".metadata.name"),
            $"A {kind} document's 'metadata.name' is {name?.Describe() ?? "missing"}; expected a text.",
            "Give the document a name; a number needs quotes.");
        return null;
    }

    private void Skip(YamlValue value, string message)
    {
        if (value is YamlScalar { IsNull: true }) findings.Info(RuleIds.Skipped, Place(value, null, ""), message);
        else findings.Warning(RuleIds.Skipped, Place(value, null, ""), message);
    }

    /// <summary>Reports an error of a document, which is named as far as it shows its kind and name.</summary>
    private void Error(YamlMapping root, YamlValue value, string path, string message, string remedy)
    {
        var (kind, name) = Guess(root);
        var label = name.Length == 0 ? null : (kind.Length == 0 ? "Document" : kind) + "/" + name;
        var subject = label is null ? path.Length == 0 ? "A document" : $"A document's '{path.Substring(1)}'"
            : path.Length == 0 ? label : $"{label}: {path}";
        findings.Error(RuleIds.Processing, Place(value, label, path), $"{subject} {message}", remedy);
    }

    private static DesignPlace Place(YamlValue value, string? document, string path) => new(document, path, value.Location);
}
