using System;
using System.Collections.Generic;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads fields in which <c>!</c> takes away what is inherited, before a name, or in place of a text.</summary>
internal sealed class InheritedFields(Removals removed)
{
    /// <summary>What takes away.</summary>
    public const string Remove = "!";

    /// <summary>An entry's value as text.</summary>
    public static string? Value(FieldReader fields, YamlEntry entry) => fields.TextOf(entry.Value, "." + entry.Key.Text);

    /// <summary>A text; <c>!</c> notes its path as removed.</summary>
    public string? Text(FieldReader fields, string key, string? path = null)
    {
        var value = fields.Value(key);
        if (value is null) return null;
        if (value is YamlScalar { Kind: ScalarKind.Text, Text: Remove })
        {
            removed.Add((path ?? fields.Path) + "." + key);
            return null;
        }
        if (value is not YamlScalar { IsNull: true }) return fields.TextOf(value, "." + key);
        fields.Error(value, "." + key, "is null; expected a text.", $"Write '{Remove}' to take away what is inherited, or leave the key out.");
        return null;
    }

    /// <summary>A mapping of texts in which null removes a key, as a leading <c>!</c> does.</summary>
    public static TextMap Texts(FieldReader fields, string key, Func<FieldReader, YamlEntry, string?> read)
    {
        if (fields.Mapping(key) is not { } inner) return TextMap.Empty;
        var entries = new List<KeyValuePair<string, string>>(inner.Entries.Count);
        foreach (var entry in inner.Entries)
        {
            var name = entry.Key.Text;
            if (name.StartsWith(Remove, StringComparison.Ordinal)) entries.Add(new(name, ""));
            else if (entry.Value is YamlScalar { IsNull: true }) entries.Add(new(Remove + name, ""));
            else if (read(inner, entry) is { } text) entries.Add(new(name, text));
        }
        return entries.Count == 0 ? TextMap.Empty : new TextMap(entries);
    }

    /// <summary>
    /// A mapping of names to mappings in which null removes a name, as a leading <c>!</c> does; those come without fields.
    /// </summary>
    public static IEnumerable<(string Name, FieldReader? Fields)> Named(FieldReader fields, string key)
    {
        if (fields.Mapping(key) is not { } named) yield break;
        foreach (var entry in named.Entries)
        {
            var name = entry.Key.Text;
            if (name.StartsWith(Remove, StringComparison.Ordinal)) yield return (name, null);
            else if (entry.Value is YamlScalar { IsNull: true }) yield return (Remove + name, null);
            else if (named.MappingOf(entry.Value, "." + name) is { } inner) yield return (name, inner);
        }
    }
}
