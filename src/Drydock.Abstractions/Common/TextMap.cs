using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock;

/// <summary>
/// An unchangeable mapping of text to text that keeps the order of its keys and equals another with equal entries.
/// PowerShell casts any hashtable to it.
/// </summary>
public sealed class TextMap : IReadOnlyDictionary<string, string>
{
    private readonly List<KeyValuePair<string, string>> _entries = [];
    private readonly Dictionary<string, string> _index = new(StringComparer.Ordinal);

    /// <summary>The empty map.</summary>
    public TextMap()
    {
    }

    /// <summary>A map of these entries; a key that comes twice keeps its place and takes the last value.</summary>
    /// <param name="entries">The entries.</param>
    public TextMap(IEnumerable<KeyValuePair<string, string>> entries)
    {
        foreach (var entry in entries) Add(entry.Key, entry.Value);
    }

    /// <summary>A map of a hashtable's entries, keys and values as invariant text.</summary>
    /// <param name="entries">A hashtable or another dictionary.</param>
    public TextMap(IDictionary entries)
    {
        foreach (DictionaryEntry entry in entries ?? throw new ArgumentNullException(nameof(entries)))
            Add(Text(entry.Key), Text(entry.Value));
    }

    /// <summary>The map without entries.</summary>
    public static TextMap Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => _entries.Select(entry => entry.Value);

    /// <inheritdoc/>
    public string this[string key] => _index[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _index.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out string value) => _index.TryGetValue(key, out value!);

    /// <summary>The value of a key, or null where the key is absent.</summary>
    /// <param name="key">The key.</param>
    public string? Find(string key) => _index.TryGetValue(key, out var value) ? value : null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is TextMap other && Count == other.Count && _entries.All(entry => other.Find(entry.Key) == entry.Value);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _entries.Aggregate(Count, (hash, entry) => hash ^ unchecked((entry.Key.GetHashCode() * 31) + entry.Value.GetHashCode()));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _entries.Select(entry => entry.Key + "=" + entry.Value));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private void Add(string key, string value)
    {
        if (_index.ContainsKey(key)) _entries[_entries.FindIndex(entry => entry.Key == key)] = new(key, value);
        else _entries.Add(new(key, value));
        _index[key] = value;
    }
}
