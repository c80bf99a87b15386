using System.Globalization;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Changes a package repository; what is not given stays.</summary>
[Cmdlet(VerbsCommon.Set, "MaasPackageRepository", SupportsShouldProcess = true)]
[OutputType(typeof(MaasPackageRepository))]
public sealed class SetMaasPackageRepositoryCommand : MaasRepositoryCmdlet
{
    /// <summary>MAAS's id, as <c>Get-MaasPackageRepository</c> tells it; 1 and 2 are Ubuntu's own archives.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A new URL.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var id = Id.ToString(CultureInfo.InvariantCulture);
        var fields = Fields(Name, Url);
        Change($"Change package repository {id}", Id, cancel => Session.ChangeAsync<MaasPackageRepository>(id, fields, cancel));
    }
}
