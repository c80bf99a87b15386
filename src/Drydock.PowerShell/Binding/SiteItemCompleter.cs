using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Drydock.Design;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Binding;

/// <summary>Completes names, tags, labels, racks and links of the site imported last.</summary>
public sealed class SiteItemCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        RunspaceState.Current.Site is not { } site ? []
            : Items(site, commandName, parameterName).Where(item => Completion.Fits(item.Text, wordToComplete))
                .GroupBy(item => item.Text, StringComparer.Ordinal).Select(same => Completion.Of(same.Key, same.First().ToolTip));

    private static IEnumerable<(string Text, string ToolTip)> Items(SiteDesign site, string command, string parameter) => parameter switch
    {
        "Tag" => site.Nodes.SelectMany(node => node.Tags).Select(tag => (tag, $"Nodes with the tag {tag}")),
        "Label" => site.Nodes.SelectMany(node => node.OwnerData).SelectMany(label => new[] { label.Key, $"{label.Key}={label.Value}" })
            .Select(label => (label, $"Nodes with the label {label}")),
        "Rack" => site.Nodes.Where(node => node.Rack is not null).Select(node => (node.Rack!, $"Nodes in the rack {node.Rack}")),
        "Link" => site.NetworkLinks.Select(link => (link.Name, $"Networks of the link {link.Name}: {link.AllowedNetworks}")),
        _ when command.EndsWith("Network", StringComparison.OrdinalIgnoreCase) =>
            site.Networks.Select(network => (network.Name, $"{network.Name}: {network.Cidr}")),
        _ when command.EndsWith("Profile", StringComparison.OrdinalIgnoreCase) =>
            site.HostProfiles.Select(profile => (profile.Name, $"Host profile {profile.Name}"))
                .Concat(site.HardwareProfiles.Select(profile => (profile.Name, $"Hardware profile {profile.Name}"))),
        _ => site.Nodes.Select(node => (node.Name, $"{node.Name}: rack {node.Rack ?? "-"}, {node.HostProfile ?? "no profile"}, tags {node.Tags}")),
    };
}
