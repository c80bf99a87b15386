using System;
using System.Text;
using System.Text.RegularExpressions;

namespace Drydock.Core.Design.Airship.Substitution;

/// <summary>
/// Regular expressions and replacement texts as sites write them: those of Python's <c>re</c>
/// (docs.python.org/3/library/re.html).
/// </summary>
internal static class PythonPattern
{
    /// <summary>A pattern that needs longer than this on one text is refused.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    /// <summary>Reads a pattern.</summary>
    /// <returns>The pattern; null where it is none, with what is wrong.</returns>
    public static Regex? Parse(string text, out string problem)
    {
        // Python numbers named groups with the others, .NET after them.
        problem = text.Contains("(?P<") ? "named groups are not supported; count the groups instead" : "";
        if (problem.Length > 0) return null;
        try
        {
            return new Regex(text.Replace(@"\Z", @"\z"), RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException error)
        {
            problem = error.Message.TrimEnd('.');
            return null;
        }
    }

    /// <summary>
    /// What a replacement text gives for a match. A backslash begins an escape, as in Python: <c>\1</c> and
    /// <c>\g&lt;1&gt;</c> are groups, <c>\\</c> is a backslash, <c>\n</c> a line feed.
    /// </summary>
    /// <exception cref="FormatException">An escape means nothing; the message does not show the text.</exception>
    public static string Expand(string replacement, Match match, Regex pattern)
    {
        if (replacement.IndexOf('\\') < 0) return replacement;
        var result = new StringBuilder();
        for (var at = 0; at < replacement.Length; at++)
        {
            if (replacement[at] != '\\') result.Append(replacement[at]);
            else if (++at == replacement.Length) throw new FormatException("it ends with a single backslash");
            else result.Append(Escape(replacement, ref at, match, pattern));
        }
        return result.ToString();
    }

    private static string Escape(string text, ref int at, Match match, Regex pattern)
    {
        const string Letters = @"abfnrtv\";
        const string Meanings = "\a\b\f\n\r\t\v\\";
        var known = Letters.IndexOf(text[at]);
        if (known >= 0) return Meanings[known].ToString();
        if (text[at] is >= '0' and <= '9') return Number(text, ref at, match, pattern);
        if (text[at] == 'g') return Named(text, ref at, match, pattern);
        return text[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
            ? throw new FormatException("it has a backslash before a letter, which is no escape") : "\\" + text[at];
    }

    /// <summary>A character by its octal code, which begins with 0 or has three octal digits, or else a group.</summary>
    private static string Number(string text, ref int at, Match match, Regex pattern)
    {
        var octals = 0;
        while (octals < 3 && at + octals < text.Length && text[at + octals] is >= '0' and <= '7') octals++;
        var isOctal = text[at] == '0' || octals == 3;
        var digits = isOctal ? octals : at + 1 < text.Length && text[at + 1] is >= '0' and <= '9' ? 2 : 1;
        var number = text.Substring(at, digits);
        at += digits - 1;
        return isOctal ? ((char)Convert.ToInt32(number, 8)).ToString() : Group(match, pattern, number);
    }

    private static string Named(string text, ref int at, Match match, Regex pattern)
    {
        var end = at + 1 < text.Length && text[at + 1] == '<' ? text.IndexOf('>', at) : -1;
        if (end < 0) throw new FormatException(@"it has a \g without a group's name in angle brackets");
        var name = text.Substring(at + 2, end - at - 2);
        at = end;
        return Group(match, pattern, name);
    }

    private static string Group(Match match, Regex pattern, string name)
    {
        var number = pattern.GroupNumberFromName(name);
        return number >= 0 ? match.Groups[number].Value : throw new FormatException("it refers to a group that the pattern does not have");
    }
}
