using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Package repositories that deployed machines use.</summary>
[Cmdlet(VerbsCommon.Get, "MaasPackageRepository")]
[OutputType(typeof(MaasPackageRepository))]
public sealed class GetMaasPackageRepositoryCommand : MaasNamedListCmdlet<MaasPackageRepository>
{
    /// <inheritdoc/>
    private protected override string What => "package repository";

    /// <inheritdoc/>
    private protected override string NameOf(MaasPackageRepository item) => item.Name;
}
