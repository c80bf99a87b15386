using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>Writes arguments as one line, so that the process started gets each of them whole.</summary>
public static class CommandLine
{
    /// <summary>Joins arguments by the rules by which .NET and Windows divide them again.</summary>
    /// <param name="arguments">The arguments.</param>
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quote));

    /// <summary>Quotes a word for a POSIX shell.</summary>
    /// <param name="word">The word.</param>
    public static string QuoteForShell(string word) => "'" + word.Replace("'", @"'\''") + "'";

    private static string Quote(string argument)
    {
        if (argument.Length > 0 && !argument.Any(letter => char.IsWhiteSpace(letter) || letter == '"')) return argument;
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var letter in argument)
        {
            // Backslashes count only before a quote: there each is doubled, and the quote gets one of its own.
            if (letter == '"') quoted.Append('\\', backslashes + 1);
            backslashes = letter == '\\' ? backslashes + 1 : 0;
            quoted.Append(letter);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
