using System;
using System.Collections.Generic;

namespace Drydock.Core.Design.Findings;

/// <summary>Finds the known name that a wrong one was probably meant to be.</summary>
internal sealed class NameSuggester
{
    // A design with thousands of wrong names is not compared with thousands of right ones each.
    private const int MostSearches = 200;
    private int _searches;

    /// <summary>The nearest of the known names, as the end of a message: <c> Did you mean 'x'?</c>, or an empty text.</summary>
    public string DidYouMean(string wrong, IEnumerable<string> known) =>
        Nearest(wrong, known) is { } name ? $" Did you mean '{name}'?" : "";

    private string? Nearest(string wrong, IEnumerable<string> known)
    {
        if (wrong.Length is 0 or > 80 || ++_searches > MostSearches) return null;
        var lowered = wrong.ToLowerInvariant();
        string? nearest = null;
        var best = Math.Max(1, wrong.Length / 3) + 1;
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - wrong.Length) >= best) continue;
            var distance = Distance(lowered, name.ToLowerInvariant());
            if (distance >= best) continue;
            best = distance;
            nearest = name;
        }
        return nearest;
    }

    /// <summary>Edit distance in which two letters swapped count as one edit (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        int[] older = [], previous = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++) previous[column] = column;
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var change = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(change, Math.Min(previous[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    current[column] = Math.Min(current[column], older[column - 2] + 1);
            }
            (older, previous) = (previous, current);
        }
        return previous[right.Length];
    }
}
