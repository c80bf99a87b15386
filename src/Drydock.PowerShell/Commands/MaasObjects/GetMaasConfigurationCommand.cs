using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Commands;

/// <summary>Global settings of MAAS.</summary>
[Cmdlet(VerbsCommon.Get, "MaasConfiguration")]
[OutputType(typeof(MaasSetting))]
public sealed class GetMaasConfigurationCommand : MaasCmdlet
{
    /// <summary>Names; all where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MaasNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!TryAwait(Session.GetSettingNamesAsync, null, out var known)) return;
        Remember("MaasConfiguration", known);
        foreach (var name in Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !known.Any(one => IsLike(one, [name]))))
            WriteMissing("setting", name);
        var names = known.Where(name => IsLike(name, Name)).ToList();
        // MAAS answers for one setting at a time; the session bounds how many requests are under way.
        if (TryAwait(cancel => Task.WhenAll(names.Select(name => Session.GetSettingAsync(name, cancel))), null, out var settings))
            WriteObject(settings, enumerateCollection: true);
    }
}
