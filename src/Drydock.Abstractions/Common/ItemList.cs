using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Drydock;

/// <summary>
/// An unchangeable list that equals another with equal items in the same order, so that designs compare by value.
/// PowerShell casts any array to it, and a single item.
/// </summary>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class ItemList<T> : IReadOnlyList<T>
{
    private readonly T[] _items;

    // Not public, as PowerShell would take a single hashtable for the properties of the list instead of for its only item.
    private ItemList() => _items = [];

    /// <summary>A list of these items, copied.</summary>
    /// <param name="items">The items.</param>
    public ItemList(IEnumerable<T> items) => _items = [.. items];

    /// <summary>The list without items.</summary>
    public static ItemList<T> Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>Lets an array stand where a list is wanted.</summary>
    /// <param name="items">The items.</param>
    public static implicit operator ItemList<T>(T[] items) => new(items);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ItemList<T> other && _items.SequenceEqual(other._items);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _items.Aggregate(_items.Length, (hash, item) => unchecked((hash * 31) + (item?.GetHashCode() ?? 0)));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _items);
}
