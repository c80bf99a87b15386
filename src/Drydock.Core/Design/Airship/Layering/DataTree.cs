using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>
/// Reads and changes documents' data. Values are never changed in place: a change gives a new tree that shares with the
/// old one what both have. So no document changes with another that it took a value from, as it happens in Deckhand.
/// </summary>
internal static class DataTree
{
    /// <summary>The value at a path; null where there is none.</summary>
    public static YamlValue? Find(YamlValue? root, DataPath path)
    {
        foreach (var step in path.Steps) root = Child(root, step);
        return root;
    }

    /// <summary>The tree with a value at a path; keys and items that lead there are made where they are missing.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="path">The path.</param>
    /// <param name="value">The value.</param>
    /// <param name="by">What asks for it: the place of what is made.</param>
    /// <param name="problem">Why the path cannot be made, as a sentence without its full stop; empty where it can.</param>
    public static YamlValue Set(YamlValue root, DataPath path, YamlValue value, YamlValue by, out string problem)
    {
        problem = "";
        return Set(root, path, 0, value, by, ref problem);
    }

    /// <summary>The tree without the value at a path, which exists.</summary>
    public static YamlValue Remove(YamlValue root, DataPath path) => Remove(root, path.Steps, 0);

    /// <summary>
    /// A parent's value under a child's: mappings join, key by key; anything else of the child, null too, replaces what
    /// the parent has.
    /// </summary>
    public static YamlValue Merge(YamlValue? parent, YamlValue child)
    {
        if (parent is not YamlMapping below || child is not YamlMapping above) return child;
        var entries = below.Entries.Select(entry => above.Find(entry.Key.Text) is { } own
            ? new YamlEntry(own.Key, Merge(entry.Value, own.Value)) : entry).ToList();
        entries.AddRange(above.Entries.Where(entry => below.Find(entry.Key.Text) is null));
        return new YamlMapping(entries, above);
    }

    /// <summary>A mapping with another's entries in place of its own of those keys, and besides.</summary>
    public static YamlValue Update(YamlMapping mapping, YamlMapping with)
    {
        var entries = mapping.Entries.Select(entry => with.Find(entry.Key.Text) ?? entry).ToList();
        entries.AddRange(with.Entries.Where(entry => mapping.Find(entry.Key.Text) is null));
        return new YamlMapping(entries, mapping);
    }

    /// <summary>A mapping with a value at a key.</summary>
    public static YamlMapping With(YamlMapping mapping, string key, YamlValue value, YamlValue by)
    {
        var entries = mapping.Entries.ToList();
        var index = entries.FindIndex(entry => entry.Key.Text == key);
        if (index >= 0) entries[index] = new YamlEntry(entries[index].Key, value);
        else entries.Add(new YamlEntry(new YamlScalar(key, ScalarKind.Text, by.File, by.Line, by.Column), value));
        return new YamlMapping(entries, mapping);
    }

    private static YamlValue? Child(YamlValue? value, PathStep step) => step.Key is { } key
        ? (value as YamlMapping)?.Find(key)?.Value
        : value is YamlSequence list && step.Index < list.Items.Count ? list.Items[step.Index] : null;

    private static YamlValue Set(YamlValue? old, DataPath path, int depth, YamlValue value, YamlValue by, ref string problem)
    {
        if (depth == path.Steps.Count) return value;
        var step = path.Steps[depth];
        if (step.Key is { } key)
        {
            if ((old ?? Empty(by)) is not YamlMapping mapping) return Blocked(old!, path, depth, "a mapping", ref problem);
            return With(mapping, key, Set(mapping.Find(key)?.Value, path, depth + 1, value, by, ref problem), by);
        }
        if ((old ?? new YamlSequence([], by)) is not YamlSequence list) return Blocked(old!, path, depth, "a list", ref problem);
        var items = list.Items.ToList();
        var present = step.Index < items.Count ? items[step.Index] : null;
        while (items.Count <= step.Index) items.Add(Empty(by));
        items[step.Index] = Set(present, path, depth + 1, value, by, ref problem);
        return new YamlSequence(items, list);
    }

    private static YamlMapping Empty(YamlValue by) => new([], by);

    private static YamlValue Blocked(YamlValue old, DataPath path, int depth, string expected, ref string problem)
    {
        problem = $"{(depth == 0 ? "the data" : string.Concat(path.Steps.Take(depth)))} is {old.Describe()}; expected {expected}";
        return old;
    }

    private static YamlValue Remove(YamlValue value, IReadOnlyList<PathStep> steps, int depth)
    {
        var (key, index) = steps[depth];
        var isLast = depth == steps.Count - 1;
        if (value is YamlMapping mapping)
        {
            var kept = mapping.Entries.Where(entry => !isLast || entry.Key.Text != key).Select(entry =>
                isLast || entry.Key.Text != key ? entry : new YamlEntry(entry.Key, Remove(entry.Value, steps, depth + 1)));
            return new YamlMapping([.. kept], mapping);
        }
        var items = ((YamlSequence)value).Items.ToList();
        if (isLast) items.RemoveAt(index);
        else items[index] = Remove(items[index], steps, depth + 1);
        return new YamlSequence(items, value);
    }
}
