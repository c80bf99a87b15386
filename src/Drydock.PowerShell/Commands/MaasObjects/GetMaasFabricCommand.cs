using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Fabrics of MAAS with their VLANs.</summary>
[Cmdlet(VerbsCommon.Get, "MaasFabric")]
[OutputType(typeof(MaasFabric))]
public sealed class GetMaasFabricCommand : MaasNamedListCmdlet<MaasFabric>
{
    /// <inheritdoc/>
    private protected override string What => "fabric";

    /// <inheritdoc/>
    private protected override string NameOf(MaasFabric item) => item.Name;
}
