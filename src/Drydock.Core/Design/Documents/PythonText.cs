using System;
using System.Globalization;

namespace Drydock.Core.Design.Documents;

/// <summary>
/// The text that a number or boolean stands for where a text is wanted, as sites have always been read: what Python's
/// <c>str</c> writes, so that <c>010</c> is <c>8</c> and <c>yes</c> is <c>True</c>.
/// </summary>
internal static class PythonText
{
    /// <summary>Digits from which on an exponent is written.</summary>
    private const int LongestFraction = 16;

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
        var word = text.TrimStart('+', '-').ToLowerInvariant();
        if (word is ".inf") return text[0] == '-' ? "-inf" : "inf";
        if (word is ".nan") return "nan";
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return text;
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        if (number == 0) return text[0] == '-' ? "-0.0" : "0.0";
        return Shown(number < 0 ? "-" : "", Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The shortest digits of a number, with an exponent only where it is below -4 or has too many places.</summary>
    private static string Shown(string sign, string shortest)
    {
        var parts = shortest.Split('E');
        var (whole, fraction) = parts[0].IndexOf('.') is >= 0 and var dot ? (parts[0].Substring(0, dot), parts[0].Substring(dot + 1)) : (parts[0], "");
        var leading = (whole + fraction).Length - (whole + fraction).TrimStart('0').Length;
        var digits = (whole + fraction).Trim('0');
        var exponent = whole.Length - 1 - leading + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        if (exponent is >= -4 and < LongestFraction)
        {
            if (exponent < 0) return sign + "0." + new string('0', -exponent - 1) + digits;
            var padded = digits.PadRight(exponent + 2, '0');
            return sign + padded.Substring(0, exponent + 1) + "." + padded.Substring(exponent + 1);
        }
        var mantissa = digits.Length == 1 ? digits : digits.Substring(0, 1) + "." + digits.Substring(1);
        return $"{sign}{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
    }
}
