using System.Globalization;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Removes an SSH key from MAAS.</summary>
[Cmdlet(VerbsCommon.Remove, "MaasSshKey", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveMaasSshKeyCommand : MaasCmdlet
{
    /// <summary>MAAS's ids, as <c>Get-MaasSshKey</c> tells them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public int[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in Id)
        {
            if (!ShouldChange($"Remove SSH key {item}")) continue;
            TryAwait(async cancel =>
            {
                await Session.RemoveAsync<MaasSshKey>(item.ToString(CultureInfo.InvariantCulture), cancel).ConfigureAwait(false);
                return true;
            }, item, out _);
        }
    }
}
