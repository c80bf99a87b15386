using System.Collections.Generic;

namespace Drydock.Core.Design.Documents;

/// <summary>The kinds of documents that make a site design.</summary>
internal static class DocumentKinds
{
    public const string Region = "Region";
    public const string Rack = "Rack";
    public const string NetworkLink = "NetworkLink";
    public const string Network = "Network";
    public const string HardwareProfile = "HardwareProfile";
    public const string HostProfile = "HostProfile";
    public const string BaremetalNode = "BaremetalNode";
    public const string BootAction = "BootAction";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Region, Rack, NetworkLink, Network, HardwareProfile, HostProfile, BaremetalNode, BootAction];
}
