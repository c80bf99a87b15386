using System.Collections.Generic;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Airship.Layering;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship.Substitution;

/// <summary>A value of one document that goes to one or more places of another.</summary>
internal sealed record ValueSubstitution(ValueSource Source, IReadOnlyList<ValueTarget> Targets);

/// <summary>Where a value comes from.</summary>
/// <param name="Schema">The document's schema.</param>
/// <param name="Name">The document's name.</param>
/// <param name="Path">The place in its data; not used where the data is no mapping.</param>
/// <param name="Pattern">What of the text to take; null for all.</param>
/// <param name="Group">The group of the pattern; 0 for the whole match.</param>
/// <param name="Place">The place of <c>src</c>, for messages.</param>
internal sealed record ValueSource(string Schema, string Name, DataPath Path, Regex? Pattern, int Group, DesignPlace Place);

/// <summary>Where a value goes to.</summary>
/// <param name="Path">The place in the data.</param>
/// <param name="Pattern">What of the text there the value replaces; null for all.</param>
/// <param name="PatternText">The pattern as written; empty for none.</param>
/// <param name="Depth">How many levels down texts are searched; -1 for all, null for the text at the path alone.</param>
/// <param name="By">The path as written: where what it makes comes from.</param>
/// <param name="Place">The place of <c>dest</c>, for messages.</param>
internal sealed record ValueTarget(DataPath Path, Regex? Pattern, string PatternText, int? Depth, YamlValue By, DesignPlace Place);
