using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.PowerShell.Base;

/// <summary>Lists objects of machines.</summary>
/// <typeparam name="T">The objects.</typeparam>
public abstract class MachineListCmdlet<T> : MachineCmdlet
    where T : class
{
    /// <summary>Names of the objects.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>What MAAS itself shall filter by.</summary>
    private protected virtual IReadOnlyList<KeyValuePair<string, string>> Parameters => [];

    /// <summary>An object's name.</summary>
    private protected abstract string NameOf(T item);

    /// <summary>Whether an object meets the cmdlet's parameters other than the name.</summary>
    private protected virtual bool Meets(T item) => true;

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel) =>
        [.. (await Session.GetAsync<T>(systemId, Parameters, cancel).ConfigureAwait(false)).Where(item => IsLike(NameOf(item), Name) && Meets(item))];
}
