using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock.Lab.Maas.Api;

/// <summary>
/// Fields of a request with the errors found while reading them. A field that is absent stays as it is; an empty one is cleared.
/// </summary>
internal sealed class Form(Parameters values)
{
    public const string Required = "This field is required.";

    public const string BadChoice = "Select a valid choice. That choice is not one of the available choices.";

    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => values.Names;

    public bool HasErrors => _errors.Count > 0;

    public bool Has(string name) => values.Has(name);

    public bool HasText(string name) => !string.IsNullOrEmpty(values.Find(name));

    public string? Text(string name) => values.Find(name);

    public IReadOnlyList<string> All(string name) => values.All(name);

    public void Error(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var messages)) _errors[field] = messages = [];
        messages.Add(message);
    }

    public bool Failed(string field) => _errors.ContainsKey(field);

    /// <summary>Ends the request with all errors where there are any.</summary>
    public void Check()
    {
        if (HasErrors) throw MaasError.Fields(_errors);
    }

    /// <summary>A text that must be there; empty where it is not.</summary>
    public string RequiredText(string name)
    {
        if (!HasText(name)) Error(name, Required);
        return Text(name) ?? "";
    }

    /// <summary>A boolean in any of Python's and JavaScript's spellings; null where the field is absent or empty.</summary>
    public bool? Flag(string name) =>
        Text(name) is not { Length: > 0 } text ? null
        : !(text.Equals("false", StringComparison.OrdinalIgnoreCase) || text == "0" || text == "off" || text == "no");

    /// <summary>A whole number within limits; null where the field is absent, empty or wrong.</summary>
    public long? Number(string name, long? min = null, long? max = null)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Error(name, "Enter a whole number.");
            return null;
        }

        if (number < min) Error(name, string.Format(CultureInfo.InvariantCulture, "Ensure this value is greater than or equal to {0}.", min));
        if (number > max) Error(name, string.Format(CultureInfo.InvariantCulture, "Ensure this value is less than or equal to {0}.", max));
        return number;
    }

    /// <summary>One of several words; a wrong one gives the error that lists them.</summary>
    public string? OneOf(string name, IReadOnlyCollection<string> choices)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (!choices.Contains(text)) Error(name, MaasError.NotOneOf(name, text, choices));
        return text;
    }

    /// <summary>One of several words; a wrong one gives the short error.</summary>
    public string? Choice(string name, IReadOnlyCollection<string> choices)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (!choices.Contains(text)) Error(name, $"Select a valid choice. {text} is not one of the available choices.");
        return text;
    }

    /// <summary>Values given as repeated fields, with commas or with spaces.</summary>
    public List<string> Words(string name) =>
        [.. All(name).SelectMany(value => value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))];
}
