using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>Parameters of a request in their order; a name may come several times, as MAAS's lists do.</summary>
public sealed class MaasForm : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = [];
    private readonly List<MaasFile> _files = [];

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Count;

    /// <summary>Adds a text; the empty one clears the field in MAAS.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">The text.</param>
    /// <returns>This form.</returns>
    public MaasForm Add(string name, string value)
    {
        _fields.Add(new(name, value ?? throw new ArgumentNullException(nameof(value))));
        return this;
    }

    /// <summary>Adds a number.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">The number.</param>
    /// <returns>This form.</returns>
    public MaasForm Add(string name, int value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">The number.</param>
    /// <returns>This form.</returns>
    public MaasForm Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds <c>true</c> or <c>false</c>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">The truth.</param>
    /// <returns>This form.</returns>
    public MaasForm Add(string name, bool value) => Add(name, value ? "true" : "false");

    /// <summary>Adds the field once for each text.</summary>
    /// <param name="name">The field.</param>
    /// <param name="values">The texts.</param>
    /// <returns>This form.</returns>
    public MaasForm Add(string name, IEnumerable<string> values)
    {
        foreach (var value in values) Add(name, value);
        return this;
    }

    /// <summary>Adds the field once for each number.</summary>
    /// <param name="name">The field.</param>
    /// <param name="values">The numbers.</param>
    /// <returns>This form.</returns>
    public MaasForm Add(string name, IEnumerable<int> values)
    {
        foreach (var value in values) Add(name, value);
        return this;
    }

    /// <summary>Files, which go with the request as they are; it is then sent as <c>multipart/form-data</c>.</summary>
    public IReadOnlyList<MaasFile> Files => _files;

    /// <summary>Adds files.</summary>
    /// <param name="files">The files.</param>
    /// <returns>This form.</returns>
    public MaasForm Attach(IEnumerable<MaasFile> files)
    {
        _files.AddRange(files);
        return this;
    }

    /// <summary>The first value of a field, or null.</summary>
    /// <param name="name">The field.</param>
    public string? Find(string name) => All(name).FirstOrDefault();

    /// <summary>All values of a field.</summary>
    /// <param name="name">The field.</param>
    public IEnumerable<string> All(string name) => _fields.Where(field => field.Key == name).Select(field => field.Value);

    /// <summary>The fields as <c>application/x-www-form-urlencoded</c> in UTF-8.</summary>
    public string Encode() => string.Join("&", _fields.Select(field => Escape(field.Key) + "=" + Escape(field.Value)));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _fields.GetEnumerator();

    /// <summary>Escapes piece by piece: <see cref="Uri.EscapeDataString(string)"/> refuses long texts on some runtimes.</summary>
    private static string Escape(string text)
    {
        const int Piece = 16384;
        if (text.Length <= Piece) return Uri.EscapeDataString(text);
        var escaped = new StringBuilder(text.Length * 2);
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(Piece, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1])) length--;
            escaped.Append(Uri.EscapeDataString(text.Substring(start, length)));
            start += length;
        }

        return escaped.ToString();
    }
}
