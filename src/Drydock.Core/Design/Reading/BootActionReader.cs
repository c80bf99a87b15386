using System;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads boot actions and their node filters.</summary>
internal static class BootActionReader
{
    private static readonly (string, SetOperation)[] Operations =
        [("union", SetOperation.Union), ("intersection", SetOperation.Intersection)];

    private static readonly string[] LocationSteps = ["template"];
    private static readonly string[] DataSteps = ["base64_encode", "template", "base64_decode", "utf8_encode", "utf8_decode"];

    public static BootAction BootAction(FieldReader fields)
    {
        var action = new BootAction
        {
            Name = fields.Document.Name,
            Source = fields.Document.Start,
            Signaling = fields.Boolean("signaling", absent: true),
            NodeFilter = fields.Mapping("node_filter") is { } filter ? FilterSet(filter) : null,
            Assets = new(fields.Mappings("assets").Select(Asset)),
        };
        if (fields.Value("assets") is null) fields.Wrong(null, "assets", "a list of assets");
        return action;
    }

    private static BootActionAsset Asset(FieldReader fields)
    {
        if (fields.Value("type") is null) fields.Wrong(null, "type", "unit, file or pkg_list");
        var type = fields.Choice("type", "", ("unit", "unit"), ("file", "file"), ("pkg_list", "pkg_list"));
        var isList = type == "pkg_list";
        if (type is "unit" or "file" && fields.Value("path") is null) fields.Wrong(null, "path", "an absolute path");
        if (isList && fields.Value("data") is null) fields.Wrong(null, "data", "a mapping of packages to versions");
        var asset = new BootActionAsset
        {
            Type = type,
            Path = Path(fields),
            Location = fields.Text("location"),
            Data = isList ? null : fields.Text("data"),
            Permissions = Permissions(fields),
            LocationPipeline = Pipeline(fields, "location_pipeline", LocationSteps),
            DataPipeline = Pipeline(fields, "data_pipeline", DataSteps),
            Packages = isList ? Packages(fields) : null,
        };
        fields.Finish();
        return asset;
    }

    private static TextMap Packages(FieldReader fields) => fields.TextMap("data", (packages, entry) =>
        entry.Value is YamlScalar { IsNull: true } ? "" : packages.TextOf(entry.Value, "." + entry.Key.Text));

    private static string? Path(FieldReader fields)
    {
        var path = fields.Text("path");
        if (path is null || (path.Length > 1 && path[0] == '/')) return path;
        fields.Wrong(fields.Value("path"), "path", "an absolute path");
        return null;
    }

    private static int? Permissions(FieldReader fields)
    {
        var text = fields.Text("permissions");
        if (text is null) return null;
        if (text.Length is 3 or 4 && text.All(digit => digit is >= '0' and <= '7')) return Convert.ToInt32(text, 8);
        fields.Wrong(fields.Value("permissions"), "permissions", "three or four octal digits such as '0644'");
        return null;
    }

    private static ItemList<string> Pipeline(FieldReader fields, string key, string[] known)
    {
        var steps = fields.Texts(key);
        foreach (var (value, path) in fields.Items(key))
        {
            if (value is YamlScalar { Kind: ScalarKind.Text } step && !known.Contains(step.Text))
            {
                fields.Error(value, path, $"is {value.Describe()}; expected {string.Join(" or ", known)}.{fields.Findings.Names.DidYouMean(step.Text, known)}",
                    $"Write {string.Join(" or ", known)}.");
            }
        }
        return steps;
    }

    private static NodeFilterSet FilterSet(FieldReader fields)
    {
        var set = new NodeFilterSet
        {
            Operation = Operation(fields, "filter_set_type"),
            Filters = new(fields.Mappings("filter_set").Select(Filter)),
        };
        fields.Finish();
        return set;
    }

    private static NodeFilter Filter(FieldReader fields)
    {
        var filter = new NodeFilter
        {
            Operation = Operation(fields, "filter_type"),
            NodeNames = fields.Texts("node_names"),
            NodeTags = fields.Texts("node_tags"),
            NodeLabels = fields.Scalars("node_labels"),
            RackNames = fields.Texts("rack_names"),
            RackLabels = fields.Scalars("rack_labels"),
        };
        fields.Finish();
        return filter;
    }

    private static SetOperation Operation(FieldReader fields, string key)
    {
        if (fields.Value(key) is null) fields.Wrong(null, key, "union or intersection");
        return fields.Choice(key, SetOperation.Union, Operations);
    }
}
