using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design.Comparing;
using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Writing;
using Drydock.Design;
using Drydock.Drivers;

namespace Drydock.Core.Design;

/// <summary>Compares site designs, document by document and effective node by effective node.</summary>
public sealed class SiteDesignComparer : ISiteDesignComparer
{
    /// <inheritdoc/>
    public ItemList<SiteDesignDifference> Compare(SiteDesign reference, SiteDesign difference)
    {
        var before = reference ?? throw new ArgumentNullException(nameof(reference));
        var after = difference ?? throw new ArgumentNullException(nameof(difference));
        return new([
            .. Documents<Region>(before, after, DocumentKinds.Region, site => site.Region is { } region ? [region] : [], SiteWriters.Region),
            .. Documents(before, after, DocumentKinds.Rack, site => site.Racks, SiteWriters.Rack),
            .. Documents(before, after, DocumentKinds.NetworkLink, site => site.NetworkLinks, NetworkWriters.NetworkLink),
            .. Documents(before, after, DocumentKinds.Network, site => site.Networks, NetworkWriters.Network),
            .. Documents(before, after, DocumentKinds.HardwareProfile, site => site.HardwareProfiles, SiteWriters.HardwareProfile),
            .. Documents(before, after, DocumentKinds.HostProfile, site => site.HostProfiles, HostWriter.Profile),
            .. Nodes(before, after),
            .. Documents(before, after, DocumentKinds.BootAction, site => site.BootActions, BootAction),
        ]);
    }

    private static IEnumerable<SiteDesignDifference> Nodes(SiteDesign before, SiteDesign after)
    {
        foreach (var (old, now) in Pairs(before.Nodes, after.Nodes))
        {
            var name = (now ?? old)!.Name;
            var found = new SiteDesignDifference { Kind = DocumentKinds.BaremetalNode, Name = name, Nodes = new([name]) };
            if (old is null)
            {
                yield return found with { Change = DesignChangeType.Added, Actions = RequiredActions.ForNewNode };
            }
            else if (now is null)
            {
                yield return found with { Change = DesignChangeType.Removed, Actions = new([ActionNames.DestroyNode]) };
            }
            else if (TreeComparison.Changes(NodeSurroundings.Of(old), NodeSurroundings.Of(now)) is { Count: > 0 } changes)
            {
                var actions = RequiredActions.ForNode(changes, old, now);
                var redeploys = actions.Contains(ActionNames.DestroyNode);
                yield return found with
                {
                    Properties = changes,
                    Actions = actions,
                    NeedsRedeploy = redeploys,
                    Remark = redeploys ? "A deployed node must be released and deployed anew; one that is not needs no DestroyNode." : "",
                };
            }
        }
    }

    private static IEnumerable<SiteDesignDifference> Documents<T>(SiteDesign before, SiteDesign after, string kind,
        Func<SiteDesign, IReadOnlyList<T>> documents, Func<T, YamlMapping> write)
        where T : DesignDocument
    {
        foreach (var (old, now) in Pairs(documents(before), documents(after)))
        {
            var oldTree = old is null ? null : write(old);
            var newTree = now is null ? null : write(now);
            var changes = oldTree is not null && newTree is not null
                ? TreeComparison.Changes(oldTree, newTree) : ItemList<DesignPropertyChange>.Empty;
            if (old is not null && now is not null && changes.Count == 0) continue;
            var change = old is null ? DesignChangeType.Added : now is null ? DesignChangeType.Removed : DesignChangeType.Changed;
            var keys = change == DesignChangeType.Changed ? changes.Select(property => property.Path.Split('.', '[')[0])
                : (newTree ?? oldTree)!.Entries.Select(entry => entry.Key.Text);
            var name = (now ?? old)!.Name;
            var nodes = new ItemList<string>(DocumentReach.Nodes(before, kind, name).Union(DocumentReach.Nodes(after, kind, name)));
            yield return With(new() { Kind = kind, Name = name, Change = change, Properties = changes, Nodes = nodes }, keys);
        }
    }

    /// <summary>A boot action with the nodes that it concerns: they change with the nodes' tags, too.</summary>
    private static YamlMapping BootAction(BootAction action)
    {
        var document = BootActionWriter.BootAction(action);
        return new YamlMapping([.. document.Entries, .. Fields.Of(fields => fields.Texts("target_nodes", action.TargetNodes)).Entries], document);
    }

    private static SiteDesignDifference With(SiteDesignDifference found, IEnumerable<string> keys) => found.Kind switch
    {
        DocumentKinds.Region => found with { Actions = RequiredActions.ForRegion(keys) },
        DocumentKinds.Network or DocumentKinds.NetworkLink when found.Change == DesignChangeType.Removed =>
            found with { Remark = "Drydock deletes no networks from the provisioner; remove what is no longer used there." },
        DocumentKinds.Network or DocumentKinds.NetworkLink => found with
        {
            Actions = new([ActionNames.CreateNetworkTemplate]),
            Remark = "What it changes at nodes shows at them.",
        },
        DocumentKinds.HardwareProfile when keys.Contains("scripts") =>
            found with { Actions = new([ActionNames.PrepareHardwareConfig]), Remark = "The scripts run when a node is commissioned." },
        DocumentKinds.HardwareProfile or DocumentKinds.HostProfile or DocumentKinds.Rack =>
            found with { Remark = "What it changes at nodes shows at them." },
        _ when found.Change == DesignChangeType.Removed || found.Nodes.Count == 0 =>
            found with { Remark = "Deployed nodes stay as they are." },
        _ => found with
        {
            Actions = RequiredActions.ForBootAction,
            NeedsRedeploy = true,
            Remark = "It runs when a node is deployed; nodes that are deployed already do it when they are deployed anew.",
        },
    };

    /// <summary>The documents of both designs by name, in the order of the old design, then new ones; of one name the first.</summary>
    private static IEnumerable<(T? Before, T? After)> Pairs<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : DesignDocument
    {
        var old = First(before);
        var now = First(after);
        foreach (var name in before.Concat(after).Select(document => document.Name).Distinct(StringComparer.Ordinal))
            yield return (old.TryGetValue(name, out var left) ? left : null, now.TryGetValue(name, out var right) ? right : null);
    }

    private static Dictionary<string, T> First<T>(IReadOnlyList<T> documents)
        where T : DesignDocument => documents.GroupBy(document => document.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
}
