using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Disks of machines with their partitions.</summary>
[Cmdlet(VerbsCommon.Get, "MaasBlockDevice")]
[OutputType(typeof(MaasBlockDevice))]
public sealed class GetMaasBlockDeviceCommand : MachineListCmdlet<MaasBlockDevice>
{
    /// <summary>Types; all where none is given.</summary>
    [Parameter]
    [ValidateSet("physical", "virtual")]
    public string[] Type { get; set; } = [];

    /// <inheritdoc/>
    private protected override string NameOf(MaasBlockDevice item) => item.Name;

    /// <inheritdoc/>
    private protected override bool Meets(MaasBlockDevice item) => IsLike(item.Type, Type);
}
