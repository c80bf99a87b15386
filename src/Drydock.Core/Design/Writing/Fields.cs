using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Core.Design.Documents;

namespace Drydock.Core.Design.Writing;

/// <summary>
/// Collects the fields of a mapping that is to be written, as <see cref="Reading.FieldReader"/> reads them. What is null or
/// empty is left out, as reading knows no difference.
/// </summary>
internal sealed class Fields
{
    private readonly List<YamlEntry> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>The mapping.</summary>
    public YamlMapping Mapping => new(_entries, Nowhere);

    private static YamlScalar Nowhere { get; } = Scalar("", ScalarKind.Text);

    public static YamlScalar Scalar(string text, ScalarKind kind = ScalarKind.Text, bool isSecret = false) => new(text, kind, "", 0, 0, isSecret);

    public static YamlSequence Sequence(IEnumerable<YamlValue> items) => new([.. items], Nowhere);

    public Fields Text(string key, string? text) => text is null ? this : Value(key, Scalar(text));

    public Fields Secret(string key, Secret? secret) =>
        // Put into the tree in clear; what writes the tree masks it unless secrets were asked for.
        secret is null ? this : Value(key, Scalar(secret.Reveal(), isSecret: true));

    public Fields Number(string key, int? number) =>
        number is { } value ? Value(key, Scalar(value.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer)) : this;

    public Fields Flag(string key, bool flag) => Value(key, Scalar(flag ? "true" : "false", ScalarKind.Boolean));

    public Fields Null(string key) => Value(key, Scalar("null", ScalarKind.Null));

    public Fields Texts(string key, ItemList<string> texts) =>
        texts.Count == 0 ? this : Value(key, Sequence(texts.Select(text => Scalar(text))));

    public Fields Map(string key, TextMap map) => Group(key, fields =>
    {
        foreach (var entry in map) fields.Text(entry.Key, entry.Value);
    });

    /// <summary>A list of mappings.</summary>
    public Fields List<T>(string key, ItemList<T> items, Action<Fields, T> write) =>
        items.Count == 0 ? this : Value(key, Sequence(items.Select(item => Of(fields => write(fields, item)))));

    /// <summary>A mapping of names to mappings; of two items of one name the first is written, as only it counts.</summary>
    public Fields Named<T>(string key, ItemList<T> items, Func<T, string> name, Action<Fields, T> write) => Group(key, fields =>
    {
        foreach (var item in items.GroupBy(name, StringComparer.Ordinal).Select(same => same.First()))
            fields.Value(name(item), Of(inner => write(inner, item)));
    });

    /// <summary>A mapping that is left out where nothing is put into it.</summary>
    public Fields Group(string key, Action<Fields> write)
    {
        var fields = new Fields();
        write(fields);
        return fields.IsEmpty ? this : Value(key, fields.Mapping);
    }

    public Fields Value(string key, YamlValue value)
    {
        _entries.Add(new YamlEntry(Scalar(key), value));
        return this;
    }

    /// <summary>A mapping of what is put into it.</summary>
    public static YamlMapping Of(Action<Fields> write)
    {
        var fields = new Fields();
        write(fields);
        return fields.Mapping;
    }
}
