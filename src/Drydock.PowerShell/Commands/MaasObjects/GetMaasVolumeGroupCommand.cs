using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>LVM volume groups of machines with their logical volumes.</summary>
[Cmdlet(VerbsCommon.Get, "MaasVolumeGroup")]
[OutputType(typeof(MaasVolumeGroup))]
public sealed class GetMaasVolumeGroupCommand : MachineListCmdlet<MaasVolumeGroup>
{
    /// <inheritdoc/>
    private protected override string NameOf(MaasVolumeGroup item) => item.Name;
}
