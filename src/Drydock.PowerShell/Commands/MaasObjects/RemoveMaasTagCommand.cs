using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>Removes a tag from MAAS.</summary>
[Cmdlet(VerbsCommon.Remove, "MaasTag", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveMaasTagCommand : MaasCmdlet
{
    /// <summary>Names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MaasNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in Name)
        {
            if (!ShouldChange($"Remove tag {item}")) continue;
            TryAwait(async cancel =>
            {
                await Session.RemoveAsync<MaasTag>(item, cancel).ConfigureAwait(false);
                return true;
            }, item, out _);
        }
    }
}
