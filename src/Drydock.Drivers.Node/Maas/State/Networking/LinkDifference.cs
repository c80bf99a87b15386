using System.Collections.Generic;
using System.Linq;
using System.Net;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>How the links of one interface differ from the design.</summary>
public sealed class LinkDifference
{
    private readonly DesiredInterface _desired;
    private readonly MaasInterface? _actual;
    private readonly Dictionary<DesiredLink, MaasLink> _kept = [];

    /// <summary>Compares.</summary>
    /// <param name="desired">The interface as designed.</param>
    /// <param name="actual">The interface as it is; null where it is yet to be made.</param>
    /// <param name="moved">Whether it is moved to another VLAN first, which takes all its links away.</param>
    public LinkDifference(DesiredInterface desired, MaasInterface? actual, bool moved)
    {
        _desired = desired;
        _actual = actual;
        // A link_up makes room by itself as soon as there is another link, and comes by itself after the last one.
        var present = actual is null || moved ? [] : actual.Links.Where(link => link.Mode != "link_up").ToList();
        foreach (var wanted in desired.Links)
        {
            if (present.FirstOrDefault(link => Same(wanted, link)) is not { } found) continue;
            _kept.Add(wanted, found);
            present.Remove(found);
        }

        // Any new link drops the DHCP link, so that one is made anew after it.
        if (desired.Links.Any(wanted => wanted.Mode != "dhcp" && !_kept.ContainsKey(wanted))
            && _kept.FirstOrDefault(pair => pair.Key.Mode == "dhcp") is { Key: { } dhcp, Value: { } link })
        {
            _kept.Remove(dhcp);
            present.Add(link);
        }

        var missing = desired.Links.Where(wanted => !_kept.ContainsKey(wanted)).OrderBy(wanted => wanted.Mode == "dhcp" ? 1 : 0).ToList();
        // The first new link takes all old ones away where none stays; but MAAS refuses DHCP where there is DHCP, even then, and
        // an address must be free before any link of the machine is made, since another one may want it.
        var replaces = present.Count > 0 && _kept.Count == 0 && missing.Count > 0 && present.TrueForAll(link => link.Mode != "static")
            && !(missing[0].Mode == "dhcp" && present.Exists(link => link.Mode == "dhcp"));
        Unlinks = actual is null || replaces ? ItemList<UnlinkSubnet>.Empty
            : new(present.Select(stale => new UnlinkSubnet(actual.Name, actual.Id, stale)));
        Links = new(missing.Select((wanted, index) => new LinkSubnet(desired.Name, wanted, replaces && index == 0)));
    }

    /// <summary>Links to remove.</summary>
    public ItemList<UnlinkSubnet> Unlinks { get; }

    /// <summary>Links to make, that of DHCP last.</summary>
    public ItemList<LinkSubnet> Links { get; }

    /// <summary>The change of the default gateway to a link that stays; null where none is needed.</summary>
    /// <param name="present">Id of the link that has the default gateway now; null for none.</param>
    public SetDefaultGateway? Gateway(int? present) =>
        _desired.Links.FirstOrDefault(link => link.DefaultGateway) is { } wanted && _kept.TryGetValue(wanted, out var link)
            && link.Id != present ? new(_desired.Name, _actual!.Id, link.Id) : null;

    /// <summary>An IP address as a value, so that spellings do not matter; null for none.</summary>
    /// <param name="text">The address as written.</param>
    public static IPAddress? Address(string? text) => IPAddress.TryParse(text ?? "", out var address) ? address : null;

    /// <summary>Whether a link is the designed one.</summary>
    /// <param name="wanted">The design.</param>
    /// <param name="link">The link.</param>
    public static bool Same(DesiredLink wanted, MaasLink link) => link.Mode == wanted.Mode && link.SubnetId == wanted.SubnetId
        && (wanted.Address is null || Equals(Address(link.IPAddress), Address(wanted.Address)));
}
