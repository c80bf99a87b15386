using System.Globalization;
using System.IO;
using Drydock.Core.Design.Documents;
using Newtonsoft.Json;

namespace Drydock.Core.Design.Airship;

/// <summary>Writes a tree as JSON, values by their YAML 1.1 types.</summary>
internal static class YamlJson
{
    public static string Text(YamlValue value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text)) Write(value, json);
        return text.ToString();
    }

    private static void Write(YamlValue value, JsonTextWriter json)
    {
        switch (value)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key.Text);
                    Write(entry.Value, json);
                }
                json.WriteEndObject();
                break;
            case YamlSequence list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(item, json);
                json.WriteEndArray();
                break;
            default:
                WriteScalar((YamlScalar)value, json);
                break;
        }
    }

    private static void WriteScalar(YamlScalar scalar, JsonTextWriter json)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null: json.WriteNull(); break;
            case ScalarKind.Boolean: json.WriteValue(ScalarTypes.TryBoolean(scalar.Text, out var yes) && yes); break;
            case ScalarKind.Integer when ScalarTypes.TryInteger(scalar, out var number): json.WriteValue(number); break;
            case ScalarKind.Float when double.TryParse(scalar.Text.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out var real):
                json.WriteValue(real);
                break;
            default: json.WriteValue(scalar.Text); break;
        }
    }
}
