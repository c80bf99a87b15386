using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Reading;

/// <summary>
/// Reads the fields of a mapping and reports what is not as expected. Every key asked for is known; <see cref="Finish"/>
/// reports the others.
/// </summary>
internal sealed partial class FieldReader(
    SourceDocument document, FindingSink findings, YamlMapping mapping, FieldReader? parent, string segment)
{
    private readonly List<string> _known = [];

    /// <summary>Reads the content of a document.</summary>
    public FieldReader(SourceDocument document, FindingSink findings)
        : this(document, findings, document.Body, null, "")
    {
    }

    public SourceDocument Document { get; } = document;

    public FindingSink Findings { get; } = findings;

    /// <summary>The path of this mapping in the document.</summary>
    public string Path => parent is null ? "" : parent.Path + segment;

    /// <summary>The entries, for mappings whose keys are free.</summary>
    public IReadOnlyList<YamlEntry> Entries => mapping.Entries;

    /// <summary>The value of a key, which becomes known; null where it is absent.</summary>
    public YamlValue? Value(string key)
    {
        _known.Add(key);
        return mapping.Find(key)?.Value;
    }

    /// <summary>A text; null where it is absent or wrong.</summary>
    public string? Text(string key) => Value(key) is { } value ? TextOf(value, "." + key) : null;

    /// <summary>A text that must be there and have a character; empty where it is wrong.</summary>
    public string RequiredText(string key, string expected = "a text")
    {
        var value = Value(key);
        if (value is YamlScalar { Kind: ScalarKind.Text, Text.Length: > 0 } text) return text.Text;
        Wrong(value, key, expected);
        return "";
    }

    /// <summary>A text, or a number as text.</summary>
    public string? Scalar(string key)
    {
        var value = Value(key);
        if (value is null) return null;
        if (value is YamlScalar { Kind: ScalarKind.Text or ScalarKind.Integer or ScalarKind.Float } scalar) return PythonText.Of(scalar);
        Wrong(value, key, "a text or number");
        return null;
    }

    /// <summary>A number, whose fraction is cut off.</summary>
    public int? Integer(string key, int least = 0, int most = int.MaxValue)
    {
        var value = Value(key);
        if (value is null) return null;
        if (value is YamlScalar scalar && ScalarTypes.TryInteger(scalar, out var number) && number >= least && number <= most)
            return (int)number;
        var isNumber = value is YamlScalar { Kind: ScalarKind.Integer or ScalarKind.Float };
        Wrong(value, key, isNumber || most < int.MaxValue ? $"a number from {least} to {most}" : $"a number, {least} or more");
        return null;
    }

    /// <summary>A boolean, or what stands for an absent one.</summary>
    public bool Boolean(string key, bool absent)
    {
        var value = Value(key);
        if (value is null) return absent;
        if (value is YamlScalar { Kind: ScalarKind.Boolean } scalar)
        {
            ScalarTypes.TryBoolean(scalar.Text, out var yes);
            return yes;
        }
        Wrong(value, key, "true or false");
        return absent;
    }

    /// <summary>One of some words; the default where it is absent or wrong.</summary>
    public T Choice<T>(string key, T absent, params (string Word, T Meaning)[] choices)
    {
        var value = Value(key);
        if (value is null) return absent;
        var word = (value as YamlScalar)?.Text ?? "";
        foreach (var choice in choices)
            if (choice.Word == word) return choice.Meaning;
        var words = choices.Select(choice => choice.Word);
        Error(value, "." + key,
            $"is {value.Describe()}; expected {string.Join(" or ", words)}.{Findings.Names.DidYouMean(word, words)}",
            $"Write {string.Join(" or ", words)}.");
        return absent;
    }

    /// <summary>A mapping; null where it is absent or wrong.</summary>
    public FieldReader? Mapping(string key) => Value(key) is { } value ? MappingOf(value, "." + key) : null;

    /// <summary>A list of mappings; those that are none are reported and left out.</summary>
    public IEnumerable<FieldReader> Mappings(string key)
    {
        foreach (var (value, path) in Items(key))
            if (MappingOf(value, path) is { } reader) yield return reader;
    }

    /// <summary>A mapping of names to mappings.</summary>
    public IEnumerable<(string Name, FieldReader Fields)> NamedMappings(string key)
    {
        if (Mapping(key) is not { } named) yield break;
        foreach (var entry in named.Entries)
            if (named.MappingOf(entry.Value, "." + entry.Key.Text) is { } reader) yield return (entry.Key.Text, reader);
    }

    /// <summary>A list of texts; those that are none are reported and left out.</summary>
    public ItemList<string> Texts(string key)
    {
        List<string>? texts = null;
        foreach (var (value, path) in Items(key))
            if (TextOf(value, path) is { } text) (texts ??= []).Add(text);
        return texts is null ? ItemList<string>.Empty : new ItemList<string>(texts);
    }

    /// <summary>The items of a list and their paths.</summary>
    public IEnumerable<(YamlValue Value, string Path)> Items(string key)
    {
        var value = Value(key);
        if (value is YamlSequence sequence)
        {
            for (var index = 0; index < sequence.Items.Count; index++)
                yield return (sequence.Items[index], $".{key}[{index.ToString(CultureInfo.InvariantCulture)}]");
        }
        else if (value is not null)
        {
            Wrong(value, key, "a list");
        }
    }

    /// <summary>Reads a value of this mapping as a mapping.</summary>
    public FieldReader? MappingOf(YamlValue value, string path)
    {
        if (value is YamlMapping inner) return new FieldReader(Document, Findings, inner, this, path);
        Error(value, path, $"is {value.Describe()}; expected a mapping.", "Write keys with their values, one a line, indented below it.");
        return null;
    }

    /// <summary>Reads a value of this mapping as a text.</summary>
    public string? TextOf(YamlValue value, string path)
    {
        if (value is YamlScalar { Kind: ScalarKind.Text } text) return text.Text;
        Error(value, path, $"is {value.Describe()}; expected a text.",
            value is YamlScalar { IsNull: false, IsSecret: false } scalar ? $"Put quotes around it: '{scalar.Text}'."
            : value is YamlScalar { IsNull: true } ? "Write a text, or leave the key out." : "Write a text.");
        return null;
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Text;
            if (_known.Contains(key)) continue;
            Error(entry.Key, "." + key, $"is not a known key.{Findings.Names.DidYouMean(key, _known)}",
                "Known keys here: " + string.Join(", ", _known.Distinct()) + ".");
        }
    }

    /// <summary>Reports an error at a key's value, or at the mapping where the key is missing.</summary>
    public void Wrong(YamlValue? value, string key, string expected) =>
        Error(value ?? mapping, "." + key, $"is {value?.Describe() ?? "missing"}; expected {expected}.",
            value is null ? $"Add the key '{key}'." : $"Write {expected}.");

    /// <summary>Reports an error.</summary>
    public void Error(YamlValue at, string path, string message, string? remedy = null)
    {
        var place = Document.Place(at, Path + path);
        Findings.Error(RuleIds.Schema, place, $"{place} {message}", remedy);
    }
}
