using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Drydock.Core.Design.Documents;

/// <summary>What a scalar is.</summary>
internal enum ScalarKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Float,
}

/// <summary>
/// Types of plain scalars by YAML 1.1, as site designs have always been read: <c>on</c> is a boolean and <c>010</c> is
/// eight. Base-60 numbers and dates stay texts, so that an unquoted MAC address is one.
/// </summary>
internal static class ScalarTypes
{
    private static readonly Regex IntegerForm = new(
        @"\A[-+]?(0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)\z", RegexOptions.CultureInvariant);

    private static readonly Regex FloatForm = new(
        @"\A[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)([eE][-+][0-9]+)?\z|\A[-+]?\.(inf|Inf|INF)\z|\A\.(nan|NaN|NAN)\z",
        RegexOptions.CultureInvariant);

    /// <summary>The type of a plain scalar.</summary>
    public static ScalarKind Resolve(string text)
    {
        if (text.Length == 0) return ScalarKind.Null;
        switch (text[0])
        {
            case >= '0' and <= '9' or '-' or '+' or '.':
                // Most texts that begin like a number are addresses of networks and interfaces.
                return text.IndexOf(':') >= 0 || text.IndexOf('.') != text.LastIndexOf('.') ? ScalarKind.Text
                    : IntegerForm.IsMatch(text) ? ScalarKind.Integer
                    : FloatForm.IsMatch(text) ? ScalarKind.Float : ScalarKind.Text;
            case '~' or 'n' or 'N' when text is "~" or "null" or "Null" or "NULL":
                return ScalarKind.Null;
            default:
                return TryBoolean(text, out _) ? ScalarKind.Boolean : ScalarKind.Text;
        }
    }

    /// <summary>Reads a boolean of YAML 1.1.</summary>
    public static bool TryBoolean(string text, out bool value)
    {
        value = text is "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON";
        return value || text is "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF";
    }

    /// <summary>The whole number of a number; a fraction is cut off.</summary>
    /// <returns>False where it is no number, or does not fit.</returns>
    public static bool TryInteger(YamlScalar scalar, out long value)
    {
        value = 0;
        var text = scalar.Text.Replace("_", "");
        if (scalar.Kind == ScalarKind.Float)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return false;
            if (double.IsNaN(number) || Math.Abs(number) >= long.MaxValue) return false;
            value = (long)number;
            return true;
        }
        if (scalar.Kind != ScalarKind.Integer) return false;
        var negative = text[0] == '-';
        var digits = text.TrimStart('-', '+');
        try
        {
            value = digits.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToInt64(digits.Substring(2), 16)
                : digits.StartsWith("0b", StringComparison.Ordinal) ? Convert.ToInt64(digits.Substring(2), 2)
                : digits.Length > 1 && digits[0] == '0' ? Convert.ToInt64(digits, 8)
                : Convert.ToInt64(digits, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is OverflowException or FormatException or ArgumentException)
        {
            return false;
        }
        if (negative) value = -value;
        return true;
    }
}
