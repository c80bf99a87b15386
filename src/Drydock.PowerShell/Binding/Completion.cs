using System;
using System.Linq;
using System.Management.Automation;

namespace Drydock.PowerShell.Binding;

/// <summary>How names are completed.</summary>
internal static class Completion
{
    private static readonly char[] Quotes = ['\'', '"'];

    /// <summary>Whether a name begins as the word typed so far, quoted or not.</summary>
    public static bool Fits(string name, string? word) =>
        name.StartsWith((word ?? "").Trim(Quotes), StringComparison.OrdinalIgnoreCase);

    /// <summary>A completion, quoted where the shell needs it.</summary>
    public static CompletionResult Of(string name, string toolTip)
    {
        var plain = name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
        return new CompletionResult(plain ? name : "'" + name.Replace("'", "''") + "'", name, CompletionResultType.ParameterValue, toolTip);
    }
}
