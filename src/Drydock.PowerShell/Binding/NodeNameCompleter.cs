using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Binding;

/// <summary>Completes names of nodes of the site imported last.</summary>
public sealed class NodeNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        RunspaceState.Current.Site is not { } site ? []
            : from node in site.Nodes
              where Completion.Fits(node.Name, wordToComplete)
              select Completion.Of(node.Name, $"{node.Name}: rack {node.Rack ?? "-"}, {node.HostProfile ?? "no profile"}, tags {node.Tags}");
}
