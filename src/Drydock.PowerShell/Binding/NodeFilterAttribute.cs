using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Drydock.Design;

namespace Drydock.PowerShell.Binding;

/// <summary>
/// Lets a hashtable, or several, stand for a set of node filters: with the keys of a design (<c>filter_set_type</c>,
/// <c>filter_set</c>, <c>filter_type</c>, <c>node_names</c>, <c>node_tags</c>, <c>node_labels</c>, <c>rack_names</c>,
/// <c>rack_labels</c>) or with the names of the objects' properties.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NodeFilterAttribute : ArgumentTransformationAttribute
{
    private static readonly Dictionary<string, string> SetKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["filtersettype"] = "Operation",
        ["operation"] = "Operation",
        ["filterset"] = "Filters",
        ["filters"] = "Filters",
    };

    private static readonly Dictionary<string, string> FilterKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["filtertype"] = "Operation",
        ["operation"] = "Operation",
        ["nodenames"] = "NodeNames",
        ["nodetags"] = "NodeTags",
        ["nodelabels"] = "NodeLabels",
        ["racknames"] = "RackNames",
        ["racklabels"] = "RackLabels",
    };

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Bare(inputData) switch
    {
        NodeFilterSet set => set,
        IDictionary entries when Keys(entries).Any(key => SetKeys.TryGetValue(key, out var name) && name == "Filters") => Set(entries),
        IDictionary or NodeFilter => Joined([inputData]),
        object?[] filters when filters.Length > 0 => Joined(filters),
        var other => throw new ArgumentTransformationMetadataException(
            $"'{other}' is no node filter. Give a hashtable such as @{{ node_tags = 'compute' }}, several of them, or a NodeFilter object."),
    };

    /// <summary>Several filters given bare: nodes that one of them chooses.</summary>
    private static NodeFilterSet Joined(object?[] filters) => new()
    {
        Operation = SetOperation.Union,
        Filters = new(filters.Select(Filter)),
    };

    private static NodeFilterSet Set(IDictionary entries)
    {
        var values = Renamed(entries, SetKeys);
        var filters = Bare(values["Filters"]);
        values["Filters"] = (filters is object?[] several ? several : [filters]).Select(Filter).ToArray();
        return Convert<NodeFilterSet>(values);
    }

    private static NodeFilter Filter(object? value) => Bare(value) switch
    {
        NodeFilter filter => filter,
        IDictionary entries => Convert<NodeFilter>(Renamed(entries, FilterKeys)),
        var other => throw new ArgumentTransformationMetadataException($"'{other}' is no filter; expected a hashtable such as @{{ node_tags = 'compute' }}."),
    };

    private static Hashtable Renamed(IDictionary entries, Dictionary<string, string> known)
    {
        var renamed = new Hashtable();
        foreach (DictionaryEntry entry in entries)
        {
            if (!known.TryGetValue($"{entry.Key}".Replace("_", ""), out var name))
            {
                throw new ArgumentTransformationMetadataException(
                    $"A node filter has no '{entry.Key}'. Known keys here: {string.Join(", ", known.Values.Distinct())}.");
            }
            renamed[name] = entry.Value;
        }
        return renamed;
    }

    private static IEnumerable<string> Keys(IDictionary entries) => entries.Keys.Cast<object>().Select(key => $"{key}".Replace("_", ""));

    private static T Convert<T>(Hashtable values)
    {
        try
        {
            return LanguagePrimitives.ConvertTo<T>(values);
        }
        catch (PSInvalidCastException fault)
        {
            throw new ArgumentTransformationMetadataException(fault.Message, fault);
        }
    }

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
