using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>A step of a path: a key, or where there is none an index from 0.</summary>
internal readonly record struct PathStep(string? Key, int Index)
{
    public override string ToString() => Key is null ? $"[{Index.ToString(CultureInfo.InvariantCulture)}]" : "." + Key;
}

/// <summary>
/// A path into a document's data, as actions and substitutions write it: <c>.</c>, <c>.a.b</c>, <c>.list[1].name</c>,
/// the same with <c>$</c> in front, keys with dots in quotes or as <c>['a.b']</c>. One place each: no wildcards, filters
/// or descents, which no site uses.
/// </summary>
internal sealed class DataPath
{
    /// <summary>Longer paths and higher indexes would only make documents that nobody can read.</summary>
    private const int MostSteps = 64;
    private const int HighestIndex = 9999;

    private DataPath(IReadOnlyList<PathStep> steps) => Steps = steps;

    /// <summary>The steps from the data on; none for the data itself.</summary>
    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that begins with the path.</param>
    /// <returns>The path, or null.</returns>
    public static DataPath? Parse(string text, out string problem)
    {
        var steps = new List<PathStep>();
        var at = text.StartsWith("$", System.StringComparison.Ordinal) ? 1 : 0;
        problem = "";
        if (text.Length == 0) problem = "is empty; expected a path such as .a.b[0]";
        else if (text == ".") return new DataPath(steps);
        else if (at == 0 && text[0] is not ('.' or '[')) text = "." + text;
        while (problem.Length == 0 && at < text.Length)
        {
            if (Step(text, ref at, out problem) is { } step) steps.Add(step);
            if (steps.Count > MostSteps) problem = $"has more than {MostSteps} steps";
        }
        return problem.Length == 0 ? new DataPath(steps) : null;
    }

    /// <summary>
    /// The path without a first step <c>data</c>: actions may begin at the document. Only that whole word counts;
    /// Deckhand also takes it off <c>.database</c>.
    /// </summary>
    public DataPath InData() => Steps.Count > 0 && Steps[0].Key == "data" ? new DataPath([.. Steps.Skip(1)]) : this;

    public override string ToString() => Steps.Count == 0 ? "." : string.Concat(Steps);

    private static PathStep? Step(string text, ref int at, out string problem)
    {
        problem = "";
        if (text[at] == '.')
        {
            at++;
            if (at < text.Length && text[at] == '[') return null;
            return at < text.Length && text[at] is '\'' or '"' ? Quoted(text, ref at, out problem) : Plain(text, ref at, out problem);
        }
        if (text[at] != '[')
        {
            problem = $"has '{text[at]}' where a '.' or '[' was expected";
            return null;
        }
        at++;
        var step = at < text.Length && text[at] is '\'' or '"' ? Quoted(text, ref at, out problem) : Index(text, ref at, out problem);
        if (problem.Length > 0) return null;
        if (at < text.Length && text[at++] == ']') return step;
        problem = "has a '[' without its ']'";
        return null;
    }

    private static PathStep? Plain(string text, ref int at, out string problem)
    {
        var start = at;
        while (at < text.Length && text[at] is not ('.' or '[' or ']' or '\'' or '"' or '*' or '?' or '|' or ',' or ':' or '$')) at++;
        problem = at > start ? "" : at < text.Length
            ? $"has '{text[at]}' where a key was expected; wildcards, filters and descents are not supported" : "ends where a key was expected";
        return at > start ? new PathStep(text.Substring(start, at - start), 0) : null;
    }

    private static PathStep? Quoted(string text, ref int at, out string problem)
    {
        var end = text.IndexOf(text[at], at + 1);
        problem = end < 0 ? "has a quote that is not closed" : "";
        if (end < 0) return null;
        var key = text.Substring(at + 1, end - at - 1);
        at = end + 1;
        return new PathStep(key, 0);
    }

    private static PathStep? Index(string text, ref int at, out string problem)
    {
        var start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9') at++;
        var isNumber = int.TryParse(text.Substring(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        problem = isNumber && index <= HighestIndex ? "" : $"has no index from 0 to {HighestIndex} after '['";
        return problem.Length == 0 ? new PathStep(null, index) : null;
    }
}
