using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Drydock.Design;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Writes a commented starter site, as files or as text.</summary>
[Cmdlet(VerbsCommon.New, "SiteDesign", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(string))]
public sealed class NewSiteDesignCommand : DrydockCmdlet
{
    private static readonly SiteStartOptions Defaults = new();

    /// <summary>The folder for the files; without it the text is returned.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The site's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = Defaults.Name;

    /// <summary>How many nodes.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int NodeCount { get; set; } = Defaults.NodeCount;

    /// <summary>What the nodes' names begin with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string NodePrefix { get; set; } = Defaults.NodePrefix;

    /// <summary>How BMCs are reached.</summary>
    [Parameter]
    [ValidateSet("ipmi", "redfish", "libvirt", "manual")]
    public string OobType { get; set; } = Defaults.OobType;

    /// <summary>The DNS domain of the nodes' names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = Defaults.Domain;

    /// <summary>The operating system's series.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Image { get; set; } = Defaults.Image;

    /// <summary>The kernel.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Kernel { get; set; } = Defaults.Kernel;

    /// <summary>The network of the BMCs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string OobCidr { get; set; } = Defaults.OobCidr;

    /// <summary>The network that nodes boot from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string PxeCidr { get; set; } = Defaults.PxeCidr;

    /// <summary>The network of the nodes' own addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ManagementCidr { get; set; } = Defaults.ManagementCidr;

    /// <summary>Overwrites files that exist.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var files = Composition.DesignStarter().Start(new SiteStartOptions
            {
                Name = Name,
                NodeCount = NodeCount,
                NodePrefix = NodePrefix,
                OobType = OobType,
                Domain = Domain,
                Image = Image,
                Kernel = Kernel,
                OobCidr = OobCidr,
                PxeCidr = PxeCidr,
                ManagementCidr = ManagementCidr,
            });
            if (Path is null) WriteObject(string.Concat(files.Select(file => file.Text)));
            else Write(DesignFile.FullPath(SessionState.Path, Path), files);
        }
        catch (DrydockException fault)
        {
            WriteError(fault.ToErrorRecord());
        }
    }

    private void Write(string folder, IReadOnlyList<SiteSource> files)
    {
        var targets = files.Select(file => (Path: System.IO.Path.Combine(folder, file.File), file.Text)).ToList();
        // All or nothing: a site of old and new files would be neither.
        foreach (var target in targets) DesignFile.Guard(target.Path, Force);
        if (!ShouldProcess(folder, $"Write the site '{Name}' of {NodeCount} nodes in {targets.Count} files")) return;
        foreach (var target in targets)
        {
            DesignFile.Write(target.Path, target.Text);
            WriteObject(new FileInfo(target.Path));
        }
    }
}
