using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Writing;
using Drydock.Design;

namespace Drydock.Core.Design.Comparing;

/// <summary>
/// Tells which properties of two documents differ. Items of a list go by their <c>name</c>, <c>network</c> or <c>tag</c>,
/// so that one put in between does not move the others; lists of texts are one value.
/// </summary>
internal sealed class TreeComparison
{
    private static readonly string[] ItemKeys = ["name", "network", "tag"];

    private readonly List<DesignPropertyChange> _changes = [];

    private TreeComparison()
    {
    }

    /// <summary>What differs, in the order of the old document, then of the new one.</summary>
    public static ItemList<DesignPropertyChange> Changes(YamlMapping before, YamlMapping after)
    {
        var comparison = new TreeComparison();
        comparison.Mappings("", before, after);
        return new(comparison._changes);
    }

    private void Compare(string path, YamlValue? before, YamlValue? after, bool isSecret)
    {
        if ((before ?? after) is YamlMapping && before is null or YamlMapping && after is null or YamlMapping)
            Mappings(path, before as YamlMapping, after as YamlMapping, isSecret);
        else if (Items(before, after) is var (old, now))
            Keyed(path, old, now, isSecret);
        else if (Text(before) != Text(after))
            Add(path, before, after, isSecret);
    }

    private void Mappings(string path, YamlMapping? before, YamlMapping? after, bool isSecret = false)
    {
        var keys = Keys(before).Concat(Keys(after)).Distinct(StringComparer.Ordinal);
        var empty = true;
        foreach (var key in keys)
        {
            empty = false;
            Compare(Below(path, key), before?.Find(key)?.Value, after?.Find(key)?.Value, isSecret || SecretMask.IsSecretKey(key));
        }
        // An entry without content is something, too.
        if (empty && (before is null) != (after is null)) _changes.Add(new() { Path = path, OldValue = Text(before), NewValue = Text(after) });
    }

    private void Keyed(string path, Dictionary<string, YamlMapping> before, Dictionary<string, YamlMapping> after, bool isSecret)
    {
        foreach (var name in before.Keys.Concat(after.Keys).Distinct(StringComparer.Ordinal))
        {
            before.TryGetValue(name, out var old);
            after.TryGetValue(name, out var now);
            // What the item goes by is in its path already.
            Mappings(path + "[" + name + "]", Unnamed(old), Unnamed(now), isSecret);
        }
        var (oldOrder, newOrder) = (before.Keys.Where(after.ContainsKey).ToList(), after.Keys.Where(before.ContainsKey).ToList());
        if (!oldOrder.SequenceEqual(newOrder))
            _changes.Add(new() { Path = path, OldValue = string.Join(", ", oldOrder), NewValue = string.Join(", ", newOrder) });
    }

    /// <summary>Lists of mappings by their items' names, or by index where names are missing or twice; null for other values.</summary>
    private static (Dictionary<string, YamlMapping> Before, Dictionary<string, YamlMapping> After)? Items(YamlValue? before, YamlValue? after)
    {
        if (List(before) is not { } old || List(after) is not { } now || old.Count + now.Count == 0) return null;
        var key = Array.Find(ItemKeys, candidate => Names(old, candidate) && Names(now, candidate));
        return (Index(old), Index(now));

        Dictionary<string, YamlMapping> Index(List<YamlMapping> items) => items
            .Select((item, index) => (Name: key is null ? index.ToString(CultureInfo.InvariantCulture) : Text(item.Find(key)?.Value)!, item))
            .ToDictionary(entry => entry.Name, entry => entry.item, StringComparer.Ordinal);

        static bool Names(List<YamlMapping> items, string key) =>
            items.Select(item => Text(item.Find(key)?.Value)).Distinct().Count(name => name is not null) == items.Count;
    }

    private static List<YamlMapping>? List(YamlValue? value) => value switch
    {
        null => [],
        YamlSequence sequence when sequence.Items.All(item => item is YamlMapping) => [.. sequence.Items.Cast<YamlMapping>()],
        _ => null,
    };

    private static YamlMapping? Unnamed(YamlMapping? item) =>
        item is null ? null : new([.. item.Entries.Where(entry => entry.Key.Text != "name")], item);

    private void Add(string path, YamlValue? before, YamlValue? after, bool isSecret)
    {
        var (old, now) = (Shown(before, isSecret), Shown(after, isSecret));
        _changes.Add(new()
        {
            Path = path,
            OldValue = old,
            NewValue = now,
            // Also where only the password within a URL is another.
            IsSecret = old == SecretMask.Mask || now == SecretMask.Mask || old == now,
        });
    }

    private static string? Shown(YamlValue? value, bool isSecret)
    {
        if (Text(value) is not { } text) return null;
        // Where a secret is kept may be told.
        var hides = (isSecret || value is YamlScalar { IsSecret: true }) && !SecretReference.IsReference(text);
        return hides ? SecretMask.Mask : SecretMask.WithoutPasswords(text);
    }

    private static string? Text(YamlValue? value) => value switch
    {
        null => null,
        YamlScalar { IsNull: true } => "",
        YamlScalar scalar => scalar.Text,
        YamlSequence sequence => string.Join(", ", sequence.Items.Select(Text)),
        YamlMapping mapping => "{" + string.Join(", ", mapping.Entries.Select(entry => entry.Key.Text + ": " + Text(entry.Value))) + "}",
        _ => "",
    };

    private static IEnumerable<string> Keys(YamlMapping? mapping) => mapping?.Entries.Select(entry => entry.Key.Text) ?? [];

    private static string Below(string path, string key) => path.Length == 0 ? key : path + "." + key;
}
