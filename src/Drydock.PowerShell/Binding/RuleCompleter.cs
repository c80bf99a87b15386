using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Drydock.Design;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Binding;

/// <summary>Completes the rules of the design check that may be skipped: codes, or names where the word begins one.</summary>
public sealed class RuleCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var rules = Composition.DesignChecker().Rules.Where(rule => rule.CanSkip).ToList();
        var codes = rules.GroupBy(rule => rule.Code, StringComparer.Ordinal).Where(same => Completion.Fits(same.Key, wordToComplete))
            .Select(same => Completion.Of(same.Key, string.Join("; ", same.Select(ToolTip))));
        var names = rules.Where(rule => !string.IsNullOrEmpty(wordToComplete) && Completion.Fits(rule.Name, wordToComplete))
            .Select(rule => Completion.Of(rule.Name, ToolTip(rule)));
        return codes.Concat(names);
    }

    private static string ToolTip(DesignRule rule) => $"{rule.Name}: {rule.Description}";
}
