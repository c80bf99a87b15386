using System;
using System.Collections.Generic;
using System.Text;

namespace Drydock.Lab.Http;

/// <summary>Reads multipart/form-data (RFC 7578), with base64 parts as MAAS's own clients send them.</summary>
internal static class MultipartReader
{
    // Latin-1 keeps every byte as one character, so that text search works on binary parts.
    private static readonly Encoding Bytes = Encoding.GetEncoding("iso-8859-1");

    public static IReadOnlyList<LabHttpFile> Read(byte[] body, string boundary)
    {
        var parts = new List<LabHttpFile>();
        var text = "\r\n" + Bytes.GetString(body);
        var delimiter = "\r\n--" + boundary;
        var at = text.IndexOf(delimiter, StringComparison.Ordinal);
        if (at < 0) throw new BadRequestException(400, "The multipart body does not have its boundary.");
        while (true)
        {
            at += delimiter.Length;
            if (string.CompareOrdinal(text, at, "--", 0, 2) == 0) return parts;
            var start = text.IndexOf("\r\n", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf(delimiter, start, StringComparison.Ordinal);
            if (end < 0) throw new BadRequestException(400, "The multipart body is cut off.");
            parts.Add(Part(text.Substring(start + 2, end - start - 2)));
            at = end;
        }
    }

    /// <returns>A parameter of a header such as <c>form-data; name="x"</c>, or null.</returns>
    public static string? Parameter(string header, string name)
    {
        var at = 0;
        while ((at = header.IndexOf(';', at)) >= 0)
        {
            at++;
            while (at < header.Length && header[at] == ' ') at++;
            var equals = header.IndexOf('=', at);
            if (equals < 0) return null;
            var found = header.Substring(at, equals - at).Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
            at = equals + 1;
            string value;
            if (at < header.Length && header[at] == '"')
            {
                var quote = header.IndexOf('"', at + 1);
                if (quote < 0) return null;
                value = header.Substring(at + 1, quote - at - 1);
                at = quote + 1;
            }
            else
            {
                var stop = header.IndexOf(';', at);
                value = (stop < 0 ? header.Substring(at) : header.Substring(at, stop - at)).Trim();
            }

            if (found) return value;
        }

        return null;
    }

    private static LabHttpFile Part(string text)
    {
        // A part without headers begins with its empty line.
        var head = text.StartsWith("\r\n", StringComparison.Ordinal) ? 0 : text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0) throw new BadRequestException(400, "A part of the multipart body has no content.");
        string name = "", disposition = "", encoding = "";
        string? contentType = null;
        foreach (var line in text.Substring(0, head).Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var value = line.Substring(colon + 1).Trim();
            switch (line.Substring(0, colon).ToUpperInvariant())
            {
                case "CONTENT-DISPOSITION": disposition = Utf8(value); break;
                case "CONTENT-TYPE": contentType = value; break;
                case "CONTENT-TRANSFER-ENCODING": encoding = value; break;
            }
        }

        name = Parameter(disposition, "name") ?? throw new BadRequestException(400, "A part of the multipart body has no name.");
        var content = text.Substring(head == 0 ? 2 : head + 4);
        return new(name, Parameter(disposition, "filename"), contentType, Decode(content, encoding));
    }

    private static byte[] Decode(string content, string encoding)
    {
        if (!encoding.Equals("base64", StringComparison.OrdinalIgnoreCase)) return Bytes.GetBytes(content);
        try
        {
            return Convert.FromBase64String(content);
        }
        catch (FormatException)
        {
            throw new BadRequestException(400, "A part of the multipart body is not base64.");
        }
    }

    private static string Utf8(string latin) => Encoding.UTF8.GetString(Bytes.GetBytes(latin));
}
