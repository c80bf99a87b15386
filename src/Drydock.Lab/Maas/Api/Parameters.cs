using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Api;

/// <summary>Named values in the order they came; a name may come several times.</summary>
internal sealed class Parameters
{
    private readonly List<KeyValuePair<string, string>> _items = [];

    public static Parameters Empty { get; } = new();

    public IEnumerable<string> Names => _items.Select(item => item.Key).Distinct(StringComparer.Ordinal);

    /// <summary>The values of a query string or a body.</summary>
    public static Parameters Of(IEnumerable<KeyValuePair<string, string>> items)
    {
        var parameters = new Parameters();
        parameters._items.AddRange(items);
        return parameters;
    }

    public void Add(string name, string value) => _items.Add(new(name, value));

    public bool Has(string name) => _items.Exists(item => item.Key == name);

    /// <summary>The last value of a name, or null.</summary>
    public string? Find(string name)
    {
        var index = _items.FindLastIndex(item => item.Key == name);
        return index < 0 ? null : _items[index].Value;
    }

    public IReadOnlyList<string> All(string name) => [.. _items.Where(item => item.Key == name).Select(item => item.Value)];
}
