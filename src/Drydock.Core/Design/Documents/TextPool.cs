using System;
using System.Collections.Generic;

namespace Drydock.Core.Design.Documents;

/// <summary>Keeps one copy of each short text: keys and names of a site come again in every document.</summary>
internal sealed class TextPool
{
    private const int LongestShared = 40;
    private const int MostShared = 20_000;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The text, or the one that was met before and is equal to it.</summary>
    public string Shared(string text)
    {
        if (text.Length > LongestShared) return text;
        if (_texts.TryGetValue(text, out var known)) return known;
        if (_texts.Count < MostShared) _texts.Add(text, text);
        return text;
    }
}
