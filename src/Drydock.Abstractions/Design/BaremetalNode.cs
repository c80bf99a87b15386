using System;
using System.Linq;

namespace Drydock.Design;

/// <summary>
/// A server. In a compiled <see cref="SiteDesign"/> everything inherited is filled in and <see cref="Site"/> leads to
/// networks, links and profiles; made by hand it stands alone.
/// </summary>
public sealed record BaremetalNode : HostSettings
{
    private readonly SiteReference _site;

    /// <summary>MAC address of the interface that boots from the network, lower case with colons.</summary>
    public string? BootMac { get; init; }

    /// <summary>The node's addresses, one or more per network.</summary>
    public ItemList<NodeAddress> Addressing { get; init => field = value ?? ItemList<NodeAddress>.Empty; } = ItemList<NodeAddress>.Empty;

    /// <summary>The compiled site that the node belongs to; null for a node made by hand. Takes no part in equality.</summary>
    public SiteDesign? Site
    {
        get => _site.Site;
        init => _site = new SiteReference(value);
    }

    /// <summary>The node's domain: that of its primary network, or <c>local</c>.</summary>
    public string Domain => Site?.FindNetwork(PrimaryNetwork)?.DnsDomain ?? "local";

    /// <summary>The fully qualified name.</summary>
    public string Fqdn => Name + "." + Domain;

    /// <summary>
    /// Kernel parameters as one text: huge page parameters first, as the kernel wants the size before the count, then
    /// the others in the order of the design; a value of <c>True</c> stands for a parameter without one.
    /// </summary>
    public string KernelParameterText
    {
        get
        {
            var size = KernelParams.Find("hugepagesz");
            var count = KernelParams.Find("hugepages");
            var ordered = KernelParams.Where(entry => size is null || entry.Key is not ("hugepagesz" or "hugepages"))
                .Select(entry => entry.Value == "True" ? entry.Key : entry.Key + "=" + entry.Value);
            if (size is not null)
                ordered = new[] { "hugepagesz=" + size }.Concat(count is null ? [] : ["hugepages=" + count]).Concat(ordered);
            return string.Join(" ", ordered);
        }
    }

    /// <summary>The address at which the BMC answers: <c>oob.address</c>, or the node's address in the out-of-band network.</summary>
    public string? OobAddress => Oob.Address ?? FindAddress(Oob.Network)?.Address;

    /// <summary>The node's address in a network.</summary>
    /// <param name="network">The network's name.</param>
    /// <returns>The first address there, or null.</returns>
    public NodeAddress? FindAddress(string? network) =>
        network is null ? null : Addressing.FirstOrDefault(address => address.Network == network);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Holds the site without making it part of the node's value.</summary>
    private readonly struct SiteReference(SiteDesign? site) : IEquatable<SiteReference>
    {
        public SiteDesign? Site { get; } = site;

        public bool Equals(SiteReference other) => true;

        public override bool Equals(object? obj) => obj is SiteReference;

        public override int GetHashCode() => 0;
    }
}

/// <summary>An address of a node in a network.</summary>
public sealed record NodeAddress
{
    /// <summary>The network's name.</summary>
    public string Network { get; init; } = "";

    /// <summary>How the node comes by its address.</summary>
    public AddressType Type { get; init; }

    /// <summary>The address; null where it is not fixed.</summary>
    public string? Address { get; init; }
}

/// <summary>How a node comes by its address.</summary>
public enum AddressType
{
    /// <summary>The design fixes it.</summary>
    Static,

    /// <summary>DHCP gives it.</summary>
    Dhcp,

    /// <summary>The provisioner picks one that is free.</summary>
    Auto,
}
