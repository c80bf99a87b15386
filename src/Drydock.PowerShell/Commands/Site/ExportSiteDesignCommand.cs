using System;
using System.Management.Automation;
using Drydock.Design;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Writes a site design as YAML or JSON, to a file or as text.</summary>
[Cmdlet(VerbsData.Export, "SiteDesign", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportSiteDesignCommand : DrydockCmdlet
{
    /// <summary>The file; without it the text is returned.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>What holds for each node, or the documents as written.</summary>
    [Parameter]
    public DesignView As { get; set; }

    /// <summary>The format; the one of the file's extension where it is not given.</summary>
    [Parameter]
    public DesignFormat? Format { get; set; }

    /// <summary>Writes secrets in clear.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>Overwrites a file that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The site; the one imported last where none is given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SiteDesign? Site { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Site ?? State.Site) is not { } site)
        {
            WriteError(new DrydockException(ErrorCatalogue.DesignNotFound, "There is no site to export.")
            {
                Remedy = "Give one with -Site or by the pipeline, or import one with Import-SiteDesign.",
            }.ToErrorRecord());
            return;
        }
        try
        {
            Export(site);
        }
        catch (DrydockException fault)
        {
            WriteError(fault.ToErrorRecord());
        }
    }

    private void Export(SiteDesign site)
    {
        var isJson = Path?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;
        var options = new DesignExportOptions
        {
            View = As,
            Format = Format ?? (isJson ? DesignFormat.Json : DesignFormat.Yaml),
            IncludeSecret = IncludeSecret,
        };
        if (Path is null)
        {
            WriteObject(Composition.DesignExporter().Export(site, options));
            return;
        }
        var file = DesignFile.FullPath(SessionState.Path, Path);
        DesignFile.Guard(file, Force);
        var text = Composition.DesignExporter().Export(site, options);
        if (ShouldProcess(file, $"Write the site '{site.Name}'{(IncludeSecret ? " with its secrets in clear" : "")}")) DesignFile.Write(file, text);
    }
}
