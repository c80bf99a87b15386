using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Subnets of MAAS.</summary>
[Cmdlet(VerbsCommon.Get, "MaasSubnet")]
[OutputType(typeof(MaasSubnet))]
public sealed class GetMaasSubnetCommand : MaasNamedListCmdlet<MaasSubnet>
{
    /// <summary>Networks in CIDR form.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Cidr { get; set; } = [];

    /// <summary>Names of fabrics.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Fabric { get; set; } = [];

    /// <summary>Names of spaces; <c>undefined</c> for none.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Space { get; set; } = [];

    /// <inheritdoc/>
    private protected override string What => "subnet";

    /// <inheritdoc/>
    private protected override string NameOf(MaasSubnet item) => item.Name;

    /// <inheritdoc/>
    private protected override bool Meets(MaasSubnet item) => IsLike(item.Cidr, Cidr) && IsLike(item.Vlan.Fabric, Fabric) && IsLike(item.Space, Space);
}
