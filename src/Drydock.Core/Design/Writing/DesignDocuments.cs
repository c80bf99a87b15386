using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Writing;

/// <summary>Puts the header around the content of a document, in the form that Drydock prefers.</summary>
internal static class DesignDocuments
{
    public static YamlMapping Whole(DesignText document) => Fields.Of(fields => fields
        .Text("schema", $"drydock/{document.Kind}/v1")
        .Group("metadata", metadata => metadata.Text("schema", "metadata/Document/v1").Text("name", document.Name))
        .Value("data", document.Body));
}
