using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Network interfaces of machines.</summary>
[Cmdlet(VerbsCommon.Get, "MaasInterface")]
[OutputType(typeof(MaasInterface))]
public sealed class GetMaasInterfaceCommand : MachineCmdlet
{
    /// <summary>Names of interfaces.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Types; all where none is given.</summary>
    [Parameter]
    [ValidateSet("physical", "bond", "vlan", "bridge", "alias")]
    public string[] Type { get; set; } = [];

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel)
    {
        var all = await Session.GetAsync<MaasInterface>(systemId, null, cancel).ConfigureAwait(false);
        return [.. all.Where(nic => IsLike(nic.Name, Name) && (Type.Length == 0 || IsLike(nic.Type, Type)))];
    }
}
