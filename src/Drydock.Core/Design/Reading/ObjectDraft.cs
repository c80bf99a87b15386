using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>
/// Makes the objects of a site that was not read from texts look like documents to the rules, so that such a site can be
/// checked too. Each gets a place of its own to be found by, which no message shows.
/// </summary>
internal sealed class ObjectDraft
{
    private int _number;

    public ObjectDraft(SiteDesign site)
    {
        if (site.Region is { } region) Draft.Regions.Add(Placed(region, DocumentKinds.Region, (document, at) => document with { Source = at }));
        Draft.Racks.AddRange(site.Racks.Select(item => Placed(item, DocumentKinds.Rack, (document, at) => document with { Source = at })));
        Draft.NetworkLinks.AddRange(site.NetworkLinks.Select(item => Placed(item, DocumentKinds.NetworkLink, (document, at) => document with { Source = at })));
        Draft.Networks.AddRange(site.Networks.Select(item => Placed(item, DocumentKinds.Network, (document, at) => document with { Source = at })));
        Draft.HardwareProfiles.AddRange(site.HardwareProfiles.Select(item => Placed(item, DocumentKinds.HardwareProfile, (document, at) => document with { Source = at })));
        Draft.HostProfiles.AddRange(site.HostProfiles.Select(item => Layer(Placed(item, DocumentKinds.HostProfile, (document, at) => document with { Source = at }))));
        Draft.Nodes.AddRange(site.Nodes.Select(item => Layer(Placed(item, DocumentKinds.BaremetalNode, (document, at) => document with { Source = at }))));
        Draft.BootActions.AddRange(site.BootActions.Select(item => Placed(item, DocumentKinds.BootAction, (document, at) => document with { Source = at })));
        Site = new SiteDesign
        {
            Region = Draft.Regions.FirstOrDefault(),
            Racks = new(Draft.Racks),
            NetworkLinks = new(Draft.NetworkLinks),
            Networks = new(Draft.Networks),
            HardwareProfiles = new(Draft.HardwareProfiles),
            HostProfiles = new(Draft.HostProfiles.Select(layer => (HostProfile)layer.Own)),
            Nodes = new(Draft.Nodes.Select(layer => (BaremetalNode)layer.Own)),
            BootActions = new(Draft.BootActions),
        };
    }

    /// <summary>The objects as documents.</summary>
    public SiteDraft Draft { get; } = new();

    /// <summary>The site with the places.</summary>
    public SiteDesign Site { get; }

    private T Placed<T>(T item, string kind, System.Func<T, SourceLocation, T> place)
        where T : DesignDocument
    {
        var document = new SourceDocument(kind, item, ++_number);
        Draft.Declare(document);
        return place(item, document.Start);
    }

    private HostLayer Layer(HostSettings host) => new(Draft.Documents[Draft.Documents.Count - 1], host, new Removals());
}
