namespace Drydock.Core.Design.Findings;

/// <summary>What goes wrong where raw Airship sites are collected, layered and substituted.</summary>
internal static partial class RuleIds
{
    public static RuleId LayeringPolicy { get; } = new("DD5801", "Layering Policy",
        "A raw Airship site has one layering policy, which lists the layers in their order.", CanSkip: false);

    public static RuleId Layer { get; } = new("DD5802", "Layer", "Every document is on a layer of the layering policy.", CanSkip: false);

    public static RuleId LayeringParent { get; } = new("DD5803", "Layering Parent",
        "A parentSelector chooses one document of the same schema on an earlier layer.", CanSkip: false);

    public static RuleId LayeringAction { get; } = new("DD5804", "Layering Action",
        "Layering actions are merge, replace or delete of paths that exist.", CanSkip: false);

    public static RuleId Replacement { get; } = new("DD5805", "Replacement",
        "A document that replaces another has its schema and name and is the only one that does.", CanSkip: false);

    public static RuleId SubstitutionSource { get; } = new("DD5806", "Substitution Source",
        "Sources of substitutions, and the paths in them, exist.", CanSkip: false);

    public static RuleId SubstitutionPath { get; } = new("DD5807", "Substitution Path",
        "Destinations of substitutions can be made in the document.", CanSkip: false);

    public static RuleId SubstitutionPattern { get; } = new("DD5808", "Substitution Pattern",
        "Patterns of substitutions can be read and are found where they are to be replaced.", CanSkip: false);

    public static RuleId LayeringCycle { get; } = new("DD5809", "Layering and Substitution Cycle",
        "No document needs itself for its own layering or substitution.", CanSkip: false);

    public static RuleId LayeringSize { get; } = new("DD5810", "Rendered Size",
        "Documents do not grow without bound by layering and substitution.", CanSkip: false);

    public static RuleId SiteDefinition { get; } = new("DD5811", "Site Definition",
        "A raw Airship site has a site definition that names what it is made of.", CanSkip: false);
}
