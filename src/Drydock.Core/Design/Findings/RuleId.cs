namespace Drydock.Core.Design.Findings;

/// <summary>A rule's code and its name.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">The name, unique.</param>
/// <param name="Description">What the rule demands, in one sentence; it is the rule's help.</param>
/// <param name="CanSkip">False for what keeps a design from being read or compiled.</param>
internal sealed record RuleId(string Code, string Name, string Description = "", bool CanSkip = true);
