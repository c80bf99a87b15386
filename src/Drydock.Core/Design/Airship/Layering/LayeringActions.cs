using System.Collections.Generic;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>Layers a document's data on its parent's.</summary>
internal static class LayeringActions
{
    /// <summary>The data after all actions, in their order; null where one is not possible, which is reported.</summary>
    public static YamlValue? Apply(LayeredDocument child, YamlValue parent, IEnumerable<LayeringAction> actions, FindingSink findings)
    {
        var data = parent;
        foreach (var action in actions)
        {
            if (Apply(child, data, action, findings) is not { } changed) return null;
            data = changed;
        }
        return data;
    }

    private static YamlValue? Apply(LayeredDocument child, YamlValue data, LayeringAction action, FindingSink findings)
    {
        var old = DataTree.Find(data, action.Path);
        if (action.Method == ActionMethod.Delete)
        {
            if (action.Path.Steps.Count == 0) return new YamlMapping([], action.By);
            // The value at the path goes. Deckhand deletes the first one in the data that is equal to it.
            if (old is not null and not YamlScalar { IsNull: true }) return DataTree.Remove(data, action.Path);
            return Missing(action, $"deletes {action.Path}, which {child.Parent!.Label} ({child.Parent.Root.Location}) does not have", findings);
        }
        var own = DataTree.Find(child.Data, action.Path);
        var verb = action.Method == ActionMethod.Merge ? "merges" : "replaces";
        if (own is null) return Missing(action, $"{verb} {action.Path}, which the document's own data does not have", findings);
        if (own is YamlScalar { IsNull: true }) return Missing(action, $"{verb} {action.Path}, which is null in the document's own data", findings);
        var value = action.Method == ActionMethod.Merge ? DataTree.Merge(old, own) : own;
        var set = DataTree.Set(data, action.Path, value, action.By, out var problem);
        return problem.Length == 0 ? set : Missing(action, $"{verb} {action.Path}, which the parent's data has no place for: {problem}", findings);
    }

    private static YamlValue? Missing(LayeringAction action, string message, FindingSink findings)
    {
        findings.Error(RuleIds.LayeringAction, action.Place, $"{action.Place} {message}.");
        return null;
    }
}
