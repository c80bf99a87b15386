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
    private const int WorthAnIndex = 12;
    private readonly KeyValuePair<string, string>[] _entries;
    private readonly Dictionary<string, int>? _index;

    /// <summary>The empty map.</summary>
    public TextMap() => _entries = [];

    /// <summary>A map of these entries; a key that comes twice keeps its place and takes the last value.</summary>
    /// <param name="entries">The entries.</param>
    public TextMap(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var known = new List<KeyValuePair<string, string>>(entries is ICollection<KeyValuePair<string, string>> sized ? sized.Count : 4);
        foreach (var entry in entries ?? throw new ArgumentNullException(nameof(entries)))
        {
            if (known.Count == WorthAnIndex) _index = Indexed(known);
            var place = Place(entry.Key, known);
            if (place >= 0)
            {
                known[place] = entry;
                continue;
            }
            _index?.Add(entry.Key, known.Count);
            known.Add(entry);
        }
        _entries = [.. known];
    }

    /// <summary>A map of a hashtable's entries, keys and values as invariant text.</summary>
    /// <param name="entries">A hashtable or another dictionary.</param>
    public TextMap(IDictionary entries)
        : this((entries ?? throw new ArgumentNullException(nameof(entries))).Cast<DictionaryEntry>()
            .Select(entry => new KeyValuePair<string, string>(Text(entry.Key), Text(entry.Value))))
    {
    }

    /// <summary>The map without entries.</summary>
    public static TextMap Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => _entries.Select(entry => entry.Value);

    /// <inheritdoc/>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"There is no key '{key}'.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Place(key, _entries) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, out string value)
    {
        var place = Place(key, _entries);
        value = place < 0 ? null! : _entries[place].Value;
        return place >= 0;
    }

    /// <summary>The value of a key, or null where the key is absent.</summary>
    /// <param name="key">The key.</param>
    public string? Find(string key) => TryGetValue(key, out var value) ? value : null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, string>>)_entries).GetEnumerator();

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

    private static Dictionary<string, int> Indexed(List<KeyValuePair<string, string>> entries)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < entries.Count; place++) index[entries[place].Key] = place;
        return index;
    }

    /// <summary>Where a key stands; -1 where it does not. Small maps are searched, as that is faster and smaller than an index.</summary>
    private int Place(string key, IReadOnlyList<KeyValuePair<string, string>> entries)
    {
        if (_index is not null) return _index.TryGetValue(key, out var known) ? known : -1;
        for (var place = 0; place < entries.Count; place++)
            if (entries[place].Key == key) return place;
        return -1;
    }
}
