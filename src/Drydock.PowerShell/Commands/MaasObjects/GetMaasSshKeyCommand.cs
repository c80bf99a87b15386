using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>Public SSH keys of the session's user, which deployed machines accept.</summary>
[Cmdlet(VerbsCommon.Get, "MaasSshKey")]
[OutputType(typeof(MaasSshKey))]
public sealed class GetMaasSshKeyCommand : MaasListCmdlet<MaasSshKey>
{
    /// <summary>Patterns of keys, for example <c>*user@host</c>.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] PublicKey { get; set; } = [];

    /// <inheritdoc/>
    private protected override bool IsWanted(MaasSshKey item) => IsLike(item.Key, PublicKey);
}
