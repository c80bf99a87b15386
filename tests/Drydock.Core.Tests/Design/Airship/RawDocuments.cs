using System.Linq;
using Drydock.Core.Design;
using Drydock.Core.Design.Airship;
using Drydock.Design;
using Newtonsoft.Json.Linq;

namespace Drydock.Core.Tests.Design.Airship;

/// <summary>Writes and renders documents of raw sites for tests.</summary>
internal static class RawDocuments
{
    public const string Policy =
        "---\nschema: deckhand/LayeringPolicy/v1\nmetadata: {schema: metadata/Control/v1, name: layering-policy}\ndata: {layerOrder: [global, type, site]}\n";

    /// <summary>A child's way to its parent: one that has the label <c>k: v</c>.</summary>
    public const string Child = "layer: site, parentSelector: {k: v}, actions: [{method: merge, path: .}]";

    /// <summary>A document of five lines.</summary>
    public static string Document(string schema, string name, string layering, string data, string metadata = "labels: {}") =>
        $"---\nschema: {schema}\nmetadata: {{schema: metadata/Document/v1, name: {name}, storagePolicy: cleartext,\n  layeringDefinition: {{{layering}}},\n  {metadata}}}\ndata: {data}\n";

    public static string Thing(string name, string layering, string data, string metadata = "labels: {}") => Document("x/Thing/v1", name, layering, data, metadata);

    public static string Passphrase(string name, string data) => Document("deckhand/Passphrase/v1", name, "layer: site", data);

    /// <summary>One substitution, as metadata.</summary>
    public static string From(string schema, string name, string path, string destination) =>
        $"substitutions: [{{src: {{schema: {schema}, name: {name}, path: {path}}}, dest: {destination}}}]";

    /// <summary>The data of a thing, as JSON.</summary>
    public static string Data(AirshipRendering rendering, string name) =>
        JObject.Parse(rendering.Documents.Single(document => document.Name == name).Json.Reveal())["data"]!.ToString(Newtonsoft.Json.Formatting.None);

    public static AirshipRendering Render(params string[] documents) => new AirshipRenderer().Render([Source(documents)]);

    public static string Rendered(string name, params string[] documents) => Data(Render(documents), name);

    /// <summary>The findings of documents that cannot be rendered.</summary>
    public static DesignFinding[] Findings(params string[] documents) =>
        [.. Assert.Throws<SiteDesignException>(() => Render(documents)).Findings];

    /// <summary>Policy and documents: the first document begins in line 5.</summary>
    public static SiteSource Source(params string[] documents) => new("site.yaml", Policy + string.Concat(documents));

    public static SiteReading Read(params string[] documents) => new SiteDesignReader().Read([Source(documents)]);
}
