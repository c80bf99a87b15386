using System.Collections.Generic;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Images from which machines boot and are deployed.</summary>
[Cmdlet(VerbsCommon.Get, "MaasBootResource")]
[OutputType(typeof(MaasBootResource))]
public sealed class GetMaasBootResourceCommand : MaasNamedListCmdlet<MaasBootResource>
{
    /// <summary>Architectures with kernels, for example <c>amd64/ga-22.04</c>.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Architecture { get; set; } = [];

    /// <summary>Where images come from; all where it is not given.</summary>
    [Parameter]
    [ValidateSet("Synced", "Uploaded")]
    public string? Type { get; set; }

    /// <inheritdoc/>
    private protected override string What => "image";

    /// <inheritdoc/>
    private protected override string NameOf(MaasBootResource item) => item.Name;

    /// <inheritdoc/>
    private protected override bool Meets(MaasBootResource item) => IsLike(item.Architecture, Architecture);

    /// <inheritdoc/>
    private protected override IReadOnlyList<KeyValuePair<string, string>> Parameters => Type is null ? [] : [new("type", Type.ToLowerInvariant())];
}
