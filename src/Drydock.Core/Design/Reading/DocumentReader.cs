using Drydock.Core.Design.Documents;
using Drydock.Core.Design.Findings;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads a document into the draft of a site, if it is as it should be.</summary>
internal static class DocumentReader
{
    public static void Read(SourceDocument document, SiteDraft draft, FindingSink findings)
    {
        var errors = findings.Errors;
        var fields = new FieldReader(document, findings);
        switch (document.Kind)
        {
            case DocumentKinds.Region: Add(draft.Regions, SiteReaders.Region(fields)); break;
            case DocumentKinds.Rack: Add(draft.Racks, SiteReaders.Rack(fields)); break;
            case DocumentKinds.NetworkLink: Add(draft.NetworkLinks, NetworkReaders.NetworkLink(fields)); break;
            case DocumentKinds.Network: Add(draft.Networks, NetworkReaders.Network(fields)); break;
            case DocumentKinds.HardwareProfile: Add(draft.HardwareProfiles, HardwareReader.HardwareProfile(fields)); break;
            case DocumentKinds.HostProfile: Add(draft.HostProfiles, HostReader.HostProfile(fields)); break;
            case DocumentKinds.BaremetalNode: Add(draft.Nodes, HostReader.BaremetalNode(fields)); break;
            default: Add(draft.BootActions, BootActionReader.BootAction(fields)); break;
        }

        void Add<T>(System.Collections.Generic.List<T> documents, T read)
        {
            fields.Finish();
            draft.Declare(document);
            if (findings.Errors == errors) documents.Add(read);
        }
    }
}
