using System;
using System.Linq;
using Drydock.Core.Design.Writing;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Core.Design;

/// <summary>
/// Writes site designs. A design as written, with its secrets, reads as an equal site. So does an effective one, but for the
/// host profiles, which it has no more.
/// </summary>
public sealed class SiteDesignExporter : ISiteDesignExporter
{
    /// <inheritdoc/>
    public string Export(SiteDesign site, DesignExportOptions? options = null)
    {
        if (site is null) throw new ArgumentNullException(nameof(site));
        options ??= new DesignExportOptions();
        var documents = options.View == DesignView.Written
            ? SiteDesignReader.Written(Texts(site)).Select(document => new DesignText(document.Kind, document.Name, document.Body))
            : EffectiveDesign.Documents(site);
        if (!options.IncludeSecret) documents = documents.Select(document => document with { Body = SecretMask.Apply(document.Body) });
        return options.Format == DesignFormat.Json ? JsonDesignWriter.Write(documents) : YamlDesignWriter.Write(documents);
    }

    private static SiteTexts Texts(SiteDesign site) => site.Texts ?? throw new DrydockException(ErrorCatalogue.DesignNotWritten,
        $"The site '{site.Name}' was made in code, so it has no documents as written.")
    {
        Target = site.Name,
    };
}
