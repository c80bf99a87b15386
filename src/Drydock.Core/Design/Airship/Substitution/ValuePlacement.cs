using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Airship.Layering;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship.Substitution;

/// <summary>Takes values out of documents' data and puts them into others', whole or in place of a pattern.</summary>
/// <param name="findings">Takes what is wrong.</param>
/// <param name="skipFailed">Whether what cannot be done is a warning.</param>
internal sealed class ValuePlacement(FindingSink findings, bool skipFailed)
{
    /// <summary>The part of a value that a source's pattern takes; null where it cannot be, which is reported.</summary>
    public YamlValue? Taken(YamlValue value, ValueSource source)
    {
        if (source.Pattern is not { } pattern) return value;
        if (value is not YamlScalar { Kind: ScalarKind.Text } text)
            return Fail(source.Place, $".pattern looks for a text, and {source.Schema} '{source.Name}' has {value.Describe()} at {source.Path}.");
        try
        {
            var match = pattern.Match(text.Text);
            if (!match.Success)
            {
                findings.Warning(RuleIds.SubstitutionPattern, source.Place,
                    $"{source.Place}.pattern matches nothing in {source.Schema} '{source.Name}' at {source.Path}; the whole value is taken.");
                return value;
            }
            if (pattern.GroupNumberFromName(source.Group.ToString(CultureInfo.InvariantCulture)) < 0)
                return Fail(source.Place, $".match_group is {source.Group}, and the pattern has {match.Groups.Count - 1} groups.");
            return match.Groups[source.Group].Success ? Text(match.Groups[source.Group].Value, text, text.IsSecret)
                : Fail(source.Place, $".match_group is {source.Group}, a group that takes no part in the match.");
        }
        catch (RegexMatchTimeoutException)
        {
            return Fail(source.Place, ".pattern takes too long on the text.", "Write a pattern that backtracks less.");
        }
    }

    /// <summary>Data with a value put in; null where it cannot be, which is reported.</summary>
    public YamlValue? Put(YamlValue data, YamlValue value, ValueTarget target)
    {
        if (target.Pattern is not null) return PutIntoText(data, value, target);
        if (target.Path.Steps.Count > 0) return Set(data, value, target);
        // The data as a whole is joined with a mapping, and not given up for a missing value.
        return data is YamlMapping own && value is YamlMapping given ? DataTree.Update(own, given)
            : value is YamlScalar { IsNull: true } ? data : value;
    }

    private YamlValue? Set(YamlValue data, YamlValue value, ValueTarget target)
    {
        var set = DataTree.Set(data, target.Path, value, target.By, out var problem);
        if (problem.Length == 0) return set;
        return Fail(RuleIds.SubstitutionPath, target.Place, $": {target.Path} cannot be made: {problem}.");
    }

    private YamlValue? PutIntoText(YamlValue data, YamlValue value, ValueTarget target)
    {
        if (value is not YamlScalar scalar)
            return Fail(target.Place, $".pattern needs a text to put in its place, and the value is {value.Describe()}.");
        if (DataTree.Find(data, target.Path) is not { } old)
            return Fail(target.Place, $".pattern looks for a text, and the document has nothing at {target.Path}.");
        try
        {
            var made = old is YamlScalar text ? text.Kind == ScalarKind.Text ? Replaced(text, scalar, target) : null
                : target.Depth is { } depth ? Below(old, scalar, target, depth) : null;
            if (made is not null) return Set(data, made, target);
            return Fail(target.Place, $".pattern looks for a text, and the document has {old.Describe()} at {target.Path}.",
                old is YamlScalar ? null : "Name the text's own path, or add recurse with a depth.");
        }
        catch (FormatException error)
        {
            // The value may be a password, so only its fault is shown.
            return Fail(target.Place, $": the value cannot stand for a pattern: {error.Message}.", "Write each backslash of the value twice.");
        }
        catch (RegexMatchTimeoutException)
        {
            return Fail(target.Place, ".pattern takes too long on the text.", "Write a pattern that backtracks less.");
        }
    }

    /// <summary>
    /// A mapping or list with the texts below it changed that hold the pattern's text literally, down to a depth; so
    /// Deckhand chooses them.
    /// </summary>
    private static YamlValue Below(YamlValue value, YamlScalar by, ValueTarget target, int depth)
    {
        if (depth == 0) return value;
        return value switch
        {
            YamlMapping mapping => new YamlMapping([.. mapping.Entries.Select(entry => new YamlEntry(entry.Key, Item(entry.Value)))], mapping),
            YamlSequence list => new YamlSequence([.. list.Items.Select(Item)], list),
            _ => value,
        };

        YamlValue Item(YamlValue item) => item is not YamlScalar { Kind: ScalarKind.Text } text ? Below(item, by, target, depth - 1)
            : text.Text.IndexOf(target.PatternText, StringComparison.Ordinal) >= 0 ? Replaced(text, by, target) : text;
    }

    private static YamlScalar Replaced(YamlScalar old, YamlScalar by, ValueTarget target)
    {
        var (pattern, value) = (target.Pattern!, PythonText.Of(by));
        return Text(pattern.Replace(old.Text, match => PythonPattern.Expand(value, match, pattern)), old, old.IsSecret || by.IsSecret);
    }

    private static YamlScalar Text(string text, YamlScalar at, bool isSecret) => new(text, ScalarKind.Text, at.File, at.Line, at.Column, isSecret);

    private YamlValue? Fail(DesignPlace place, string message, string? remedy = null) =>
        Fail(RuleIds.SubstitutionPattern, place, message, remedy);

    private YamlValue? Fail(RuleId rule, DesignPlace place, string message, string? remedy = null)
    {
        if (skipFailed) findings.Warning(rule, place, place + message, remedy);
        else findings.Error(rule, place, place + message, remedy);
        return null;
    }
}
