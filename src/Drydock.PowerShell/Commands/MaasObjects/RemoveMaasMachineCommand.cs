using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Removes machines from MAAS, which forgets them; what is on their disks stays.</summary>
[Cmdlet(VerbsCommon.Remove, "MaasMachine", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMaasMachineCommand : MachineCmdlet
{
    /// <inheritdoc/>
    private protected override bool Approves(string name) => ShouldChange($"Remove machine {name}");

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel)
    {
        await Session.RemoveAsync<MaasMachine>(systemId, cancel).ConfigureAwait(false);
        return [];
    }
}
