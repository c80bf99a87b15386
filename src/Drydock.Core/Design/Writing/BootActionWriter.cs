using System;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes boot actions; <see cref="Reading.BootActionReader"/> reads them.</summary>
internal static class BootActionWriter
{
    public static YamlMapping BootAction(BootAction action) => Fields.Of(fields => fields
        .Flag("signaling", action.Signaling)
        .Group("node_filter", filter =>
        {
            if (action.NodeFilter is not { } set) return;
            filter.Text("filter_set_type", Word(set.Operation)).List("filter_set", set.Filters, Filter);
        })
        // It must be there, even if it has nothing.
        .Value("assets", Fields.Sequence(action.Assets.Select(asset => Fields.Of(inner => Asset(inner, asset))))));

    private static void Filter(Fields fields, NodeFilter filter) => fields
        .Text("filter_type", Word(filter.Operation))
        .Texts("node_names", filter.NodeNames)
        .Texts("node_tags", filter.NodeTags)
        .Map("node_labels", filter.NodeLabels)
        .Texts("rack_names", filter.RackNames)
        .Map("rack_labels", filter.RackLabels);

    private static string Word(SetOperation operation) => operation == SetOperation.Union ? "union" : "intersection";

    private static void Asset(Fields fields, BootActionAsset asset)
    {
        fields.Text("type", asset.Type).Text("path", asset.Path)
            .Text("permissions", asset.Permissions is { } bits ? Convert.ToString(bits, 8).PadLeft(4, '0') : null)
            .Text("location", asset.Location).Texts("location_pipeline", asset.LocationPipeline)
            .Texts("data_pipeline", asset.DataPipeline);
        if (asset.Packages is { } packages)
            fields.Value("data", Fields.Of(data => { foreach (var package in packages) Package(data, package.Key, package.Value); }));
        else
            fields.Text("data", asset.Data);
    }

    /// <summary>A package; one without a version takes the newest.</summary>
    private static void Package(Fields fields, string name, string version) =>
        _ = version.Length == 0 ? fields.Null(name) : fields.Text(name, version);
}
