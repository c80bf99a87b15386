using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Drydock.Core.BootActions;

/// <summary>
/// Renders texts in Jinja's form: <c>{{ value }}</c>, <c>{% for %}</c>, <c>{% if %}</c>, <c>{# remark #}</c>, with the
/// filters of <see cref="TemplateExpression"/>. What it does not know, and values that are not there, are errors: a node
/// must not start with half a file.
/// </summary>
public sealed class Template
{
    private static readonly Regex Tag = new(@"\{\{(?<value>.*?)\}\}|\{%(?<block>.*?)%\}|\{#.*?#\}", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Loop = new(@"^for\s+(?<names>\w+(\s*,\s*\w+)?)\s+in\s+(?<list>.+)$", RegexOptions.Singleline);

    private readonly IReadOnlyList<Piece> _pieces;

    private Template(IReadOnlyList<Piece> pieces) => _pieces = pieces;

    private delegate void Piece(StringBuilder output, TemplateScope scope);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is no template; the message names the line.</exception>
    public static Template Parse(string text)
    {
        var reader = new Reader(text);
        var pieces = reader.Read(out var end);
        if (end is not null) throw reader.Fault($"'{end}' ends nothing that was begun");
        return new(pieces);
    }

    /// <summary>Renders it.</summary>
    /// <param name="values">The values by their names: texts, numbers, booleans, lists, mappings.</param>
    /// <exception cref="FormatException">A value is not there, or of another kind than is needed.</exception>
    public string Render(IReadOnlyDictionary<string, object?> values)
    {
        var output = new StringBuilder();
        Run(_pieces, output, new TemplateScope(values, null));
        return output.ToString();
    }

    private static void Run(IEnumerable<Piece> pieces, StringBuilder output, TemplateScope scope)
    {
        foreach (var piece in pieces) piece(output, scope);
    }

    /// <summary>Reads pieces until a block's end.</summary>
    private sealed class Reader(string text)
    {
        private int _at;

        public FormatException Fault(string what) =>
            new($"template line {text.Take(Math.Min(_at, text.Length)).Count(letter => letter == '\n') + 1}: {what}");

        /// <summary>Pieces up to the next <c>else</c>, <c>elif</c> or <c>end…</c>, which is given back; null at the text's end.</summary>
        public List<Piece> Read(out string? end)
        {
            List<Piece> pieces = [];
            while (true)
            {
                var tag = Tag.Match(text, _at);
                var plain = text.Substring(_at, (tag.Success ? tag.Index : text.Length) - _at);
                if (plain.Length > 0) pieces.Add((output, _) => output.Append(plain));
                end = null;
                if (!tag.Success)
                {
                    _at = text.Length;
                    return pieces;
                }

                var begin = tag.Index;
                _at = tag.Index + tag.Length;
                if (tag.Groups["value"] is { Success: true } value) pieces.Add(Output(value.Value.Trim().Trim('-').Trim()));
                if (tag.Groups["block"] is not { Success: true } block) continue;
                // A block that has a line to itself leaves none behind.
                var opens = pieces.Count > 0 && plain.Length > 0 ? plain : null;
                if ((begin == 0 || (opens ?? "\n").EndsWith("\n", StringComparison.Ordinal)) && _at < text.Length && text[_at] == '\n') _at++;
                var words = block.Value.Trim().Trim('-', '+').Trim();
                if (words.StartsWith("end", StringComparison.Ordinal) || words == "else" || words.StartsWith("elif ", StringComparison.Ordinal))
                {
                    end = words;
                    return pieces;
                }

                pieces.Add(words.StartsWith("if ", StringComparison.Ordinal) ? Condition(words.Substring(3)) : ForEach(words));
            }
        }

        private Piece Output(string words)
        {
            var expression = Expression(words);
            return (output, scope) => output.Append(TemplateExpression.Text(expression.Evaluate(scope)));
        }

        private Piece Condition(string words)
        {
            var condition = Expression(words);
            var then = Read(out var end);
            List<Piece> otherwise = [];
            if (end is not null && end.StartsWith("elif ", StringComparison.Ordinal)) otherwise = [Condition(end.Substring(5))];
            else if (end == "else") otherwise = Until("endif");
            else if (end != "endif") throw Fault("'if' has no 'endif'");
            return (output, scope) => Run(TemplateExpression.IsTrue(condition.Evaluate(scope)) ? then : otherwise, output, scope);
        }

        private Piece ForEach(string words)
        {
            var match = Loop.Match(words);
            if (!match.Success) throw Fault($"'{words}' is no block that is known; known are for, if, elif, else");
            var names = match.Groups["names"].Value.Split(',').Select(name => name.Trim()).ToArray();
            var list = Expression(match.Groups["list"].Value);
            var body = Until("endfor");
            return (output, scope) =>
            {
                foreach (var item in TemplateExpression.Items(list.Evaluate(scope))) Run(body, output, scope.With(names, item));
            };
        }

        private List<Piece> Until(string wanted)
        {
            var body = Read(out var end);
            return end == wanted ? body : throw Fault($"'{wanted}' is missing" + (end is null ? "" : $"; there is '{end}'"));
        }

        private TemplateExpression Expression(string words)
        {
            try
            {
                return TemplateExpression.Parse(words);
            }
            catch (FormatException fault)
            {
                throw Fault(fault.Message);
            }
        }
    }
}

/// <summary>Values that a template can name, those of loops before those around them.</summary>
internal sealed class TemplateScope(IReadOnlyDictionary<string, object?> values, TemplateScope? outer)
{
    public bool TryFind(string name, out object? value) => values.TryGetValue(name, out value) || (outer?.TryFind(name, out value) ?? false);

    /// <summary>A scope in which names stand for an item, or for the parts of a pair.</summary>
    public TemplateScope With(string[] names, object? item)
    {
        var parts = names.Length == 1 ? [item] : item is IReadOnlyList<object?> { Count: 2 } pair ? pair
            : throw new FormatException($"an item is no pair for '{string.Join(", ", names)}'");
        return new(names.Select((name, index) => (name, index)).ToDictionary(name => name.name, name => parts[name.index]), this);
    }
}
