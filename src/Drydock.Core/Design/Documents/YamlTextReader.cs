using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Drydock.Core.Design.Findings;
using Drydock.Design;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Drydock.Core.Design.Documents;

/// <summary>
/// Cuts a text into its YAML documents. A document that cannot be read is reported with its line, and reading goes on
/// at the next <c>---</c>.
/// </summary>
internal sealed class YamlTextReader(SiteSource source, FindingSink findings, TextPool texts)
{
    /// <summary>After so many failures a text is no YAML, and searching it further costs more than it tells.</summary>
    private const int MostFailures = 50;

    private readonly string _text = source.Text.TrimStart('\uFEFF');

    /// <summary>The documents that could be read.</summary>
    public List<YamlDocument> Documents { get; } = [];

    /// <summary>Kind and name of documents that could not be read, as far as they show.</summary>
    public List<(string Kind, string Name)> Lost { get; } = [];

    /// <summary>Reads the whole text.</summary>
    public YamlTextReader Read()
    {
        var start = 0;
        var line = 0;
        for (var failures = 1; start >= 0 && start < _text.Length; failures++)
        {
            var failed = ReadFrom(start, line);
            if (failed == 0) break;
            if (failures == MostFailures)
            {
                Lost.Add(("", ""));
                break;
            }
            (start, line) = NextDocument(Math.Max(failed, line + 2));
        }
        return this;
    }

    /// <summary>Reads documents from a place on.</summary>
    /// <returns>The line where reading failed, from 1; 0 where it came to the end.</returns>
    private int ReadFrom(int start, int linesBefore)
    {
        var builder = new YamlTreeBuilder(source.File, linesBefore, texts);
        try
        {
            using var text = new StringReader(start == 0 ? _text : _text.Substring(start));
            var parser = new Parser(new Scanner(text, skipComments: true));
            parser.Consume<StreamStart>();
            while (!parser.Accept<StreamEnd>(out _))
            {
                parser.Consume<DocumentStart>();
                Add(builder.Build(parser));
                parser.Consume<DocumentEnd>();
            }
            return 0;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var isTab = error is YamlException && error.Message.Contains(" tab ");
            var noticed = (error as YamlException)?.Start ?? builder.LastMark;
            var failed = Math.Max(1, (int)noticed.Line) + linesBefore;
            // A bracket that nothing closes is noticed only where the next document or an outermost key begins.
            var isOpen = !isTab && builder.OpenBracket is { } open && (error is not YamlException || (noticed.Column <= 1 && open.Line < noticed.Line));
            var bracket = isOpen ? builder.OpenBracket : null;
            var line = bracket is { } at ? (int)at.Line + linesBefore : failed;
            var column = Math.Max(1, (int)(bracket ?? noticed).Column);
            var reason = isTab ? "a tab indents here, where YAML allows spaces only" : bracket is not null || error is not YamlException ? "the '[' or '{' here is not closed" : error.Message.TrimEnd('.');
            if (isTab) (line, column) = Tab(failed);
            Salvage(failed);
            var excerpt = SecretKinds.Contains(Lost[Lost.Count - 1].Kind) ? "" : LineExcerpt.Of(_text, line, column);
            findings.Error(RuleIds.Syntax, new DesignPlace(null, "", new SourceLocation(source.File, line, column)),
                $"The YAML cannot be read: {reason}.{excerpt}",
                "Correct the line, or one before it; the document was not read from there on.");
            return failed;
        }
    }

    /// <summary>Adds a document, or those of a list of documents, as JSON files have them.</summary>
    private void Add(YamlDocument document)
    {
        if (document.Root is not YamlSequence { Items.Count: > 0 } list || !list.Items.All(IsDocument))
        {
            Documents.Add(document);
            return;
        }
        // What is wrong as YAML stands with its place, so that it does not matter which of them tells it.
        for (var index = 0; index < list.Items.Count; index++)
            Documents.Add(new YamlDocument(list.Items[index], index == 0 ? document.Problems : []));

        static bool IsDocument(YamlValue item) => item is YamlMapping mapping && (mapping.Find("schema") ?? mapping.Find("apiVersion")) is not null;
    }

    /// <summary>Where a document begins from a line on, as index and lines before it; index -1 for none.</summary>
    private (int Start, int LinesBefore) NextDocument(int line)
    {
        var index = 0;
        for (var passed = 1; ; passed++)
        {
            if (passed >= line && IsDocumentStart(index)) return (index, passed - 1);
            index = _text.IndexOf('\n', index) + 1;
            if (index == 0) return (-1, 0);
        }
    }

    private bool IsDocumentStart(int index) => string.CompareOrdinal(_text, index, "---", 0, 3) == 0
        && (index + 3 == _text.Length || char.IsWhiteSpace(_text[index + 3]));

    /// <summary>
    /// Where the first tab indents from a line on, as line and column from 1: of a tab the parser says only where the
    /// value or mapping before it begins.
    /// </summary>
    private (int Line, int Column) Tab(int from)
    {
        var lines = _text.Split('\n');
        for (var line = from; line <= lines.Length; line++)
        {
            var text = lines[line - 1];
            var tab = text.IndexOf('\t');
            if (tab >= 0 && text.Trim().Length > 0 && string.IsNullOrWhiteSpace(text.Substring(0, tab))) return (line, tab + 1);
        }
        return (from, 1);
    }

    /// <summary>Notes which document was lost, so that references to it are not reported as errors too.</summary>
    private void Salvage(int line)
    {
        var lines = _text.Split('\n');
        // The parser may notice only at the next document's beginning.
        var first = Math.Max(0, Math.Min(line, lines.Length) - 2);
        while (first > 0 && !IsStart(lines[first])) first--;
        var document = lines.Skip(IsStart(lines[first]) ? first + 1 : first).TakeWhile(text => !IsStart(text)).ToList();
        var schema = Value(document, "schema:").Split('/');
        var kind = schema.Length == 3 ? schema[1] : Value(document, "kind:");
        var metadata = document.SkipWhile(text => !text.StartsWith("metadata:", StringComparison.Ordinal));
        Lost.Add((kind, Value([.. metadata.Select(text => text.Trim())], "name:")));

        static bool IsStart(string text) => text.StartsWith("---", StringComparison.Ordinal);

        static string Value(List<string> lines, string key) =>
            lines.FirstOrDefault(text => text.StartsWith(key, StringComparison.Ordinal))?.Substring(key.Length)
                .Trim(' ', '\r', '"', '\'') ?? "";
    }
}
