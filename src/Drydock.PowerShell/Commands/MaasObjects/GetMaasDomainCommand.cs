using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>DNS domains of MAAS.</summary>
[Cmdlet(VerbsCommon.Get, "MaasDomain")]
[OutputType(typeof(MaasDomain))]
public sealed class GetMaasDomainCommand : MaasNamedListCmdlet<MaasDomain>
{
    /// <inheritdoc/>
    private protected override string What => "domain";

    /// <inheritdoc/>
    private protected override string NameOf(MaasDomain item) => item.Name;
}
