using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Drydock.Errors;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Binding;

/// <summary>Completes the names of the sites of the repository that the command line names already.</summary>
public sealed class RepositorySiteCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var path = (fakeBoundParameters?["Path"] ?? fakeBoundParameters?["Repository"]) switch
        {
            object[] several => $"{several.FirstOrDefault()}",
            var one => $"{one}",
        };
        if (path.Length == 0) return [];
        try
        {
            using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
            var folder = shell.AddCommand("Convert-Path").AddParameter("LiteralPath", path).AddParameter("ErrorAction", "Ignore").Invoke<string>();
            return folder.Count == 0 ? [] : [.. Composition.SiteNames(folder[0]).Where(name => Completion.Fits(name, wordToComplete))
                .Select(name => Completion.Of(name, "A site of " + folder[0]))];
        }
        catch (System.Exception fault) when (fault is DrydockException or RuntimeException)
        {
            return [];
        }
    }
}
