using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Writing;

/// <summary>A document to be written.</summary>
internal sealed record DesignText(string Kind, string Name, YamlMapping Body);
