using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Binding;

/// <summary>Completes names of objects of MAAS as they were last listed by the cmdlet's noun; asks nobody.</summary>
public sealed class MaasNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        RunspaceState.Current.MaasNames.TryGetValue((commandName ?? "").Split('-').Last(), out var names)
            ? names.Where(name => Completion.Fits(name, wordToComplete)).Select(name => Completion.Of(name, name)) : [];
}
