using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Spaces of MAAS with their VLANs and subnets.</summary>
[Cmdlet(VerbsCommon.Get, "MaasSpace")]
[OutputType(typeof(MaasSpace))]
public sealed class GetMaasSpaceCommand : MaasNamedListCmdlet<MaasSpace>
{
    /// <inheritdoc/>
    private protected override string What => "space";

    /// <inheritdoc/>
    private protected override string NameOf(MaasSpace item) => item.Name;
}
