using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Core.Design.Compilation;

/// <summary>How lists and mappings of a child and its parent become one. What begins with <c>!</c> removes and never stays.</summary>
internal static class Inheritance
{
    private const char Remove = '!';

    /// <summary>The own items in their order, then those of the parent that are neither own nor removed.</summary>
    public static ItemList<string> Lists(ItemList<string> own, ItemList<string> parent)
    {
        if (own.Count == 0) return parent;
        var named = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<string>(own.Count + parent.Count);
        foreach (var item in own)
        {
            var removed = Removed(item);
            named.Add(removed ?? item);
            if (removed is null) items.Add(item);
        }
        if (items.Count == own.Count && parent.Count == 0) return own;
        items.AddRange(parent.Where(item => !named.Contains(item)));
        return new ItemList<string>(items);
    }

    /// <summary>The parent's entries in their order with the own values in place, then new own entries.</summary>
    public static TextMap Maps(TextMap own, TextMap parent)
    {
        if (own.Count == 0) return parent;
        var removed = own.Keys.Select(Removed).ToList();
        if (parent.Count == 0 && removed.TrueForAll(key => key is null)) return own;
        var entries = parent.Where(entry => !removed.Contains(entry.Key)).Concat(own.Where(entry => Removed(entry.Key) is null));
        return new TextMap(entries);
    }

    /// <summary>The parent's items in their order, joined with the own of the same name, then new own items.</summary>
    /// <param name="own">The child's items.</param>
    /// <param name="parent">The parent's items.</param>
    /// <param name="name">Names an item.</param>
    /// <param name="join">Makes one of an own item and the parent's; of an own item alone where the parent has none.</param>
    public static ItemList<T> Named<T>(ItemList<T> own, ItemList<T> parent, Func<T, string> name, Func<T, T?, T> join)
        where T : class
    {
        if (own.Count == 0) return parent;
        var mine = own.ToLookup(name, StringComparer.Ordinal);
        var joined = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<T>(own.Count + parent.Count);
        foreach (var item in parent)
        {
            if (mine.Contains(Remove + name(item))) continue;
            // A name that comes twice is joined each time: rules see both, as they stand in the design.
            items.AddRange(mine[name(item)].Select(child => join(child, item)).DefaultIfEmpty(item));
            joined.Add(name(item));
        }
        items.AddRange(own.Where(item => Removed(name(item)) is null && !joined.Contains(name(item))).Select(item => join(item, null)));
        return new ItemList<T>(items);
    }

    private static string? Removed(string item) => item.Length > 0 && item[0] == Remove ? item.Substring(1) : null;
}
