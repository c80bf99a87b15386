using System;
using System.Collections.Generic;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Reading;

/// <summary>Mappings of free keys to texts.</summary>
internal sealed partial class FieldReader
{
    /// <summary>A mapping of free keys to texts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Reads a value; null leaves the entry out.</param>
    public TextMap TextMap(string key, Func<FieldReader, YamlEntry, string?> read)
    {
        if (Mapping(key) is not { } inner || inner.Entries.Count == 0) return Drydock.TextMap.Empty;
        var entries = new List<KeyValuePair<string, string>>(inner.Entries.Count);
        foreach (var entry in inner.Entries)
            if (read(inner, entry) is { } text) entries.Add(new(entry.Key.Text, text));
        return new TextMap(entries);
    }

    /// <summary>Free labels: any scalar as text, null as the empty text.</summary>
    public TextMap Labels(string key) =>
        TextMap(key, (fields, entry) => entry.Value is YamlScalar { IsNull: true } ? "" : fields.ScalarOf(entry));

    /// <summary>Free keys with any scalar as text, but null.</summary>
    public TextMap Scalars(string key) => TextMap(key, (fields, entry) => fields.ScalarOf(entry));

    /// <summary>A mapping of free keys to texts, and to nothing else.</summary>
    public TextMap StrictTexts(string key) => TextMap(key, (fields, entry) => fields.TextOf(entry.Value, "." + entry.Key.Text));

    /// <summary>A scalar as text; booleans are <c>True</c> and <c>False</c>.</summary>
    public string? ScalarOf(YamlEntry entry)
    {
        if (entry.Value is YamlScalar { IsNull: false } scalar) return PythonText.Of(scalar);
        Error(entry.Value, "." + entry.Key.Text, $"is {entry.Value.Describe()}; expected a text, number or boolean.");
        return null;
    }
}
