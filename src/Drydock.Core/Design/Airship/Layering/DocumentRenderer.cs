using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Airship.Substitution;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>
/// Renders documents as Deckhand does: layers them on their parents, then puts in the values that they take from others.
/// </summary>
/// <param name="findings">Takes what is wrong.</param>
/// <param name="skipFailed">Whether a substitution that cannot be done is a warning, and left out, as Pegleg does.</param>
/// <param name="start">Where the first document begins.</param>
internal sealed class DocumentRenderer(FindingSink findings, bool skipFailed, SourceLocation? start)
{
    /// <summary>How many values, and how deep, a rendered document may hold: what nobody writes by intent.</summary>
    private const int MostValues = 1_000_000;
    private const int DeepestLevel = 2 * YamlTreeBuilder.DeepestLevel;

    private readonly ValuePlacement _placement = new(findings, skipFailed);

    /// <summary>Renders the documents that are wanted, and those they need, into <see cref="LayeredDocument.Rendered"/>.</summary>
    public void Render(IReadOnlyList<LayeredDocument> documents, Func<LayeredDocument, bool> isWanted)
    {
        if (LayerOrder.Read(documents, findings, start) is not { } layers) return;
        var set = new DocumentSet(documents, layers, findings);
        var order = new RenderOrder(set, findings);
        foreach (var document in documents.Where(isWanted)) order.Add(document);
        foreach (var (document, instructions) in order.Steps)
            if (instructions is not null) document.Rendered = Render(document, instructions, set);
    }

    private YamlValue? Render(LayeredDocument document, LayeringInstructions instructions, DocumentSet set)
    {
        var data = document.Data;
        if (document.Parent is { } parent)
        {
            var below = parent.ReplacedBy is { } replacement && replacement != document ? replacement : parent;
            // What is wrong with the parent is reported there.
            if (below.Rendered is null) return null;
            if (LayeringActions.Apply(document, below.Rendered, instructions.Actions, findings) is not { } layered) return null;
            data = layered;
        }
        var complete = true;
        foreach (var substitution in instructions.Substitutions)
        {
            if (Value(substitution.Source, set, ref complete) is not { } value) continue;
            foreach (var target in substitution.Targets)
            {
                if (_placement.Put(data, value, target) is { } changed) data = changed;
                else complete &= skipFailed;
                if (data.Weight > MostValues) break;
            }
        }
        return complete && IsReasonable(document, data) ? data : null;
    }

    /// <summary>The value of a source; null where there is none, which is reported.</summary>
    private YamlValue? Value(ValueSource source, DocumentSet set, ref bool complete)
    {
        var found = set.FindSource(source.Schema, source.Name);
        if (found is null)
        {
            return Missing(source, $"there is no document {source.Schema} '{source.Name}'.{set.WhyNoSource(source.Schema, source.Name)}",
                "Add the document, or take the substitution out.", ref complete);
        }
        if (found.Rendered is null)
        {
            // What is wrong with the source is reported there.
            complete = false;
            return null;
        }
        var value = found.Rendered is YamlMapping ? DataTree.Find(found.Rendered, source.Path) : found.Rendered;
        if (value is null or YamlScalar { IsNull: true })
        {
            var missing = value is null ? "has nothing" : "is null";
            Missing(source, $"{source.Schema} '{source.Name}' ({found.Root.Location}) {missing} at {source.Path}.",
                "Correct the path, or complete the source.", ref complete);
            // As Pegleg does: where the source has no such value, null is put in.
            return skipFailed ? new YamlScalar("", ScalarKind.Null, found.Root.File, found.Root.Line, found.Root.Column) : null;
        }
        var taken = _placement.Taken(found.IsSecret ? Hidden(value) : value, source);
        complete &= taken is not null || skipFailed;
        return taken;
    }

    private YamlValue? Missing(ValueSource source, string message, string remedy, ref bool complete)
    {
        complete &= skipFailed;
        if (skipFailed) findings.Warning(RuleIds.SubstitutionSource, source.Place, $"{source.Place}: {message}", remedy);
        else findings.Error(RuleIds.SubstitutionSource, source.Place, $"{source.Place}: {message}", remedy);
        return null;
    }

    /// <summary>A secret's value, which messages do not show.</summary>
    private static YamlValue Hidden(YamlValue value) => value switch
    {
        YamlScalar scalar => new YamlScalar(scalar.Text, scalar.Kind, scalar.File, scalar.Line, scalar.Column, isSecret: true),
        YamlSequence list => new YamlSequence([.. list.Items.Select(Hidden)], list),
        YamlMapping mapping => new YamlMapping([.. mapping.Entries.Select(entry => new YamlEntry(entry.Key, Hidden(entry.Value)))], mapping),
        _ => value,
    };

    private bool IsReasonable(LayeredDocument document, YamlValue data)
    {
        var problem = data.Weight > MostValues ? $"more than {MostValues} values"
            : IsDeeper(data, DeepestLevel) ? $"values more than {DeepestLevel} levels deep in one another" : null;
        if (problem is null) return true;
        findings.Error(RuleIds.LayeringSize, document.Start(), $"{document.Label} would hold {problem} after layering and substitution.");
        return false;
    }

    private static bool IsDeeper(YamlValue value, int levels) => levels == 0 || value switch
    {
        YamlMapping mapping => mapping.Entries.Any(entry => IsDeeper(entry.Value, levels - 1)),
        YamlSequence list => list.Items.Any(item => IsDeeper(item, levels - 1)),
        _ => false,
    };
}
