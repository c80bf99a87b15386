using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>The names of states: as people read them and as filters write them.</summary>
internal static class NodeStatusNames
{
    private static readonly Dictionary<NodeStatus, string> Labels = new()
    {
        [NodeStatus.FailedReleasing] = "Releasing failed",
        [NodeStatus.FailedEnteringRescueMode] = "Failed to enter rescue mode",
        [NodeStatus.FailedExitingRescueMode] = "Failed to exit rescue mode",
    };

    private static readonly NodeStatus[] All = [.. Enum.GetValues(typeof(NodeStatus)).Cast<NodeStatus>()];

    private static readonly Dictionary<string, NodeStatus> ByConstant =
        All.ToDictionary(status => Words(status, '_'), StringComparer.Ordinal);

    /// <summary>The name people read, for example <c>Failed commissioning</c>.</summary>
    public static string Label(this NodeStatus status)
    {
        if (Labels.TryGetValue(status, out var label)) return label;
        var words = Words(status, ' ');
        return char.ToUpperInvariant(words[0]) + words.Substring(1);
    }

    /// <summary>The state of a filter's word, for example <c>failed_commissioning</c>; null where there is none.</summary>
    public static NodeStatus? Parse(string constant) =>
        ByConstant.TryGetValue(constant, out var status) ? status : null;

    private static string Words(NodeStatus status, char separator) =>
        string.Concat(status.ToString().Select((letter, index) =>
            char.IsUpper(letter) ? (index == 0 ? "" : separator.ToString()) + char.ToLowerInvariant(letter) : letter.ToString()));
}
