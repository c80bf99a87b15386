using Drydock.Design;

namespace Drydock.Core.Design.Findings;

/// <summary>What goes wrong where raw Airship sites are collected, layered and substituted.</summary>
internal static partial class RuleIds
{
    public static RuleId LayeringPolicy { get; } = new("DD5801", "Layering Policy", FindingSeverity.Error,
        "A raw Airship site has one layering policy, which lists the layers in their order.",
        "Keep one document deckhand/LayeringPolicy/v1, whose data.layerOrder lists the layers.", CanSkip: false);

    public static RuleId Layer { get; } = new("DD5802", "Layer", FindingSeverity.Error,
        "Every document is on a layer of the layering policy.",
        "Correct metadata.layeringDefinition.layer, or add the layer to the layering policy.", CanSkip: false);

    public static RuleId LayeringParent { get; } = new("DD5803", "Layering Parent", FindingSeverity.Error,
        "A parentSelector chooses one document of the same schema on an earlier layer.",
        "Choose labels that only one document of the same schema in an earlier layer has.", CanSkip: false);

    public static RuleId LayeringAction { get; } = new("DD5804", "Layering Action", FindingSeverity.Error,
        "Layering actions are merge, replace or delete of paths that exist.",
        "Correct the action's path, or add what stands at it.", CanSkip: false);

    public static RuleId Replacement { get; } = new("DD5805", "Replacement", FindingSeverity.Error,
        "A document that replaces another has its schema and name and is the only one that does.",
        "Give a replacement the schema, the name and the labels of what it replaces, and replace each document once.", CanSkip: false);

    public static RuleId SubstitutionSource { get; } = new("DD5806", "Substitution Source", FindingSeverity.Error,
        "Sources of substitutions, and the paths in them, exist.",
        "Correct schema, name and path of the source, or add the document.", CanSkip: false);

    public static RuleId SubstitutionPath { get; } = new("DD5807", "Substitution Path", FindingSeverity.Error,
        "Destinations of substitutions can be made in the document.",
        "Correct the destination's path: mappings take keys, lists take indexes.", CanSkip: false);

    public static RuleId SubstitutionPattern { get; } = new("DD5808", "Substitution Pattern", FindingSeverity.Error,
        "Patterns of substitutions can be read and are found where they are to be replaced.",
        "Correct the pattern, or the text that it is looked for in.", CanSkip: false);

    public static RuleId LayeringCycle { get; } = new("DD5809", "Layering and Substitution Cycle", FindingSeverity.Error,
        "No document needs itself for its own layering or substitution.",
        "Take one of the substitutions or parents of the circle out.", CanSkip: false);

    public static RuleId LayeringSize { get; } = new("DD5810", "Rendered Size", FindingSeverity.Error,
        "Documents do not grow without bound by layering and substitution.",
        "Split the document, or take out substitutions that repeat large values.", CanSkip: false);

    public static RuleId SiteDefinition { get; } = new("DD5811", "Site Definition", FindingSeverity.Error,
        "A raw Airship site has a site definition that names what it is made of.",
        "Write a document pegleg/SiteDefinition/v1 whose data.site_type is a folder below type.", CanSkip: false);
}
