using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Tags of MAAS.</summary>
[Cmdlet(VerbsCommon.Get, "MaasTag")]
[OutputType(typeof(MaasTag))]
public sealed class GetMaasTagCommand : MaasNamedListCmdlet<MaasTag>
{
    /// <inheritdoc/>
    private protected override string What => "tag";

    /// <inheritdoc/>
    private protected override string NameOf(MaasTag item) => item.Name;
}
