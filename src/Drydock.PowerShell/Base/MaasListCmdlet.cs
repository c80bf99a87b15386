using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Base;

/// <summary>Lists objects of the region. MAAS gives such lists whole, at a single request's cost.</summary>
/// <typeparam name="T">The objects.</typeparam>
public abstract class MaasListCmdlet<T> : MaasCmdlet
    where T : class
{
    /// <summary>What MAAS itself shall filter by.</summary>
    private protected virtual IReadOnlyList<KeyValuePair<string, string>> Parameters => [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!TryAwait(cancel => Session.GetAsync<T>(null, Parameters, cancel), null, out var all)) return;
        var chosen = all.Where(IsWanted).ToList();
        WriteObject(chosen, enumerateCollection: true);
        Conclude(all);
    }

    /// <summary>Whether an object meets the cmdlet's parameters.</summary>
    private protected abstract bool IsWanted(T item);

    /// <summary>Looks at all objects once they are written.</summary>
    private protected virtual void Conclude(IReadOnlyList<T> all)
    {
    }
}

/// <summary>Lists objects that have names; a name that none has is an error.</summary>
/// <typeparam name="T">The objects.</typeparam>
public abstract class MaasNamedListCmdlet<T> : MaasListCmdlet<T>
    where T : class
{
    private readonly List<string> _names = [];

    /// <summary>Names.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MaasNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>What the objects are called in an error, for example <c>fabric</c>.</summary>
    private protected abstract string What { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name);

    /// <summary>An object's name.</summary>
    private protected abstract string NameOf(T item);

    /// <summary>Whether an object meets the cmdlet's parameters other than the name.</summary>
    private protected virtual bool Meets(T item) => true;

    /// <inheritdoc/>
    private protected override bool IsWanted(T item) => IsLike(NameOf(item), [.. _names]) && Meets(item);

    /// <inheritdoc/>
    private protected override void Conclude(IReadOnlyList<T> all)
    {
        Remember(MyInvocation.MyCommand.Name.Split('-').Last(), all.Select(NameOf));
        foreach (var name in _names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !all.Any(item => IsLike(NameOf(item), [name]))))
            WriteMissing(What, name);
    }
}
