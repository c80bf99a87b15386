using System.Linq;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>VLANs of MAAS.</summary>
[Cmdlet(VerbsCommon.Get, "MaasVlan")]
[OutputType(typeof(MaasVlan))]
public sealed class GetMaasVlanCommand : MaasNamedListCmdlet<MaasVlan>
{
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

    /// <summary>VLAN tags; 0 for untagged.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public int[] Vid { get; set; } = [];

    /// <inheritdoc/>
    private protected override string What => "VLAN";

    /// <inheritdoc/>
    private protected override string NameOf(MaasVlan item) => item.Name;

    /// <inheritdoc/>
    private protected override bool Meets(MaasVlan item) => IsLike(item.Fabric, Fabric) && IsLike(item.Space, Space) && (Vid.Length == 0 || Vid.Contains(item.Vid));
}
