using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Disks of machines with their partitions.</summary>
[Cmdlet(VerbsCommon.Get, "MaasBlockDevice")]
[OutputType(typeof(MaasBlockDevice))]
public sealed class GetMaasBlockDeviceCommand : MachineCmdlet
{
    /// <summary>Names of disks.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Types; all where none is given.</summary>
    [Parameter]
    [ValidateSet("physical", "virtual")]
    public string[] Type { get; set; } = [];

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel)
    {
        var all = await Session.GetAsync<MaasBlockDevice>(systemId, null, cancel).ConfigureAwait(false);
        return [.. all.Where(disk => IsLike(disk.Name, Name) && (Type.Length == 0 || IsLike(disk.Type, Type)))];
    }
}
