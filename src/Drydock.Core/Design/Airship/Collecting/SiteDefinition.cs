using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Core.Design.Reading;
using Drydock.Design;

namespace Drydock.Core.Design.Airship.Collecting;

/// <summary>What a <c>site-definition.yaml</c> says.</summary>
/// <param name="SiteType">The site's type.</param>
/// <param name="Type">Where that is written.</param>
/// <param name="Repositories">The repositories that its documents lie in besides its own.</param>
internal sealed record SiteDefinition(string SiteType, DesignPlace Type, IReadOnlyList<SiteDefinition.Repository> Repositories)
{
    private const string Kind = "SiteDefinition";

    /// <summary>Another repository.</summary>
    /// <param name="Name">Its name in the definition.</param>
    /// <param name="Url">Where it comes from: a URL or a folder.</param>
    /// <param name="Revision">The branch, tag or commit that is wanted; empty for none.</param>
    /// <param name="Location">Where it is named.</param>
    internal sealed record Repository(string Name, string Url, string Revision, SourceLocation Location);

    /// <summary>Reads a definition.</summary>
    /// <exception cref="SiteDesignException">It is none.</exception>
    public static SiteDefinition Read(SiteSource source)
    {
        var findings = new FindingSink();
        SiteDefinition? definition = null;
        var documents = new YamlTextReader(source, findings, new TextPool()).Read().Documents;
        foreach (var document in documents.Where(document => document.Root is YamlMapping root
            && root.Find("schema")?.Value is YamlScalar schema && schema.Text.StartsWith("pegleg/SiteDefinition/", StringComparison.Ordinal)))
        {
            foreach (var problem in document.Problems) problem.Report(findings, DocumentHeader.Guess(document.Root));
            definition ??= Read((YamlMapping)document.Root, source, findings);
        }
        if (definition is null && findings.Errors == 0)
        {
            var start = new DesignPlace(null, "", new SourceLocation(source.File, 1, 1));
            findings.Error(RuleIds.SiteDefinition, start, $"{source.File} has no document of the schema pegleg/SiteDefinition/v1.",
                "Add one with data.site_type.");
        }
        return findings.Errors > 0 ? throw new SiteDesignException(findings.InOrder([source])) : definition!;
    }

    private static SiteDefinition Read(YamlMapping root, SiteSource source, FindingSink findings)
    {
        var folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(source.File)) ?? "";
        var document = new SourceDocument(Kind, folder, root, root);
        var fields = new FieldReader(document, findings);
        if (fields.Mapping("data") is not { } data)
        {
            if (fields.Value("data") is null) fields.Wrong(null, "data", "a mapping with 'site_type'");
            return new SiteDefinition("", document.Place(root, ".data"), []);
        }
        var type = data.RequiredText("site_type", "the name of a folder below 'type'");
        if (type.Length > 0 && !RepositoryFolders.IsName(type))
            data.Wrong(data.Value("site_type"), "site_type", "the name of a folder below 'type'");
        var repositories = data.NamedMappings("repositories").Select(named => new Repository(named.Name,
            named.Fields.RequiredText("url", "a URL or a folder"), named.Fields.Scalar("revision") ?? "",
            named.Fields.Value("url")?.Location ?? root.Location)).ToList();
        return new SiteDefinition(type, document.Place(data.Value("site_type") ?? root, ".data.site_type"), repositories);
    }
}
