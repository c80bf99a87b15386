using System.Globalization;
using System.Management.Automation;
using Drydock.Maas;
using Drydock.PowerShell.Base;

namespace Drydock.PowerShell.Commands;

/// <summary>
/// Puts another public SSH key in the place of one. MAAS cannot change a key: the new one is added first, so that at no
/// time there is none, and the old one is removed then.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MaasSshKey", SupportsShouldProcess = true)]
[OutputType(typeof(MaasSshKey))]
public sealed class SetMaasSshKeyCommand : MaasSshKeyCmdlet
{
    /// <summary>MAAS's id of the old key, as <c>Get-MaasSshKey</c> tells it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public int Id { get; set; }

    /// <inheritdoc/>
    private protected override void Send() => Change($"Replace SSH key {Id} by {ShortKey}", ShortKey, async cancel =>
    {
        var made = await Session.CreateAsync<MaasSshKey>([new("key", Line)], cancel).ConfigureAwait(false);
        await Session.RemoveAsync<MaasSshKey>(Id.ToString(CultureInfo.InvariantCulture), cancel).ConfigureAwait(false);
        return made;
    });
}
