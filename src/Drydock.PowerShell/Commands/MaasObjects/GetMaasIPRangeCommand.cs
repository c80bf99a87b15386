using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Address ranges of MAAS's subnets.</summary>
[Cmdlet(VerbsCommon.Get, "MaasIPRange")]
[OutputType(typeof(MaasIPRange))]
public sealed class GetMaasIPRangeCommand : MaasListCmdlet<MaasIPRange>
{
    /// <summary>CIDRs of subnets.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Subnet { get; set; } = [];

    /// <summary>What ranges are for; all where it is not given.</summary>
    [Parameter]
    [ValidateSet("Dynamic", "Reserved")]
    public string? Type { get; set; }

    /// <inheritdoc/>
    private protected override bool IsWanted(MaasIPRange item) => IsLike(item.SubnetCidr, Subnet) && (Type is null || IsLike(item.Type, [Type]));
}
