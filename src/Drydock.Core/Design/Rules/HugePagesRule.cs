using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Rules;

/// <summary>The kernel parameters <c>hugepages</c> and <c>hugepagesz</c> come together: a count and the size it counts.</summary>
internal sealed class HugePagesRule : IDesignRule
{
    public void Check(DesignCheck check)
    {
        foreach (var node in check.Site.Nodes)
        {
            var hasCount = node.KernelParams.ContainsKey("hugepages");
            if (hasCount == node.KernelParams.ContainsKey("hugepagesz")) continue;
            var (given, missing) = hasCount ? ("hugepages", "hugepagesz") : ("hugepagesz", "hugepages");
            check.Error(RuleIds.HugePages, check.Find(node, "platform", "kernel_params", given),
                $"comes without {missing}.", "Give both the number of huge pages and their size.");
        }
    }
}
