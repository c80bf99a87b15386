using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>The documents of a site, found by schema and name and by label, and how they are related.</summary>
internal sealed class DocumentSet
{
    /// <summary>How many candidates a message names.</summary>
    private const int MostNamed = 5;

    private readonly LayerOrder _layers;
    private readonly FindingSink _findings;
    private readonly Dictionary<(string Schema, string Name), List<LayeredDocument>> _byName;
    private readonly ILookup<(string Key, string Value), LayeredDocument> _byLabel;

    public DocumentSet(IReadOnlyList<LayeredDocument> documents, LayerOrder layers, FindingSink findings)
    {
        _layers = layers;
        _findings = findings;
        _byName = documents.GroupBy(document => (document.Schema, document.Name)).ToDictionary(same => same.Key, same => same.ToList());
        _byLabel = documents.Where(document => document.Labels is not null && layers.IndexOf(document.Layer) >= 0)
            .SelectMany(document => document.Labels!.Entries.Select(label => (label, document)))
            .ToLookup(pair => (pair.label.Key.Text, TextOf(pair.label.Value)), pair => pair.document);
        // Only documents of one name can replace one another, so that is decided before anything is rendered.
        foreach (var replacement in documents.Where(document => document.IsReplacement))
            if (Ancestors(replacement) is { Count: 1 } parents && IsSame(parents[0], replacement)) parents[0].ReplacedBy = replacement;
    }

    /// <summary>Checks a document's layer, parent and replacement, and notes its parent.</summary>
    /// <returns>False where something is wrong, which is reported.</returns>
    public bool Relate(LayeredDocument document)
    {
        var errors = _findings.Errors;
        var layer = _layers.IndexOf(document.Layer);
        if (layer < 0 && !document.IsControl)
        {
            Error(RuleIds.Layer, document, ".metadata.layeringDefinition.layer",
                $"names the layer '{document.Layer}', which the layering policy does not have.{_findings.Names.DidYouMean(document.Layer, _layers.Names)}",
                "Layers are " + string.Join(", ", _layers.Names) + ".");
            return false;
        }
        CheckAncestors(document, layer);
        if (_findings.Errors == errors) document.Parent = Ancestors(document).FirstOrDefault();
        if (_findings.Errors == errors) CheckReplacement(document);
        return _findings.Errors == errors;
    }

    /// <summary>The document that gives values under a schema and name: a concrete one, or what replaces it.</summary>
    public LayeredDocument? FindSource(string schema, string name)
    {
        var concrete = Named(schema, name).FirstOrDefault(document => !document.IsAbstract);
        return concrete?.ReplacedBy ?? concrete;
    }

    /// <summary>What to say where there is no such source.</summary>
    public string WhyNoSource(string schema, string name)
    {
        if (Named(schema, name).FirstOrDefault() is { } found)
            return $" The one in {found.Root.Location} is abstract, and so is no source.";
        var names = _byName.Keys.Where(key => key.Schema == schema).Select(key => key.Name);
        return _findings.Names.DidYouMean(name, names) is { Length: > 0 } suggestion ? suggestion
            : _findings.Names.DidYouMean(schema, _byName.Keys.Where(key => key.Name == name).Select(key => key.Schema).Distinct());
    }

    /// <summary>The candidates in the nearest layer that has any: those of its schema, in an earlier layer, with all labels.</summary>
    private List<LayeredDocument> Ancestors(LayeredDocument document)
    {
        var earlier = Selected(document).Where(candidate => candidate.Schema == document.Schema
            && _layers.IndexOf(candidate.Layer) < _layers.IndexOf(document.Layer)).ToList();
        var nearest = earlier.Count == 0 ? -1 : earlier.Max(candidate => _layers.IndexOf(candidate.Layer));
        return [.. earlier.Where(candidate => _layers.IndexOf(candidate.Layer) == nearest)];
    }

    private IEnumerable<LayeredDocument> Selected(LayeredDocument document)
    {
        if (document.ParentSelector is not { } selector) return [];
        var first = selector.Entries[0];
        return _byLabel[(first.Key.Text, TextOf(first.Value))]
            .Where(candidate => candidate != document && candidate.HasLabels(selector));
    }

    private void CheckAncestors(LayeredDocument document, int layer)
    {
        const string Path = ".metadata.layeringDefinition.parentSelector";
        var selected = Selected(document).ToList();
        if (selected.FirstOrDefault(candidate => candidate.Schema != document.Schema) is { } foreign)
        {
            Error(RuleIds.LayeringParent, document, Path, $"selects {Name(foreign)}, which has another schema, {foreign.Schema}.",
                "Give the parent a label that documents of other schemas do not have.");
        }
        else if (selected.FirstOrDefault(candidate => _layers.IndexOf(candidate.Layer) >= layer) is { } late)
        {
            Error(RuleIds.LayeringParent, document, Path,
                $"selects {Name(late)} in the layer '{late.Layer}'; a parent's layer comes before its child's, '{document.Layer}'.",
                "Layers are, in this order, " + string.Join(", ", _layers.Names) + ".");
        }
        else if (selected.GroupBy(candidate => candidate.Layer).FirstOrDefault(same => same.Count() > 1) is { } same)
        {
            Error(RuleIds.LayeringParent, document, Path,
                $"selects {same.Count()} documents of the layer '{same.Key}': {string.Join(", ", same.Take(MostNamed).Select(Name))}; expected one.",
                "Give the parent a label that the others do not have.");
        }
    }

    private void CheckReplacement(LayeredDocument document)
    {
        const string Path = ".metadata.replacement";
        if (document.IsReplacement)
        {
            if (document.Parent is not { } parent)
            {
                Error(RuleIds.Replacement, document, Path, "is true, but the document has no parent that it could replace.",
                    "Give it the parentSelector of what it replaces; if the documents are rendered already, leave the layering policy out.");
            }
            else if (!IsSame(parent, document))
            {
                Error(RuleIds.Replacement, document, Path, $"is true, but the parent is {Name(parent)}; a replacement has its parent's schema and name.");
            }
            else if (document.ReplacedBy is { } next)
            {
                Error(RuleIds.Replacement, document, Path, $"is true, and {Name(next)} replaces it in turn; only one level of replacement is possible.");
            }
            else if (parent.ReplacedBy != document)
            {
                Error(RuleIds.Replacement, document, Path, $"is true, and so it is for {Name(parent.ReplacedBy!)}, which replaces the same parent.");
            }
        }
        else if (document.Parent is { } parent && IsSame(parent, document))
        {
            Error(RuleIds.Replacement, document, ".metadata.name", $"is also that of its parent, {Name(parent)}.",
                "Set metadata.replacement to true, or give the document a name of its own.");
        }
        else if (!document.IsControl && Named(document.Schema, document.Name).FirstOrDefault(other => other != document && !other.IsReplacement) is { } other)
        {
            Error(RuleIds.Replacement, document, ".metadata.name", $"is also that of {Name(other)}, and neither replaces the other.",
                "Rename one, leave one out, or make one replace the other: replacement: true, and a parentSelector.");
        }
    }

    private List<LayeredDocument> Named(string schema, string name) => _byName.TryGetValue((schema, name), out var same) ? same : [];

    private static bool IsSame(LayeredDocument left, LayeredDocument right) => left.Schema == right.Schema && left.Name == right.Name;

    private static string Name(LayeredDocument document) => $"{document.Label} ({document.Root.Location})";

    private static string TextOf(YamlValue value) => (value as YamlScalar)?.Text ?? "";

    /// <summary>Reports an error at a path of a document, or at the nearest place above it that is written.</summary>
    private void Error(RuleId rule, LayeredDocument document, string path, string message, string? remedy = null)
    {
        YamlValue at = document.Root;
        foreach (var key in path.Split(['.'], StringSplitOptions.RemoveEmptyEntries))
            at = (at as YamlMapping)?.Find(key)?.Value ?? at;
        var place = document.Place(at, path);
        _findings.Error(rule, place, $"{place} {message}", remedy);
    }
}
