using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Airship.Substitution;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Core.Design.Reading;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>Reads how a document is made from its metadata, and reports what is not of the form that Deckhand asks for.</summary>
internal static class MetadataReader
{
    private static readonly Regex SchemaForm = new(@"\A[A-Za-z]+/[A-Za-z]+/v[0-9]+\z", RegexOptions.CultureInvariant);

    /// <summary>The instructions; null where something is wrong, which is reported.</summary>
    public static LayeringInstructions? Read(LayeredDocument document, FindingSink findings)
    {
        var errors = findings.Errors;
        var root = new FieldReader(new SourceDocument(document.Kind, document.Name, document.Root, document.Root), findings);
        var metadata = root.Mapping("metadata")!;
        var form = metadata.Value("schema");
        if (form is not YamlScalar text || !(text.Text.StartsWith("metadata/Document/v", StringComparison.Ordinal) || document.IsControl))
            metadata.Wrong(form, "schema", "metadata/Document/v1");
        metadata.Value("name");
        if (document.IsControl) return findings.Errors == errors ? new LayeringInstructions([], []) : null;
        metadata.Mapping("labels");
        metadata.Boolean("replacement", absent: false);
        metadata.Choice("storagePolicy", false, ("cleartext", false), ("encrypted", true));
        if (metadata.Value("storagePolicy") is null) metadata.Wrong(null, "storagePolicy", "cleartext or encrypted");
        var actions = Actions(document, metadata);
        var substitutions = metadata.Mappings("substitutions").Select(item => Substitution(document, item)).ToList();
        metadata.Finish();
        return findings.Errors == errors ? new LayeringInstructions(actions, [.. substitutions.OfType<ValueSubstitution>()]) : null;
    }

    private static List<LayeringAction> Actions(LayeredDocument document, FieldReader metadata)
    {
        var actions = new List<LayeringAction>();
        if (metadata.Mapping("layeringDefinition") is not { } layering)
        {
            if (metadata.Value("layeringDefinition") is null) metadata.Wrong(null, "layeringDefinition", "a mapping with 'layer'");
            return actions;
        }
        layering.RequiredText("layer", "a layer's name");
        layering.Boolean("abstract", absent: false);
        var selector = layering.Mapping("parentSelector");
        foreach (var label in selector?.Entries ?? [])
            if (label.Value is not YamlScalar) layering.Wrong(label.Value, "parentSelector." + label.Key.Text, "a text");
        var written = layering.Value("actions");
        foreach (var (value, path) in layering.Items("actions"))
        {
            if (layering.MappingOf(value, path) is not { } fields) continue;
            var method = fields.Choice("method", ActionMethod.Merge,
                ("merge", ActionMethod.Merge), ("replace", ActionMethod.Replace), ("delete", ActionMethod.Delete));
            if (fields.Value("method") is null) fields.Wrong(null, "method", "merge, replace or delete");
            if (Path(fields, rooted: false) is { } at)
                actions.Add(new LayeringAction(method, at.InData(), fields.Value("path")!, document.Place(value, fields.Path)));
            fields.Finish();
        }
        var none = written is null or YamlSequence { Items.Count: 0 };
        if (document.ParentSelector is not null && none) layering.Wrong(written, "actions", "a list of actions, as there is a parentSelector");
        if (document.ParentSelector is null && !none)
            layering.Wrong(layering.Value("parentSelector"), "parentSelector", "labels of a parent, as there are actions");
        layering.Finish();
        return actions;
    }

    private static ValueSubstitution? Substitution(LayeredDocument document, FieldReader fields)
    {
        var source = Source(document, fields);
        var targets = new List<ValueTarget>();
        var written = fields.Value("dest");
        if (written is YamlSequence { Items.Count: > 0 } list)
        {
            for (var index = 0; index < list.Items.Count; index++)
                Add(list.Items[index], $".dest[{index.ToString(CultureInfo.InvariantCulture)}]");
        }
        else if (written is YamlMapping)
        {
            Add(written, ".dest");
        }
        else
        {
            fields.Wrong(written, "dest", "a mapping with 'path', or a list of them");
        }
        fields.Finish();
        return source is null ? null : new ValueSubstitution(source, targets);

        void Add(YamlValue value, string path)
        {
            if (fields.MappingOf(value, path) is { } item && Target(document, item, value) is { } target) targets.Add(target);
        }
    }

    private static ValueSource? Source(LayeredDocument document, FieldReader fields)
    {
        var written = fields.Value("src");
        if (written is null) fields.Wrong(null, "src", "a mapping with 'schema', 'name' and 'path'");
        if (fields.Mapping("src") is not { } source) return null;
        var schema = source.RequiredText("schema", "a document's schema");
        if (schema.Length > 0 && !SchemaForm.IsMatch(schema)) source.Wrong(source.Value("schema"), "schema", "a schema such as deckhand/Passphrase/v1");
        var name = source.RequiredText("name", "a document's name");
        var path = Path(source, rooted: false);
        var pattern = Pattern(source);
        var group = source.Integer("match_group") ?? 0;
        source.Boolean("deepcopy", absent: false);
        source.Finish();
        return path is null ? null : new ValueSource(schema, name, path, pattern, group, document.Place(written!, source.Path));
    }

    private static ValueTarget? Target(LayeredDocument document, FieldReader fields, YamlValue written)
    {
        var path = Path(fields, rooted: true);
        var pattern = Pattern(fields);
        var text = fields.Value("pattern") is YamlScalar { IsNull: false } form ? form.Text : "";
        int? depth = null;
        if (fields.Mapping("recurse") is { } recurse)
        {
            depth = recurse.Integer("depth", least: -1);
            if (recurse.Value("depth") is null) recurse.Wrong(null, "depth", "a number of levels, -1 for all");
            recurse.Finish();
        }
        fields.Finish();
        return path is null ? null : new ValueTarget(path, pattern, text, depth, fields.Value("path")!, document.Place(written, fields.Path));
    }

    private static DataPath? Path(FieldReader fields, bool rooted)
    {
        var value = fields.Value("path");
        var text = fields.RequiredText("path", "a path such as .a.b[0]");
        if (text.Length == 0) return null;
        var problem = "";
        var path = rooted && text[0] is not ('.' or '$') ? null : DataPath.Parse(text, out problem);
        if (path is null) fields.Error(value!, ".path", $"'{text}' {(problem.Length > 0 ? problem : "does not begin with '.' or '$'")}.");
        return path;
    }

    private static Regex? Pattern(FieldReader fields)
    {
        if (fields.Text("pattern") is not { Length: > 0 } text) return null;
        var pattern = PythonPattern.Parse(text, out var problem);
        if (pattern is null) fields.Error(fields.Value("pattern")!, ".pattern", $"'{text}' cannot be used as a regular expression: {problem}.");
        return pattern;
    }
}
