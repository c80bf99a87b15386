using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>How scripts of commissioning, testing and installation went on machines.</summary>
[Cmdlet(VerbsCommon.Get, "MaasScriptResult")]
[OutputType(typeof(MaasScriptResult))]
public sealed class GetMaasScriptResultCommand : MachineCmdlet
{
    /// <summary>Names of scripts.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Types; all where none is given.</summary>
    [Parameter]
    [ValidateSet("Commissioning", "Testing", "Installation")]
    public string[] Type { get; set; } = [];

    /// <summary>States in MAAS's words, for example <c>Failed</c>.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Fetches what the scripts wrote.</summary>
    [Parameter]
    public SwitchParameter IncludeOutput { get; set; }

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel)
    {
        var query = Type.Select(type => new KeyValuePair<string, string>("type", type.ToLowerInvariant())).ToList();
        if (IncludeOutput) query.Add(new("include_output", "true"));
        var all = await Session.GetAsync<MaasScriptResult>(systemId, query, cancel).ConfigureAwait(false);
        return [.. all.Where(result => IsLike(result.Name, Name) && IsLike(result.Status, Status))];
    }
}
