using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Drydock.Core.Design.Documents;

/// <summary>A document as a tree, and what is wrong with it as YAML.</summary>
internal sealed record YamlDocument(YamlValue Root, IReadOnlyList<TextProblem> Problems);

/// <summary>Something that YAML does not allow, or that has no meaning here; an error if the document is one of a site design.</summary>
internal sealed record TextProblem(RuleId Rule, SourceLocation Location, string Message, string Remedy)
{
    /// <summary>Reports it as an error of its document, whose kind and name are given as far as they show.</summary>
    public void Report(FindingSink findings, (string Kind, string Name) document)
    {
        var label = document is { Kind.Length: > 0, Name.Length: > 0 } ? $"{document.Kind}/{document.Name}" : null;
        findings.Error(Rule, new DesignPlace(label, "", Location),
            label is null ? char.ToUpperInvariant(Message[0]) + Message.Substring(1) : $"{label}: {Message}", Remedy);
    }
}

/// <summary>
/// Builds the positioned tree of one document after the other. Aliases share the value of their anchor; how much they
/// would write out is counted and bounded, as is the depth, so that no text takes more than its size deserves.
/// </summary>
/// <param name="file">The file's name.</param>
/// <param name="linesBefore">How many of its lines come before the text.</param>
/// <param name="texts">The texts met so far.</param>
internal sealed class YamlTreeBuilder(string file, int linesBefore, TextPool texts)
{
    /// <summary>How deep values may lie in one another.</summary>
    public const int DeepestLevel = 64;

    /// <summary>How many values the aliases of a document may stand for.</summary>
    public const int MostAliasedValues = 100_000;

    /// <summary>How many keys of a mapping are compared one by one rather than by a set.</summary>
    private const int WorthASet = 12;

    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private List<TextProblem> _problems = [];
    private int _aliased;

    private readonly Stack<Mark> _brackets = new();

    /// <summary>Where the last value began.</summary>
    public Mark LastMark { get; private set; }

    /// <summary>Where the innermost <c>[</c> or <c>{</c> stands that was open when reading ended; null for none.</summary>
    public Mark? OpenBracket => _brackets.Count == 0 ? null : _brackets.Peek();

    /// <summary>Builds the value that the parser stands at.</summary>
    /// <exception cref="YamlException">The text is no YAML, too deep, or its aliases too many.</exception>
    public YamlDocument Build(IParser parser)
    {
        _anchors.Clear();
        _brackets.Clear();
        _aliased = 0;
        _problems = [];
        return new YamlDocument(Value(parser, 1), _problems);
    }

    private YamlValue Value(IParser parser, int level)
    {
        if (parser.Accept<AnchorAlias>(out var alias))
        {
            parser.MoveNext();
            return Aliased(alias);
        }
        var node = parser.Consume<NodeEvent>();
        LastMark = node.Start;
        if (level > DeepestLevel)
            throw new YamlException(node.Start, node.End, $"Values lie more than {DeepestLevel} levels deep in one another");
        var isBracket = node is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow };
        if (isBracket) _brackets.Push(node.Start);
        YamlValue value = node switch
        {
            Scalar scalar => Scalar(scalar),
            SequenceStart => Sequence(parser, node, level),
            _ => Mapping(parser, node, level),
        };
        if (isBracket) _brackets.Pop();
        if (!node.Anchor.IsEmpty) _anchors[node.Anchor.Value] = value;
        return value;
    }

    private YamlValue Aliased(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var value))
        {
            throw new YamlException(alias.Start, alias.End,
                $"The alias '*{alias.Value.Value}' names no anchor that is complete before it in this document");
        }
        _aliased = (int)Math.Min(int.MaxValue, (long)_aliased + value.Weight);
        if (_aliased > MostAliasedValues)
        {
            throw new YamlException(alias.Start, alias.End,
                $"The aliases of this document stand for more than {MostAliasedValues} values");
        }
        return value;
    }

    private YamlScalar Scalar(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        var kind = tag switch
        {
            "" => scalar.Style == ScalarStyle.Plain ? ScalarTypes.Resolve(scalar.Value) : ScalarKind.Text,
            "!" or "tag:yaml.org,2002:str" => ScalarKind.Text,
            "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null" =>
                ScalarTypes.Resolve(scalar.Value),
            _ => Unsupported(scalar, tag),
        };
        return new YamlScalar(texts.Shared(scalar.Value), kind, file, Line(scalar), (int)scalar.Start.Column);
    }

    private ScalarKind Unsupported(NodeEvent node, string tag)
    {
        var local = tag.Length > 1 && tag[0] == '!' && tag[1] != '!';
        Report(RuleIds.Schema, Place(node), $"the tag '{tag}' has no meaning in a site design.",
            local ? $"Put quotes around what begins with an exclamation mark: '{tag}'." : "Leave the tag out.");
        return ScalarKind.Text;
    }

    private YamlSequence Sequence(IParser parser, NodeEvent start, int level)
    {
        CheckTag(start, "tag:yaml.org,2002:seq");
        var items = new List<YamlValue>();
        var weight = 1L;
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            var item = Value(parser, level + 1);
            items.Add(item);
            weight += item.Weight;
        }
        return new YamlSequence(items.ToArray(), (int)Math.Min(weight, int.MaxValue), file, Line(start), (int)start.Start.Column);
    }

    private YamlMapping Mapping(IParser parser, NodeEvent start, int level)
    {
        CheckTag(start, "tag:yaml.org,2002:map");
        var entries = new List<YamlEntry>();
        List<YamlMapping>? merged = null;
        HashSet<string>? seen = null;
        var weight = 1L;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            var isMergeKey = at is Scalar { Style: ScalarStyle.Plain, Value: "<<" };
            var key = Value(parser, level + 1);
            var value = Value(parser, level + 1);
            weight += 1L + value.Weight;
            if (isMergeKey) Collect(value, merged ??= []);
            else if (key is not YamlScalar { IsNull: false } name)
                Report(RuleIds.Schema, key.Location, $"a key is {key.Describe()}; expected a text.", "Write a text before the colon.");
            else if (IsNew(name.Text, entries, ref seen)) entries.Add(new YamlEntry(name, value));
            else ReportDuplicate(name, entries);
        }
        if (merged is not null)
        {
            // Merged keys come first and give way to the mapping's own (YAML merge key, yaml.org/type/merge.html).
            var known = new HashSet<string>(entries.Select(entry => entry.Key.Text), StringComparer.Ordinal);
            entries.InsertRange(0, merged.SelectMany(mapping => mapping.Entries).Where(entry => known.Add(entry.Key.Text)).ToList());
        }
        return new YamlMapping(entries.ToArray(), (int)Math.Min(weight, int.MaxValue), file, Line(start), (int)start.Start.Column);
    }

    private static bool IsNew(string key, List<YamlEntry> entries, ref HashSet<string>? seen)
    {
        if (entries.Count >= WorthASet)
        {
            seen ??= new(entries.Select(entry => entry.Key.Text), StringComparer.Ordinal);
            return seen.Add(key);
        }
        for (var index = 0; index < entries.Count; index++)
            if (entries[index].Key.Text == key) return false;
        return true;
    }

    private void ReportDuplicate(YamlScalar name, List<YamlEntry> entries)
    {
        var first = entries.First(entry => entry.Key.Text == name.Text).Key;
        Report(RuleIds.DuplicateKey, name.Location,
            $"the key '{name.Text}' stands twice in one mapping, first in line {first.Line}.",
            "Leave one of them out, or join their values.");
    }

    private void Collect(YamlValue value, List<YamlMapping> merged)
    {
        if (value is YamlMapping mapping) merged.Add(mapping);
        else if (value is YamlSequence sequence && sequence.Items.All(item => item is YamlMapping))
            merged.AddRange(sequence.Items.Cast<YamlMapping>());
        else Report(RuleIds.Schema, value.Location, $"the merge key '<<' has {value.Describe()}; expected a mapping or a list of them.", "Name anchors of mappings, as in <<: *name.");
    }

    private void CheckTag(NodeEvent node, string known)
    {
        if (!node.Tag.IsEmpty && node.Tag.Value != known && node.Tag.Value != "!") Unsupported(node, node.Tag.Value);
    }

    private void Report(RuleId rule, SourceLocation place, string message, string remedy) =>
        _problems.Add(new TextProblem(rule, place, message, remedy));

    private int Line(ParsingEvent at) => (int)at.Start.Line + linesBefore;

    private SourceLocation Place(ParsingEvent at) => new(file, Line(at), (int)at.Start.Column);
}
