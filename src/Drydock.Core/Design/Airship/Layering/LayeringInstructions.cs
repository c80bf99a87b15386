using System.Collections.Generic;
using Drydock.Core.Design.Airship.Substitution;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Airship.Layering;

/// <summary>What an action does with the parent's data.</summary>
internal enum ActionMethod
{
    Merge,
    Replace,
    Delete,
}

/// <summary>A step of layering a document on its parent.</summary>
/// <param name="Method">What it does.</param>
/// <param name="Path">The place in the data.</param>
/// <param name="By">The path as written: where what it makes comes from.</param>
/// <param name="Place">The place of the action, for messages.</param>
internal sealed record LayeringAction(ActionMethod Method, DataPath Path, YamlValue By, DesignPlace Place);

/// <summary>How a document is made: what is done with its parent's data, then which values are put into it.</summary>
internal sealed record LayeringInstructions(IReadOnlyList<LayeringAction> Actions, IReadOnlyList<ValueSubstitution> Substitutions);
