using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>
/// Finds all documents that some need, and puts them in an order in which each comes after those it is made of: its
/// parent, or what replaces the parent, and the sources of its substitutions.
/// </summary>
internal sealed class RenderOrder(DocumentSet documents, FindingSink findings)
{
    private enum State
    {
        Open,
        Done,
    }

    private readonly Dictionary<LayeredDocument, State> _states = [];

    /// <summary>The documents in order, each with how it is made; those with errors, which are reported, have nothing.</summary>
    public List<(LayeredDocument Document, LayeringInstructions? Instructions)> Steps { get; } = [];

    /// <summary>Adds a document after all that it needs. Works with its own stack: chains may be long.</summary>
    public void Add(LayeredDocument wanted)
    {
        var path = new Stack<Visit>();
        if (!_states.ContainsKey(wanted)) path.Push(Open(wanted));
        while (path.Count > 0)
        {
            var visit = path.Peek();
            if (visit.Needs.Count == 0)
            {
                path.Pop();
                _states[visit.Document] = State.Done;
                Steps.Add((visit.Document, visit.Instructions));
                continue;
            }
            var need = visit.Needs.Dequeue();
            if (!_states.TryGetValue(need, out var state)) path.Push(Open(need));
            else if (state == State.Open) Report(path, need);
        }
    }

    private Visit Open(LayeredDocument document)
    {
        _states[document] = State.Open;
        foreach (var problem in document.Source.Problems)
            problem.Report(findings, (document.Kind, document.Name));
        if (document.IsEncrypted)
        {
            findings.Error(RuleIds.SubstitutionSource, document.Start(), $"{document.Label} is needed, and Pegleg has encrypted it.",
                "Decrypt the site first, with pegleg site secrets decrypt.");
            return new Visit(document, null, []);
        }
        var instructions = MetadataReader.Read(document, findings);
        if (instructions is null || !documents.Relate(document)) return new Visit(document, null, []);
        var parent = document.Parent?.ReplacedBy is { } replacement && replacement != document ? replacement : document.Parent;
        var sources = instructions.Substitutions.Select(substitution => documents.FindSource(substitution.Source.Schema, substitution.Source.Name));
        return new Visit(document, instructions, new Queue<LayeredDocument>(new[] { parent }.Concat(sources).OfType<LayeredDocument>().Distinct()));
    }

    private void Report(Stack<Visit> path, LayeredDocument first)
    {
        var cycle = path.Reverse().SkipWhile(visit => visit.Document != first).ToList();
        foreach (var visit in cycle) visit.Instructions = null;
        var names = cycle.Select(visit => visit.Document.Label).Concat([first.Label]).ToList();
        const int MostNamed = 10;
        var shown = names.Count <= MostNamed ? names : [.. names.Take(MostNamed - 1), "…", first.Label];
        findings.Error(RuleIds.LayeringCycle, first.Start(),
            $"{first.Label} is made of itself, by its parent or its substitutions: {string.Join(" needs ", shown)}.",
            "Take out one of the substitutions or parents on the way.");
    }

    private sealed class Visit(LayeredDocument document, LayeringInstructions? instructions, Queue<LayeredDocument> needs)
    {
        public LayeredDocument Document { get; } = document;

        public LayeringInstructions? Instructions { get; set; } = instructions;

        public Queue<LayeredDocument> Needs { get; } = needs;
    }
}
