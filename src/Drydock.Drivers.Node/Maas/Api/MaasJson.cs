using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>
/// Reads JSON as MAAS writes it. Keys that a version of MAAS does not have, and nulls, read as empty: one way of reading
/// serves all versions.
/// </summary>
public static class MaasJson
{
    /// <summary>Parses a whole body; dates stay text.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <exception cref="JsonException">It is no JSON, is cut off, or something follows it.</exception>
    public static JToken Parse(byte[] body)
    {
        using var reader = Open(body);
        var token = JToken.ReadFrom(reader);
        End(reader);
        return token;
    }

    /// <summary>Parses a whole body that is a list; only one item's JSON is held at a time.</summary>
    /// <typeparam name="T">What is made of an item.</typeparam>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="read">Makes an item of its JSON.</param>
    /// <returns>The items; none where the JSON is no list.</returns>
    /// <exception cref="JsonException">It is no JSON, is cut off, or something follows it.</exception>
    public static IReadOnlyList<T> ParseList<T>(byte[] body, Func<JToken, T> read)
    {
        using var reader = Open(body);
        List<T> items = [];
        if (!reader.Read()) throw new JsonReaderException("There is no JSON.");
        if (reader.TokenType != JsonToken.StartArray) reader.Skip();
        else while (reader.Read() && reader.TokenType != JsonToken.EndArray) items.Add(read(JToken.ReadFrom(reader)));
        if (reader.Depth > 0) throw new JsonReaderException("The list is cut off.");
        End(reader);
        return items;
    }

    /// <summary>A text; empty where there is none.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static string Text(this JToken? token, string key) => token.OptionalText(key) ?? "";

    /// <summary>A text; null where there is none.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static string? OptionalText(this JToken? token, string key) => Scalar(token.At(key));

    /// <summary>A whole number; null where there is none.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static long? Number(this JToken? token, string key) => token.At(key) switch
    {
        { Type: JTokenType.Integer } number => (long)number,
        { Type: JTokenType.Float } number => (long)(double)number,
        { Type: JTokenType.String } text when long.TryParse((string?)text, NumberStyles.Integer, CultureInfo.InvariantCulture,
            out var number) => number,
        _ => null,
    };

    /// <summary>A whole number of 32 bits; 0 where there is none.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static int Int(this JToken? token, string key) => (int)(token.Number(key) ?? 0);

    /// <summary>A truth; false where there is none.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static bool Flag(this JToken? token, string key) => token.At(key) is { Type: JTokenType.Boolean } flag && (bool)flag;

    /// <summary>The items of a list; none where there is no list.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static IEnumerable<JToken> Items(this JToken? token, string key) => token.At(key) as JArray ?? [];

    /// <summary>The texts of a list; none where there is no list.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static ItemList<string> Texts(this JToken? token, string key) =>
        new(token.Items(key).Select(item => Scalar(item)).OfType<string>());

    /// <summary>An object's entries as texts; entries without a scalar value are left out.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static TextMap Map(this JToken? token, string key) => token.At(key) is JObject map
        ? new TextMap(map.Properties().Where(entry => Scalar(entry.Value) is not null)
            .Select(entry => new KeyValuePair<string, string>(entry.Name, Scalar(entry.Value)!)))
        : TextMap.Empty;

    /// <summary>The object below a key; null where there is none.</summary>
    /// <param name="token">An object, or null.</param>
    /// <param name="key">The key.</param>
    public static JObject? Object(this JToken? token, string key) => token.At(key) as JObject;

    private static JsonTextReader Open(byte[] body) => new(new StreamReader(new MemoryStream(body), Encoding.UTF8))
    {
        DateParseHandling = DateParseHandling.None,
        MaxDepth = 64,
    };

    private static void End(JsonTextReader reader)
    {
        if (reader.Read()) throw new JsonReaderException("Something follows the JSON value.");
    }

    private static JToken? At(this JToken? token, string key) => (token as JObject)?[key];

    private static string? Scalar(JToken? token) => token switch
    {
        { Type: JTokenType.Boolean } flag => (bool)flag ? "true" : "false",
        JValue { Value: not null } value => value.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
