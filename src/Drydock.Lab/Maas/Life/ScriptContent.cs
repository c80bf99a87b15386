using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Life;

/// <summary>
/// What a script does in the lab, which runs none: it writes what its <c>echo</c> lines say and ends as its <c>exit</c>
/// line says. A parameter's value stands for <c>$name</c>.
/// </summary>
internal static class ScriptContent
{
    private static readonly Regex Echo = new(@"^\s*echo\s+(?<text>.*)$", RegexOptions.CultureInvariant);
    private static readonly Regex Exit = new(@"^\s*exit\s+(?<status>\d{1,3})\s*$", RegexOptions.CultureInvariant);

    public static (string Output, int ExitStatus) Run(NodeScript script, JObject parameters)
    {
        if (script.IsDefault) return ("ok\n", 0);
        var output = new StringBuilder();
        foreach (var line in script.Content.Split('\n'))
        {
            if (Echo.Match(line) is { Success: true } echo) output.Append(Fill(echo.Groups["text"].Value.Trim().Trim('"', '\''), parameters)).Append('\n');
            if (Exit.Match(line) is { Success: true } exit)
                return (output.ToString(), int.Parse(exit.Groups["status"].Value, CultureInfo.InvariantCulture));
        }

        return (output.ToString(), 0);
    }

    private static string Fill(string text, JObject parameters)
    {
        foreach (var parameter in parameters.Properties())
        {
            var value = parameter.Value["value"];
            text = text.Replace("$" + parameter.Name, value is JObject disk ? (string?)disk["name"] ?? "" : (string?)value ?? "");
        }

        return text;
    }
}
