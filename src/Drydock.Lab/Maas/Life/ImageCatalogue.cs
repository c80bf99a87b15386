using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Lab.Maas.Life;

/// <summary>What the lab's image source offers.</summary>
internal static class ImageCatalogue
{
    private static readonly Dictionary<string, string> Ubuntu = new(StringComparer.Ordinal)
    {
        ["bionic"] = "18.04",
        ["focal"] = "20.04",
        ["jammy"] = "22.04",
        ["noble"] = "24.04",
    };

    private static readonly string[] CentOs = ["centos7", "8"];

    private static readonly string[] Arches = ["amd64", "arm64", "ppc64el", "s390x"];

    public static bool Offers(string os, string release) => Releases(os).Contains(release);

    public static IEnumerable<string> Releases(string os) => os switch
    {
        "ubuntu" or "" => Ubuntu.Keys,
        "centos" => CentOs,
        _ => [],
    };

    public static bool OffersArches(IEnumerable<string> arches) => arches.All(arch => arch == "*" || Arches.Contains(arch));

    /// <summary>The architectures with kernels of a selection, for example <c>amd64/hwe-22.04</c>.</summary>
    public static IEnumerable<string> Architectures(string os, string release, IReadOnlyCollection<string> arches)
    {
        var wanted = arches.Contains("*") ? Arches : Arches.Where(arches.Contains);
        string[] kernels = os == "ubuntu" ? ["ga-" + Ubuntu[release], "hwe-" + Ubuntu[release]] : ["generic"];
        return wanted.SelectMany(arch => kernels.Select(kernel => arch + "/" + kernel));
    }
}
