using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Drydock.Core.Design.Documents;

/// <summary>A line of a text with a caret below the place of an error; what looks like a secret is not shown.</summary>
internal static class LineExcerpt
{
    // It fits into the last column of a table of 120 columns.
    private const int Before = 40;
    private const int Width = 60;

    private static readonly Regex SecretValue = new(
        @"((credential|passw|passphrase|secret|token|gpgkey|private)[\w-]*[""']?\s*[:=]\s*)\S.*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The excerpt, beginning with a line break; empty where the line does not exist.</summary>
    public static string Of(string text, int line, int column)
    {
        var start = 0;
        for (var passed = 1; passed < line; passed++)
        {
            start = text.IndexOf('\n', start) + 1;
            if (start == 0) return "";
        }
        var end = text.IndexOf('\n', start);
        var whole = text.Substring(start, (end < 0 ? text.Length : end) - start).TrimEnd('\r').Replace('\t', ' ');
        var shown = SecretValue.Replace(whole, "$1***");
        var offset = Math.Max(0, Math.Min(column, shown.Length + 1) - 1);
        var from = Math.Max(0, offset - Before);
        shown = shown.Substring(from, Math.Min(Width, shown.Length - from));
        var number = line.ToString(CultureInfo.InvariantCulture);
        return $"{Environment.NewLine}  {number} | {shown}{Environment.NewLine}  {new string(' ', number.Length)} | " +
            $"{new string(' ', offset - from)}^";
    }
}
