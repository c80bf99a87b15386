using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>A rule's code and its name.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">The name, unique.</param>
/// <param name="Severity">The worst that its findings can be.</param>
/// <param name="Description">What the rule demands, in one sentence; it is the rule's help.</param>
/// <param name="Remedy">What to do where a finding says nothing more precise.</param>
/// <param name="CanSkip">False for what keeps a design from being read or compiled.</param>
internal sealed record RuleId(string Code, string Name, FindingSeverity Severity, string Description, string Remedy, bool CanSkip = true);
