using System.Management.Automation;
using Drydock.Design;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Tells what changes from one site design to another, and which actions that needs.</summary>
[Cmdlet(VerbsData.Compare, "SiteDesign")]
[OutputType(typeof(SiteDesignDifference))]
public sealed class CompareSiteDesignCommand : DrydockCmdlet
{
    /// <summary>The design as it was.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("ReferenceObject")]
    [ValidateNotNull]
    public SiteDesign ReferenceSite { get; set; } = null!;

    /// <summary>The design as it shall be.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("DifferenceObject")]
    [ValidateNotNull]
    public SiteDesign DifferenceSite { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteObject(Composition.DesignComparer().Compare(ReferenceSite, DifferenceSite), enumerateCollection: true);
}
