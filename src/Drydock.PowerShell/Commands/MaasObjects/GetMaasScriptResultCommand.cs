using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>How scripts of commissioning, testing and installation went on machines.</summary>
[Cmdlet(VerbsCommon.Get, "MaasScriptResult")]
[OutputType(typeof(MaasScriptResult))]
public sealed class GetMaasScriptResultCommand : MachineListCmdlet<MaasScriptResult>
{
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
    private protected override string NameOf(MaasScriptResult item) => item.Name;

    /// <inheritdoc/>
    private protected override bool Meets(MaasScriptResult item) => IsLike(item.Status, Status);

    /// <inheritdoc/>
    private protected override IReadOnlyList<KeyValuePair<string, string>> Parameters =>
    [
        .. Type.Select(type => new KeyValuePair<string, string>("type", type.ToLowerInvariant())),
        .. IncludeOutput ? new KeyValuePair<string, string>[] { new("include_output", "true") } : [],
    ];
}
