using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Rack controllers of MAAS with their services.</summary>
[Cmdlet(VerbsCommon.Get, "MaasRackController")]
[OutputType(typeof(MaasRackController))]
public sealed class GetMaasRackControllerCommand : MaasNamedListCmdlet<MaasRackController>
{
    /// <inheritdoc/>
    private protected override string What => "rack controller";

    /// <inheritdoc/>
    private protected override string NameOf(MaasRackController item) => item.Hostname;
}
