using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.PowerShell.Base;

/// <summary>A cmdlet that asks MAAS directly, beside the driver's actions.</summary>
public abstract class MaasCmdlet : DrydockCmdlet
{
    private IMaasSession? _session;

    /// <summary>The MAAS session; that of the last <c>Connect-Maas</c> where none is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public IMaasSession? Connection { get; set; }

    /// <summary>The session.</summary>
    private protected IMaasSession Session => _session!;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _session = this.FindSession(Connection, State);

    /// <summary>Runs a request; its failure is written as an error of this object, and the cmdlet goes on.</summary>
    /// <param name="work">The request.</param>
    /// <param name="target">What it concerns; null for what the error itself says.</param>
    /// <param name="value">What came out.</param>
    /// <returns>Whether something came out.</returns>
    private protected bool TryAwait<T>(Func<CancellationToken, Task<T>> work, object? target, out T value)
    {
        try
        {
            value = Await(work);
            return true;
        }
        catch (DrydockException fault)
        {
            WriteError(fault.ToErrorRecord(target));
            value = default!;
            return false;
        }
    }

    /// <summary>Fields for MAAS of those parameters that were given: texts, lists joined by commas, switches and numbers.</summary>
    private protected List<KeyValuePair<string, string>> Given(params (string Parameter, string Field, object? Value)[] fields) =>
        [.. fields.Where(field => MyInvocation.BoundParameters.ContainsKey(field.Parameter))
            .Select(field => new KeyValuePair<string, string>(field.Field, FieldText(field.Value)))];

    /// <summary>A value as MAAS's forms take it; null and nothing clear the field.</summary>
    private protected static string FieldText(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        SwitchParameter flag => flag ? "true" : "false",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => string.Join(",", items.Cast<object?>().Select(FieldText)),
        var other => other.ToString(),
    };

    /// <summary>Whether something shall be changed in MAAS, as <c>-WhatIf</c> and <c>-Confirm</c> ask.</summary>
    private protected bool ShouldChange(string what) =>
        ShouldProcess($"{what} in MAAS at {Session.Url}.", $"{what} in MAAS at {Session.Url}?", "Confirm");

    /// <summary>Changes something if that is wanted, and writes what came of it.</summary>
    private protected void Change<T>(string what, object target, Func<CancellationToken, Task<T>> work)
    {
        if (ShouldChange(what) && TryAwait(work, target, out var result)) WriteObject(result);
    }

    /// <summary>Writes the error of a name that nothing has.</summary>
    private protected void WriteMissing(string what, string name) =>
        WriteError(new DrydockException(ErrorCatalogue.MaasNotFound, $"MAAS at {Session.Url} has no {what} '{name}'.") { Target = name }.ToErrorRecord());

    /// <summary>Whether a text is like one of these patterns; any is where there are none.</summary>
    private protected static bool IsLike(string? text, string[] patterns) =>
        patterns.Length == 0 || patterns.Any(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text ?? ""));

    /// <summary>Names of which completion may choose from now on.</summary>
    private protected void Remember(string noun, IEnumerable<string> names) =>
        State.MaasNames[noun] = [.. new SortedSet<string>(names, StringComparer.OrdinalIgnoreCase)];
}
