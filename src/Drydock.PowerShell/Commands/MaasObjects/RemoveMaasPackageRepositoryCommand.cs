using System.Globalization;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Removes a package repository from MAAS.</summary>
[Cmdlet(VerbsCommon.Remove, "MaasPackageRepository", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveMaasPackageRepositoryCommand : MaasCmdlet
{
    /// <summary>MAAS's ids, as <c>Get-MaasPackageRepository</c> tells them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public int[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in Id)
        {
            if (!ShouldChange($"Remove package repository {item}")) continue;
            TryAwait(async cancel =>
            {
                await Session.RemoveAsync<MaasPackageRepository>(item.ToString(CultureInfo.InvariantCulture), cancel).ConfigureAwait(false);
                return true;
            }, item, out _);
        }
    }
}
