using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Static routes that MAAS gives to machines.</summary>
[Cmdlet(VerbsCommon.Get, "MaasStaticRoute")]
[OutputType(typeof(MaasStaticRoute))]
public sealed class GetMaasStaticRouteCommand : MaasListCmdlet<MaasStaticRoute>
{
    /// <summary>CIDRs of the subnets whose machines get the routes.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Source { get; set; } = [];

    /// <summary>CIDRs that the routes lead to.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Destination { get; set; } = [];

    /// <inheritdoc/>
    private protected override bool IsWanted(MaasStaticRoute item) => IsLike(item.Source, Source) && IsLike(item.Destination, Destination);
}
