using System;
using System.Globalization;
using Drydock.Lab.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Api;

/// <summary>Reads the three encodings of a body that MAAS accepts.</summary>
internal static class RequestBody
{
    /// <summary>True where the body is JSON, which operations that read form fields do not see.</summary>
    public static bool IsJson(LabHttpRequest request) =>
        request.Header("Content-Type") is { } type && type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    public static Parameters Read(LabHttpRequest request)
    {
        if (request.Body.Length == 0) return Parameters.Empty;
        if (IsJson(request)) return ReadJson(request.BodyText);
        var form = request.Form();
        var parameters = Parameters.Of(form.Fields);
        foreach (var file in form.Files) parameters.Add(file.Name, System.Text.Encoding.UTF8.GetString(file.Content));
        return parameters;
    }

    private static Parameters ReadJson(string text)
    {
        JToken json;
        try
        {
            json = JToken.Parse(text);
        }
        catch (JsonException)
        {
            throw MaasError.BadRequest("Failed to decode JSON.");
        }

        var parameters = new Parameters();
        foreach (var property in (json as JObject)?.Properties() ?? [])
        {
            if (property.Value is not JArray items) items = [property.Value];
            foreach (var item in items) parameters.Add(property.Name, Text(item));
        }

        return parameters;
    }

    private static string Text(JToken value) =>
        value is JValue { Value: { } plain } ? Convert.ToString(plain, CultureInfo.InvariantCulture) ?? "" : "";
}
