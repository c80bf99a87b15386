using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Drydock.Design;

namespace Drydock.Core.Tests.Design.Writing;

/// <summary>Compares models property by property, so that no new property is forgotten; places in files do not count.</summary>
internal static class SiteComparison
{
    private static readonly string[] Ignored = ["Source", "Site", "Texts"];

    /// <summary>What differs, one line each; empty where the two say the same.</summary>
    public static IReadOnlyList<string> Differences(object? left, object? right, params string[] except)
    {
        var found = new List<string>();
        Compare("", left, right, [.. Ignored, .. except], found);
        return found;
    }

    /// <summary>The settable properties of a model, those that make its value.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0);

    public static bool IsModel(Type type) =>
        (type.Namespace == typeof(SiteDesign).Namespace && type.IsClass) || type == typeof(TlsPolicy);

    private static void Compare(string path, object? left, object? right, string[] except, List<string> found)
    {
        if (left is null || right is null || left is string or TextMap or Secret || !(IsModel(left.GetType()) || left is IEnumerable))
        {
            if (!Equals(left, right)) found.Add($"{path}: {left ?? "null"} | {right ?? "null"}");
        }
        else if (left is IEnumerable items)
        {
            var (mine, others) = (items.Cast<object>().ToList(), ((IEnumerable)right).Cast<object>().ToList());
            if (mine.Count != others.Count) found.Add($"{path}: {mine.Count} | {others.Count} items");
            for (var index = 0; index < Math.Min(mine.Count, others.Count); index++)
                Compare($"{path}[{index.ToString(CultureInfo.InvariantCulture)}]", mine[index], others[index], except, found);
        }
        else
        {
            foreach (var property in Properties(left.GetType()).Where(property => !except.Contains(property.Name)))
                Compare($"{path}.{property.Name}", property.GetValue(left), property.GetValue(right), except, found);
        }
    }
}
