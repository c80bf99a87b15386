using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Binding;

/// <summary>Completes names of machines that MAAS was last seen to have, and of nodes that may be among them; asks nobody.</summary>
public sealed class MachineNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var state = RunspaceState.Current;
        var names = state.MachineNames.Count > 0 ? state.MachineNames : [.. state.Site?.Nodes.Select(node => node.Name) ?? []];
        return names.Where(name => Completion.Fits(name, wordToComplete)).Select(name => Completion.Of(name, name));
    }
}
