using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Core.Design;
using Drydock.Design;

namespace Drydock.Bench;

/// <summary>The lab's site with the same small design for every node, on either model of server.</summary>
internal static class MaasBenchSite
{
    private const string Storage = """
          storage:
            physical_devices:
              boot_disk:
                labels:
                  bootdrive: true
                partitions:
        EFI
                  - name: root
                    size: '>40g'
                    filesystem:
                      mountpoint: /
              data_disk:
                volume_group: data
            volume_groups:
              data:
                logical_volumes:
                  - name: lib
                    size: 90%
                    filesystem:
                      mountpoint: /var/lib
        """;

    private const string Efi = """
                  - name: efi
                    size: 512mi
                    filesystem:
                      mountpoint: /boot/efi
                      fstype: vfat
        """;

    public static SiteDesign Adapt(IReadOnlyList<SiteSource> sources) => new SiteDesignReader().Read([.. sources.Select(Adapt)]).Site;

    private static SiteSource Adapt(SiteSource source)
    {
        if (!source.File.EndsWith("profiles.yaml", StringComparison.Ordinal)) return source;
        var documents = source.Text.Split("---\n").ToList();
        Replace(documents, "name: compute\n", Profile("compute", "h1000", Storage.Replace("EFI\n", "", StringComparison.Ordinal), ""));
        Replace(documents, "name: control\n", Profile("control", "h2000", Storage.Replace("EFI", Efi, StringComparison.Ordinal), "  oob:\n    type: redfish\n    '!port': null\n"));
        return new SiteSource(source.File, string.Join("---\n", documents).Replace("networks: [mgmt, storage, overlay]", "networks: [mgmt, storage]", StringComparison.Ordinal));
    }

    private static void Replace(List<string> documents, string mark, string text) =>
        documents[documents.FindIndex(document => document.Contains(mark, StringComparison.Ordinal))] = text;

    private static string Profile(string name, string hardware, string storage, string oob) => $"""
        schema: drydock/HostProfile/v1
        metadata:
          schema: metadata/Document/v1
          name: {name}
        data:
          host_profile: defaults
          hardware_profile: {hardware}
        {oob}{storage}

        """;
}
