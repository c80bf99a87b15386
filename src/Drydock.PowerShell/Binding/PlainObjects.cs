using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Drydock.PowerShell.Binding;

/// <summary>Turns plain dictionaries and lists into what PowerShell users expect of an answer.</summary>
internal static class PlainObjects
{
    /// <summary>Objects with properties for dictionaries, arrays for lists, all else as it is.</summary>
    public static object? Of(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => Of(map),
        IReadOnlyList<object?> list => list.Select(Of).ToArray(),
        _ => value,
    };

    private static PSObject Of(IReadOnlyDictionary<string, object?> map)
    {
        var result = new PSObject();
        foreach (var entry in map) result.Properties.Add(new PSNoteProperty(entry.Key, Of(entry.Value)));
        return result;
    }
}
