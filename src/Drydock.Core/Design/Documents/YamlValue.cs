using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Documents;

/// <summary>A value of a YAML text that knows where it stands.</summary>
/// <param name="file">The file; documents that were layered hold values of several.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="column">The column, from 1.</param>
internal abstract class YamlValue(string file, int line, int column)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public SourceLocation Location => new(File, Line, Column);

    /// <summary>How many values it holds, itself and aliases written out included.</summary>
    public abstract int Weight { get; }

    /// <summary>What it is, for messages.</summary>
    public abstract string Describe();

    protected static int Sum(IEnumerable<YamlValue> values, int own)
    {
        long weight = own;
        foreach (var value in values) weight += value.Weight;
        return (int)Math.Min(weight, int.MaxValue);
    }
}

/// <summary>A text, number, boolean or null.</summary>
internal sealed class YamlScalar(string text, ScalarKind kind, string file, int line, int column, bool isSecret = false)
    : YamlValue(file, line, column)
{
    private const int LongestQuote = 60;

    /// <summary>The value as written, without quotes.</summary>
    public string Text { get; } = text;

    public ScalarKind Kind { get; } = kind;

    /// <summary>Whether it came from a document of passwords or keys, so that messages must not show it.</summary>
    public bool IsSecret { get; } = isSecret;

    public bool IsNull => Kind == ScalarKind.Null;

    public override int Weight => 1;

    public override string Describe() => IsSecret ? "a secret" : Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Boolean => "the boolean " + Text,
        ScalarKind.Integer or ScalarKind.Float => "the number " + Text,
        _ => Text.Length == 0 ? "an empty text"
            : "'" + (Text.Length > LongestQuote ? Text.Substring(0, LongestQuote) + "…" : Text) + "'",
    };
}

/// <summary>A list.</summary>
internal sealed class YamlSequence(IReadOnlyList<YamlValue> items, int weight, string file, int line, int column) : YamlValue(file, line, column)
{
    /// <summary>A list that stands where another value stood.</summary>
    public YamlSequence(IReadOnlyList<YamlValue> items, YamlValue at)
        : this(items, Sum(items, 1), at.File, at.Line, at.Column)
    {
    }

    public IReadOnlyList<YamlValue> Items { get; } = items;

    public override int Weight => weight;

    public override string Describe() => Items.Count == 0 ? "an empty list" : "a list";
}

/// <summary>A mapping, in the order of the text.</summary>
internal sealed class YamlMapping(IReadOnlyList<YamlEntry> entries, int weight, string file, int line, int column) : YamlValue(file, line, column)
{
    private const int WorthAnIndex = 12;
    private Dictionary<string, YamlEntry>? _index;

    /// <summary>A mapping that stands where another value stood.</summary>
    public YamlMapping(IReadOnlyList<YamlEntry> entries, YamlValue at)
        : this(entries, Sum(entries.Select(entry => entry.Value), 1 + entries.Count), at.File, at.Line, at.Column)
    {
    }

    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override int Weight => weight;

    public override string Describe() => "a mapping";

    /// <summary>The entry of a key, or null.</summary>
    public YamlEntry? Find(string key)
    {
        if (Entries.Count < WorthAnIndex)
        {
            for (var at = 0; at < Entries.Count; at++)
                if (Entries[at].Key.Text == key) return Entries[at];
            return null;
        }
        if (_index is null)
        {
            var index = new Dictionary<string, YamlEntry>(Entries.Count, StringComparer.Ordinal);
            foreach (var entry in Entries) index[entry.Key.Text] = entry;
            _index = index;
        }
        return _index.TryGetValue(key, out var found) ? found : (YamlEntry?)null;
    }
}

/// <summary>A key of a mapping and its value.</summary>
internal readonly struct YamlEntry(YamlScalar key, YamlValue value)
{
    public YamlScalar Key { get; } = key;

    public YamlValue Value { get; } = value;
}
