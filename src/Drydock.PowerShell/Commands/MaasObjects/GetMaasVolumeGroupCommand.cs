using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>LVM volume groups of machines with their logical volumes.</summary>
[Cmdlet(VerbsCommon.Get, "MaasVolumeGroup")]
[OutputType(typeof(MaasVolumeGroup))]
public sealed class GetMaasVolumeGroupCommand : MachineCmdlet
{
    /// <summary>Names of volume groups.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel)
    {
        var all = await Session.GetAsync<MaasVolumeGroup>(systemId, null, cancel).ConfigureAwait(false);
        return [.. all.Where(group => IsLike(group.Name, Name))];
    }
}
