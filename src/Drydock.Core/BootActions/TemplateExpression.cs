using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Drydock.Core.BootActions;

/// <summary>
/// An expression of a template: names and their parts (<c>node.network.mgmt.ip</c>, <c>tags[0]</c>, <c>labels.items()</c>),
/// texts, numbers, <c>and or not in == !=</c>, and the filters <c>b64encode b64decode upper lower trim join default length
/// urlencode</c>.
/// </summary>
internal sealed class TemplateExpression
{
    private static readonly Regex Token = new(
        @"\s*(?:(?<text>'[^']*'|""[^""]*"")|(?<number>\d+)|(?<name>[A-Za-z_]\w*)|(?<sign>==|!=|\||\.|\[|\]|\(|\)|,))", RegexOptions.CultureInvariant);

    private static readonly string[] Kinds = ["text", "number", "name", "sign"];

    private readonly List<(string Kind, string Text)> _tokens = [];
    private readonly Func<TemplateScope, object?> _value;
    private int _at;

    private TemplateExpression(string words)
    {
        for (var at = 0; words.Substring(at).Trim().Length > 0;)
        {
            var token = Token.Match(words, at);
            if (!token.Success || token.Index != at) throw new FormatException($"'{words}' is not understood at '{words.Substring(at).Trim()}'");
            var kind = Kinds.First(name => token.Groups[name].Success);
            _tokens.Add((kind, token.Groups[kind].Value));
            at += token.Length;
        }

        _value = Or();
        if (_at < _tokens.Count) throw new FormatException($"'{words}' is not understood at '{_tokens[_at].Text}'");
    }

    public static TemplateExpression Parse(string words) => new(words);

    public object? Evaluate(TemplateScope scope) => _value(scope);

    /// <summary>A value as text, as Python writes it where it differs.</summary>
    public static string Text(object? value) => value switch
    {
        null => "None",
        string text => text,
        bool flag => flag ? "True" : "False",
        Missing missing => throw missing.Fault,
        IReadOnlyDictionary<string, object?> or IEnumerable => throw new FormatException("a list or mapping is no text; use join, or a loop"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public static bool IsTrue(object? value) => value switch
    {
        null or Missing => false,
        bool flag => flag,
        string text => text.Length > 0,
        int number => number != 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        IEnumerable list => list.Cast<object?>().Any(),
        _ => true,
    };

    public static IEnumerable<object?> Items(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.Keys,
        string => throw new FormatException("a text is no list"),
        IEnumerable list => list.Cast<object?>(),
        Missing missing => throw missing.Fault,
        _ => throw new FormatException("a single value is no list"),
    };

    private Func<TemplateScope, object?> Or()
    {
        var left = And();
        while (TakeName("or"))
        {
            var (first, second) = (left, And());
            left = scope => IsTrue(first(scope)) ? first(scope) : second(scope);
        }

        return left;
    }

    private Func<TemplateScope, object?> And()
    {
        var left = Not();
        while (TakeName("and"))
        {
            var (first, second) = (left, Not());
            left = scope => IsTrue(first(scope)) ? second(scope) : first(scope);
        }

        return left;
    }

    private Func<TemplateScope, object?> Not()
    {
        if (!TakeName("not")) return Compare();
        var inner = Not();
        return scope => !IsTrue(inner(scope));
    }

    private Func<TemplateScope, object?> Compare()
    {
        var left = Filtered();
        if (Take("==") is { }) return Both(left, Filtered(), (one, other) => Text(one) == Text(other));
        if (Take("!=") is { }) return Both(left, Filtered(), (one, other) => Text(one) != Text(other));
        return TakeName("in") ? Both(left, Filtered(), (one, other) => other is string text
            ? text.Contains(Text(one)) : Items(other).Any(item => Text(item) == Text(one))) : left;
    }

    private static Func<TemplateScope, object?> Both(
        Func<TemplateScope, object?> left, Func<TemplateScope, object?> right, Func<object?, object?, bool> compare) =>
        scope => compare(left(scope), right(scope));

    private Func<TemplateScope, object?> Filtered()
    {
        var value = Operand();
        while (Take("|") is { })
        {
            var (inner, name, arguments) = (value, Next("name"), Take("(") is { } ? Arguments() : []);
            value = scope => Filter(name, inner(scope), [.. arguments.Select(argument => argument(scope))]);
        }

        return value;
    }

    private Func<TemplateScope, object?> Operand()
    {
        if (_at >= _tokens.Count) throw new FormatException("an expression is not whole");
        if (Take("(") is { })
        {
            var inner = Or();
            Expect(")");
            return inner;
        }

        var (kind, text) = _tokens[_at++];
        Func<TemplateScope, object?> value = kind switch
        {
            "text" => _ => text.Substring(1, text.Length - 2),
            "number" => _ => int.Parse(text, CultureInfo.InvariantCulture),
            "name" => text switch
            {
                "true" or "True" => _ => true,
                "false" or "False" => _ => false,
                "none" or "None" => _ => null,
                _ => scope => scope.TryFind(text, out var found) ? found : new Missing(text),
            },
            _ => throw new FormatException($"'{text}' is out of place"),
        };
        for (var path = text; ;)
        {
            if (Take(".") is { })
            {
                var (inner, name) = (value, Next("name"));
                path += "." + name;
                if (name == "items" && Take("(") is { })
                {
                    Expect(")");
                    value = scope => Pairs(inner(scope));
                    continue;
                }

                var whole = path;
                value = scope => Part(inner(scope), name, whole);
            }
            else if (Take("[") is { })
            {
                var (inner, key) = (value, Or());
                Expect("]");
                var whole = path + "[]";
                value = scope => Part(inner(scope), key(scope), whole);
            }
            else
            {
                return value;
            }
        }
    }

    private List<Func<TemplateScope, object?>> Arguments()
    {
        List<Func<TemplateScope, object?>> arguments = [];
        while (Take(")") is null)
        {
            arguments.Add(Or());
            if (Take(",") is null && (_at >= _tokens.Count || _tokens[_at].Text != ")")) throw new FormatException("')' is missing");
        }

        return arguments;
    }

    private static object? Part(object? whole, object? key, string path) => whole switch
    {
        Missing missing => missing,
        IReadOnlyDictionary<string, object?> map => map.TryGetValue(Text(key), out var value) ? value : new Missing(path),
        IReadOnlyList<object?> list when key is int index => index < list.Count ? list[index] : new Missing(path),
        _ => new Missing(path),
    };

    private static List<object?> Pairs(object? value) => value is IReadOnlyDictionary<string, object?> map
        ? [.. map.Select(entry => new List<object?> { entry.Key, entry.Value })] : throw new FormatException("items() is of mappings");

    private static object? Filter(string name, object? value, object?[] arguments) => name switch
    {
        "default" => value is Missing ? arguments.FirstOrDefault() ?? "" : value,
        "b64encode" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(value))),
        "b64decode" => Encoding.UTF8.GetString(Convert.FromBase64String(Text(value))),
        "upper" => Text(value).ToUpperInvariant(),
        "lower" => Text(value).ToLowerInvariant(),
        "trim" => Text(value).Trim(),
        "urlencode" => Uri.EscapeDataString(Text(value)),
        "length" => value is string text ? text.Length : Items(value).Count(),
        "join" => string.Join(arguments.Length > 0 ? Text(arguments[0]) : "", Items(value).Select(Text)),
        _ => throw new FormatException($"'{name}' is no filter that is known"),
    };

    private string? Take(string sign)
    {
        if (_at >= _tokens.Count || _tokens[_at].Kind != "sign" || _tokens[_at].Text != sign) return null;
        _at++;
        return sign;
    }

    private bool TakeName(string name)
    {
        if (_at >= _tokens.Count || _tokens[_at].Kind != "name" || _tokens[_at].Text != name) return false;
        _at++;
        return true;
    }

    private string Next(string kind) => _at < _tokens.Count && _tokens[_at].Kind == kind ? _tokens[_at++].Text
        : throw new FormatException("a name is missing");

    private void Expect(string sign)
    {
        if (Take(sign) is null) throw new FormatException($"'{sign}' is missing");
    }

    /// <summary>A value that is not there: nobody may print it, but one may ask for it and give a default.</summary>
    private sealed record Missing(string Path)
    {
        public FormatException Fault => new($"there is no value '{Path}'");
    }
}
