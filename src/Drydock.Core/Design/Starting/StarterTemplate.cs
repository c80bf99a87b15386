using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Drydock.Core.Design.Starting;

/// <summary>The texts of a starter site, with places to fill in: <c>{{name}}</c>.</summary>
internal static class StarterTemplate
{
    /// <summary>A file's text with its places filled in.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="values">What to put into each place.</param>
    public static string Fill(string file, IReadOnlyDictionary<string, string> values)
    {
        using var stream = typeof(StarterTemplate).Assembly.GetManifestResourceStream("Drydock.Core.Design.Starting.Template." + file)
            ?? throw new InvalidOperationException($"The template '{file}' is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return values.Aggregate(reader.ReadToEnd().Replace("\r\n", "\n"), (text, value) => text.Replace("{{" + value.Key + "}}", value.Value));
    }
}
