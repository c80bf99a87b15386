using System.Text.RegularExpressions;
using Drydock.Core.Design.Findings;
using Drydock.Design;

namespace Drydock.Core.Design.Rules;

/// <summary>
/// A package list names packages; a version that is given has the form <c>[epoch:]upstream-revision</c> of Debian
/// packages (Debian policy, 5.6.12). The revision is a must, as it always was in drydock.
/// </summary>
internal sealed class PackageListRule : IDesignRule
{
    private static readonly Regex VersionForm = new(
        @"\A([0-9]+:)?[a-zA-Z0-9.+~-]+-[a-zA-Z0-9.+~]+\z", RegexOptions.CultureInvariant);

    public void Check(DesignCheck check)
    {
        foreach (var action in check.Site.BootActions)
            for (var index = 0; index < action.Assets.Count; index++) Asset(check, action, action.Assets[index], $"[{index}]");
    }

    private static void Asset(DesignCheck check, BootAction action, BootActionAsset asset, string step)
    {
        if (asset.Packages is not { } packages) return;
        if (packages.Count == 0)
            check.Error(RuleIds.PackageList, check.Find(action, "assets", step, "data"), "names no package.", "List packages with their versions.");
        foreach (var package in packages)
        {
            if (package.Value.Length == 0 || VersionForm.IsMatch(package.Value)) continue;
            check.Error(RuleIds.PackageList, check.Find(action, "assets", step, "data", package.Key),
                $"is '{package.Value}'; expected a version such as 1.2.3-1 or 1:1.2.3-1ubuntu1.", "Leave the version empty to take the newest.");
        }
    }
}
