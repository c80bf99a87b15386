namespace Drydock.Core.Design.Rules;

/// <summary>Something that a compiled site must hold to. A rule has no state.</summary>
internal interface IDesignRule
{
    /// <summary>Looks at a site and reports what breaks the rule.</summary>
    void Check(DesignCheck check);
}
