using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Core.Tests.Design.Mutations;

/// <summary>Changes texts of YAML as bad luck and bad will do; the same seed makes the same changes.</summary>
internal sealed class Mutator(int seed)
{
    private const int WorseOneIn = 4;

    private static readonly string[] Values =
    [
        "null", "~", "true", "on", "'!'", "\"\"", "0", "-1", "1.7", ".nan", "-.inf", "0x7fffffffffffffffff", "010", "1_000", "99999999999999999999999999",
        "1e400", "2020-01-01", "190:20:30", "[]", "{}", "[null]", "[[a]]", "{a: b}", "{null: 1}", "{[a]: 1}", "'10.0.0.0/33'", "::1/129", "fe80::1%eth0",
        "1.2.3.4.5", "'hardwareprofile:'", "'hardwareprofile:hugepages..'", "'regexp:['", "'regexp:(a+)+$'", "99999999999999999999%", "'>'", "'>-1g'", "1e9g",
        "!!binary aGk=", "!!python/object:os.system x", "!foo bar", "!!set {a}", "!!omap [a: b]", "!<tag:x,2000:y> z", "!!int text", "!!float .", "!!null x", "! 5",
        "|\n  a\n b", ">-\n\n\n", "'it''s", "\"\\ud800\"", "\"\\x00\"", "\"\\q\"", "? a\n: b", "@at", "`tick`", "%percent", "*nowhere", "&again 1", "<<",
    ];

    private static readonly string[] Characters =
    [
        "\uFEFF", "\0", "\uD800", "\uDC00", "\t", "\u2028", "\u0085", "\u202E", "\u200B", "\uFFFE", "\u0007", "\u001B[31m", "😀", "é", "é", "\r", "\u00A0", "\u007F",
        "{", "}", "[", "]", ":", ",", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`", "?", "-", "---\n", "...\n", "%YAML 9.9\n", "%TAG ! x\n", "\n\n", "  ",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A text with one change or a few.</summary>
    public string Mutated(string text)
    {
        text = Once(text);
        if (_random.Next(WorseOneIn) == 0) text = Once(Once(text));
        return text;
    }

    /// <summary>One of some texts.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private string Once(string text) => _random.Next(19) switch
    {
        0 => text[.._random.Next(text.Length + 1)],
        1 => text.Insert(Place(text), Pick(Characters)),
        2 => Cut(text),
        3 => Line(text, (lines, at) => lines.Insert(at, lines[at])),
        4 => Line(text, (lines, at) => (lines[at], lines[^1]) = (lines[^1], lines[at])),
        5 => Line(text, (lines, at) => lines[at] = lines[at].Replace("  ", "\t", StringComparison.Ordinal)),
        6 => Line(text, (lines, at) => lines[at] = lines[at] + new string('x', _random.Next(20_000))),
        7 => Line(text, (lines, at) => lines.RemoveAt(at)),
        8 => Line(text, (lines, at) => lines[at] = "  " + lines[at]),
        9 => Line(text, (lines, at) => lines[at] = Indent(lines[at]) + "'!" + lines[at].Trim().Replace(":", "':", StringComparison.Ordinal)),
        10 => Line(text, (lines, at) => lines.Insert(at, Indent(lines[at]) + Merge())),
        11 => Value(text, Deep()),
        12 => Value(text, Laughs(_random.Next(2, 12))),
        13 => Anchors(text),
        14 => Line(text, (lines, at) => lines.InsertRange(at, Enumerable.Range(0, _random.Next(1, 400)).Select(depth => new string(' ', depth) + "a:"))),
        15 => Line(text, (lines, at) => lines[at] = Indent(lines[at]) + Pick(["<<", "!x", "'!'", "name", "data", "? [a]", "~", "1", "!!str b"]) + ": " + Pick(Values)),
        16 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        _ => Value(text, Pick(Values)),
    };

    private int Place(string text) => _random.Next(text.Length + 1);

    private string Cut(string text)
    {
        var start = Place(text);
        return text.Remove(start, _random.Next(Math.Min(60, text.Length - start) + 1));
    }

    private string Line(string text, Action<List<string>, int> change)
    {
        var lines = text.Split('\n').ToList();
        change(lines, _random.Next(lines.Count));
        return string.Join("\n", lines);
    }

    /// <summary>The value of a line replaced.</summary>
    private string Value(string text, string value) => Line(text, (lines, at) =>
    {
        var end = lines[at].IndexOf(": ", StringComparison.Ordinal);
        var item = lines[at].IndexOf("- ", StringComparison.Ordinal);
        lines[at] = end >= 0 ? lines[at][..(end + 2)] + value
            : item >= 0 ? lines[at][..(item + 2)] + value
            : lines[at].EndsWith(':') ? lines[at] + " " + value : lines[at] + value;
    });

    private string Anchors(string text)
    {
        var anchored = Line(text, (lines, at) => lines[at] = lines[at].TrimEnd() + (lines[at].EndsWith(':') ? " &a" : ""));
        anchored = anchored.Replace(": ", ": &b ", StringComparison.Ordinal);
        return Value(_random.Next(2) == 0 ? anchored : text, Pick(["*a", "*b", "&c [*c]", "&d {x: *d}", "[*b, *b, *a]"]));
    }

    private string Merge() => Pick(["<<: *a", "<<: {name: x, cidr: 1}", "<<: [{a: b}, {a: c}]", "<<: 3", "<<: [1]", "<<: ~", "'<<': {a: b}"]);

    private string Deep()
    {
        var depth = _random.Next(10, 3000);
        return _random.Next(3) switch
        {
            0 => new string('[', depth),
            1 => new string('[', depth) + new string(']', depth),
            _ => string.Concat(Enumerable.Repeat("{a: ", depth)) + "b" + new string('}', depth),
        };
    }

    /// <summary>Lists of aliases of lists of aliases, each ten times the last.</summary>
    private static string Laughs(int levels) => "[&l0 [x, x, x, x, x, x, x, x, x, x]" + string.Concat(Enumerable.Range(1, levels)
        .Select(level => $", &l{level} [{string.Join(", ", Enumerable.Repeat("*l" + (level - 1), 10))}]")) + "]";

    private static string Indent(string line) => line[..(line.Length - line.TrimStart().Length)];
}
