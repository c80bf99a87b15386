using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes documents as a stream of YAML. A text that some YAML reader would take for something else is quoted.</summary>
internal sealed class YamlDesignWriter
{
    /// <summary>
    /// Plain texts that YAML 1.1 or 1.2 gives another type, beyond those of <see cref="ScalarTypes"/>: numbers with an
    /// exponent or a leading zero, octal ones, base-60 ones (MAC addresses, times), dates, and words for booleans.
    /// </summary>
    private static readonly Regex Ambiguous = new(
        @"\A([-+.]?[0-9][0-9_.,:eExXoObBa-fA-F+-]*|[-+]?\.(inf|nan)|y|n|yes|no|on|off|true|false|null|nil|none|undefined|~|=|<<)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly Emitter _emitter;

    private YamlDesignWriter(TextWriter text) => _emitter = new Emitter(text,
        new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024,
            skipAnchorName: false, indentSequences: true, newLine: "\n"));

    /// <summary>Whether a text must be quoted to be one for every YAML reader.</summary>
    public static bool IsAmbiguous(string text) => text.Length == 0 || Ambiguous.IsMatch(text);

    /// <summary>The text of documents; lines end with a line feed.</summary>
    public static string Write(IEnumerable<DesignText> documents)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var writer = new YamlDesignWriter(text);
        writer._emitter.Emit(new StreamStart());
        foreach (var document in documents) writer.Document(document);
        writer._emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private void Document(DesignText document)
    {
        _emitter.Emit(new DocumentStart(null, null, isImplicit: false));
        Value(DesignDocuments.Whole(document));
        _emitter.Emit(new DocumentEnd(isImplicit: true));
    }

    private void Value(YamlValue value)
    {
        switch (value)
        {
            case YamlMapping mapping:
                _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true,
                    mapping.Entries.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in mapping.Entries)
                {
                    Value(entry.Key);
                    Value(entry.Value);
                }
                _emitter.Emit(new MappingEnd());
                break;
            case YamlSequence sequence:
                // Short lists of words read best in one line.
                var isShort = sequence.Items.All(item => item is YamlScalar { Text.Length: <= 24 }) && sequence.Items.Count <= 6;
                _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true,
                    isShort ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in sequence.Items) Value(item);
                _emitter.Emit(new SequenceEnd());
                break;
            default:
                Scalar((YamlScalar)value);
                break;
        }
    }

    private void Scalar(YamlScalar scalar) => _emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, scalar.Text, Style(scalar), isPlainImplicit: true, isQuotedImplicit: true));

    private static ScalarStyle Style(YamlScalar scalar)
    {
        if (scalar.Kind != ScalarKind.Text) return ScalarStyle.Plain;
        if (IsAmbiguous(scalar.Text)) return ScalarStyle.SingleQuoted;
        if (!NeedsLines(scalar.Text)) return ScalarStyle.Plain;
        return CanBeLiteral(scalar.Text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
    }

    private static bool NeedsLines(string text) => text.Any(letter => char.IsControl(letter) || letter is '\u0085' or '\u2028' or '\u2029' or '\uFEFF');

    /// <summary>Whether a text survives as a block of lines: nothing but lines, none that begins or ends in a way that needs care.</summary>
    private static bool CanBeLiteral(string text) => text.IndexOf('\n') > 0
        && !text.StartsWith(" ", System.StringComparison.Ordinal) && !text.EndsWith("\n\n", System.StringComparison.Ordinal)
        && text.All(letter => letter == '\n' || letter is >= ' ' and < '\u007f' or >= '\u00a0' and < '\ud800' and not ('\u2028' or '\u2029'))
        && text.Split('\n').All(line => !line.EndsWith(" ", System.StringComparison.Ordinal));
}
