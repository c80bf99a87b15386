using System.Globalization;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Airship.Substitution;

/// <summary>The text of a number or boolean inside another text: as Python's <c>str</c> writes it.</summary>
internal static class PythonText
{
    public static string Of(YamlScalar value) => value.Kind switch
    {
        ScalarKind.Boolean => ScalarTypes.TryBoolean(value.Text, out var yes) && yes ? "True" : "False",
        ScalarKind.Integer when ScalarTypes.TryInteger(value, out var number) => number.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Float => Float(value.Text.Replace("_", "")),
        ScalarKind.Null => "None",
        _ => value.Text,
    };

    private static string Float(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return text;
        var shown = number.ToString("R", CultureInfo.InvariantCulture);
        return shown.IndexOfAny(['.', 'E', 'N', 'I']) >= 0 ? shown : shown + ".0";
    }
}
