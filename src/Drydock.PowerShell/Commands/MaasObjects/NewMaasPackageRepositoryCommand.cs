using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Adds a package repository that machines deployed from then on use.</summary>
[Cmdlet(VerbsCommon.New, "MaasPackageRepository", SupportsShouldProcess = true)]
[OutputType(typeof(MaasPackageRepository))]
public sealed class NewMaasPackageRepositoryCommand : MaasRepositoryCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The URL, or a PPA as <c>ppa:owner/name</c>.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Url { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var fields = Fields(Name, Url);
        Change($"Add package repository {Name}", Name, cancel => Session.CreateAsync<MaasPackageRepository>(fields, cancel));
    }
}
