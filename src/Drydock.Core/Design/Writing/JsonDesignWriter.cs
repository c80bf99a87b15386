using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Documents;
using Newtonsoft.Json;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes documents as one JSON list.</summary>
internal static class JsonDesignWriter
{
    /// <summary>Fields that are read as numbers; elsewhere a number is a text that was written without quotes.</summary>
    private static readonly HashSet<string> Numbers =
        ["mtu", "port", "metric", "count", "vf_count", "mon_rate", "up_delay", "down_delay", "connect", "request", "action"];

    private static readonly Regex JsonNumber = new(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    /// <summary>The text of documents; lines end with a line feed.</summary>
    public static string Write(IEnumerable<DesignText> documents)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var json = new JsonTextWriter(text) { Formatting = Formatting.Indented, CloseOutput = false })
            Value(json, "", Fields.Sequence(documents.Select(DesignDocuments.Whole)));
        return text + "\n";
    }

    private static void Value(JsonTextWriter json, string key, YamlValue value)
    {
        switch (value)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key.Text);
                    Value(json, entry.Key.Text, entry.Value);
                }
                json.WriteEndObject();
                break;
            case YamlSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items) Value(json, key, item);
                json.WriteEndArray();
                break;
            default:
                Scalar(json, key, (YamlScalar)value);
                break;
        }
    }

    private static void Scalar(JsonTextWriter json, string key, YamlScalar scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                json.WriteNull();
                break;
            case ScalarKind.Boolean:
                ScalarTypes.TryBoolean(scalar.Text, out var yes);
                json.WriteValue(yes);
                break;
            case ScalarKind.Integer or ScalarKind.Float when JsonNumber.IsMatch(scalar.Text):
                // As written: 1.50 may be a label.
                json.WriteRawValue(scalar.Text);
                break;
            case ScalarKind.Float when Numbers.Contains(key) && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real):
                json.WriteValue(real);
                break;
            case ScalarKind.Integer when Numbers.Contains(key) && ScalarTypes.TryInteger(scalar, out var number):
                json.WriteValue(number);
                break;
            default:
                // What is read as it is written stays so; of other numbers the text they stand for is what is read.
                json.WriteValue(key is "kg" or "boot_mac" ? scalar.Text : PythonText.Of(scalar));
                break;
        }
    }
}
