using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Network interfaces of machines.</summary>
[Cmdlet(VerbsCommon.Get, "MaasInterface")]
[OutputType(typeof(MaasInterface))]
public sealed class GetMaasInterfaceCommand : MachineListCmdlet<MaasInterface>
{
    /// <summary>Types; all where none is given.</summary>
    [Parameter]
    [ValidateSet("physical", "bond", "vlan", "bridge", "alias")]
    public string[] Type { get; set; } = [];

    /// <inheritdoc/>
    private protected override string NameOf(MaasInterface item) => item.Name;

    /// <inheritdoc/>
    private protected override bool Meets(MaasInterface item) => IsLike(item.Type, Type);
}
