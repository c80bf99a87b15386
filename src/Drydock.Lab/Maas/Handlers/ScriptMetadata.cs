using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>What a script says of itself between <c># --- Start MAAS 1.0 script metadata ---</c> and <c># --- End …</c>, in YAML.</summary>
internal static class ScriptMetadata
{
    private const string Json = "json:";

    /// <summary>Its fields as text; structures as JSON.</summary>
    public static Dictionary<string, string> Read(string content, Form form)
    {
        var lines = content.Replace("\r\n", "\n").Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith("# --- Start MAAS 1.0 script metadata ---", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, line => line.StartsWith("# --- End MAAS 1.0 script metadata ---", StringComparison.Ordinal));
        if (start < 0 || end < start) return [];
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(string.Join("\n", lines.Skip(start + 1).Take(end - start - 1).Select(line => line.TrimStart('#').Replace("\t", " ").Substring(Math.Min(1, line.TrimStart('#').Length))))));
            if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode mapping) return [];
            return mapping.Children.ToDictionary(pair => pair.Key.ToString(), pair => Text(pair.Key.ToString(), pair.Value), StringComparer.Ordinal);
        }
        catch (YamlException error)
        {
            form.Error("script", "Invalid YAML: " + error.Message);
            return [];
        }
    }

    /// <summary>Takes over parameters, packages and results, which only a script itself can say.</summary>
    public static void Apply(NodeScript script, Dictionary<string, string> embedded, Form form)
    {
        if (Structure("parameters") is JObject parameters) script.Parameters = parameters;
        if (Structure("packages") is { } packages) script.Packages = packages;
        if (Structure("results") is { } results) script.Results = results;

        JToken? Structure(string field) =>
            embedded.TryGetValue(field, out var text) && text.StartsWith(Json, StringComparison.Ordinal) ? JToken.Parse(text.Substring(Json.Length))
            : form.Text(field) is { Length: > 0 } given ? JToken.Parse(given) : null;
    }

    public static string? Find(this Dictionary<string, string> fields, string name) => fields.TryGetValue(name, out var value) ? value : null;

    private static string Text(string field, YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlSequenceNode words when field is "tags" or "for_hardware" => string.Join(",", words.Children.Select(word => word.ToString())),
        _ => Json + Token(node),
    };

    private static JToken Token(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JObject(mapping.Children.Select(pair => new JProperty(pair.Key.ToString(), Token(pair.Value)))),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(Token)),
        YamlScalarNode scalar => new JValue(scalar.Value),
        _ => JValue.CreateNull(),
    };
}
