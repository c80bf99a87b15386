using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Drydock.Lab.Http;

/// <summary>Fields and files of a form.</summary>
/// <param name="Fields">Keys and values in their order; a key may come several times.</param>
/// <param name="Files">Uploaded files in their order.</param>
public sealed record LabHttpForm(IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<LabHttpFile> Files)
{
    /// <summary>The first value of a field, or null.</summary>
    /// <param name="key">The field's name.</param>
    public string? Value(string key) => Fields.Where(field => field.Key == key).Select(field => field.Value).FirstOrDefault();

    /// <summary>All values of a field.</summary>
    /// <param name="key">The field's name.</param>
    public IReadOnlyList<string> Values(string key) => [.. Fields.Where(field => field.Key == key).Select(field => field.Value)];

    /// <summary>Reads a body.</summary>
    /// <param name="contentType">The body's Content-Type with its parameters.</param>
    /// <param name="body">The body.</param>
    /// <returns>The form; an empty one for any other Content-Type.</returns>
    /// <exception cref="BadRequestException">The body is not what its Content-Type says.</exception>
    public static LabHttpForm Parse(string contentType, byte[] body)
    {
        if (contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return new(ParseUrlEncoded(Encoding.UTF8.GetString(body)), []);
        if (!contentType.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return new([], []);
        var boundary = MultipartReader.Parameter(contentType, "boundary")
            ?? throw new BadRequestException(400, "The multipart body has no boundary.");

        var fields = new List<KeyValuePair<string, string>>();
        var files = new List<LabHttpFile>();
        foreach (var part in MultipartReader.Read(body, boundary))
        {
            if (part.FileName is null) fields.Add(new(part.Name, Encoding.UTF8.GetString(part.Content)));
            else files.Add(part);
        }

        return new(fields, files);
    }

    /// <summary>Reads <c>key=value&amp;key=value</c>.</summary>
    /// <param name="text">The text, percent-encoded, blanks as <c>+</c>.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> ParseUrlEncoded(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in text.Split('&'))
        {
            if (pair.Length == 0) continue;
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair.Substring(0, equals);
            var value = equals < 0 ? "" : pair.Substring(equals + 1);
            pairs.Add(new(Decode(key), Decode(value)));
        }

        return pairs;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>A part of a multipart form.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="FileName">The file's name; null where the part is a plain field.</param>
/// <param name="ContentType">The part's Content-Type; null where it says none.</param>
/// <param name="Content">The content, with its transfer encoding undone.</param>
public sealed record LabHttpFile(string Name, string? FileName, string? ContentType, byte[] Content);
