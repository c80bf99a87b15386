namespace Drydock.Design;

/// <summary>What a finding of one kind is about.</summary>
/// <param name="Code">The code, for example <c>DD1001</c>. Codes below DD5000 are those of airshipit/drydock, which uses some twice.</param>
/// <param name="Name">The name, which is unique.</param>
/// <param name="Severity">The worst that its findings can be; some rules tell lesser things too.</param>
/// <param name="Description">One sentence: what the rule demands, or what the code tells.</param>
/// <param name="Remedy">What to do, in general; a finding may say it more precisely.</param>
/// <param name="CanSkip">Whether the rule may be skipped; false where the design cannot be read or compiled otherwise.</param>
public sealed record DesignRule(string Code, string Name, FindingSeverity Severity, string Description, string Remedy, bool CanSkip)
{
    /// <summary>Code and name.</summary>
    public override string ToString() => Code + " " + Name;
}
