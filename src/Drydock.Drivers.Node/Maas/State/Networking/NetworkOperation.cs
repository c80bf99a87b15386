using System.Collections.Generic;
using System.Linq;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>One write that brings a machine's networking nearer to its design. Its text says what it does.</summary>
/// <param name="Interface">The name of the interface it concerns.</param>
public abstract record NetworkOperation(string Interface);

/// <summary>Deletes a bond, VLAN interface or bridge that stands in the way, and with it what is built on it.</summary>
/// <param name="Interface">Its name.</param>
/// <param name="InterfaceId">Its id.</param>
/// <param name="Type">Its type in MAAS.</param>
public sealed record DeleteInterface(string Interface, int InterfaceId, string Type) : NetworkOperation(Interface)
{
    /// <inheritdoc/>
    public override string ToString() => $"delete {Type} {Interface}";
}

/// <summary>Changes settings of an interface.</summary>
/// <param name="Interface">Its name.</param>
/// <param name="InterfaceId">Its id.</param>
/// <param name="VlanId">The VLAN to attach it to; null leaves it where it is. Its links go when the VLAN changes.</param>
/// <param name="Mtu">The MTU in bytes; null leaves it.</param>
/// <param name="Parameters">Bond parameters to change.</param>
public sealed record UpdateInterface(string Interface, int InterfaceId, int? VlanId, int? Mtu, TextMap Parameters) : NetworkOperation(Interface)
{
    /// <inheritdoc/>
    public override string ToString() => $"set {Interface}: " + string.Join(", ", new[]
    {
        VlanId is { } vlan ? $"VLAN id {vlan}" : null,
        Mtu is { } mtu ? $"MTU {mtu}" : null,
    }.Where(change => change is not null).Concat(Parameters.Select(entry => entry.Key + " " + entry.Value)));
}

/// <summary>Makes a bond.</summary>
/// <param name="Interface">Its name.</param>
/// <param name="Parents">Names of the physical interfaces.</param>
/// <param name="VlanId">Its VLAN, in which the physical interfaces are already.</param>
/// <param name="Mtu">Its MTU in bytes.</param>
/// <param name="Parameters">Bond parameters by MAAS's names.</param>
public sealed record CreateBond(string Interface, ItemList<string> Parents, int VlanId, int Mtu, TextMap Parameters) : NetworkOperation(Interface)
{
    /// <inheritdoc/>
    public override string ToString() => $"create bond {Interface} of {Parents}: VLAN id {VlanId}, MTU {Mtu}"
        + string.Concat(Parameters.Select(entry => ", " + entry.Key + " " + entry.Value));
}

/// <summary>Makes a VLAN interface; MAAS names it <c>parent.vid</c>.</summary>
/// <param name="Interface">The name it will have.</param>
/// <param name="Parent">The name of the interface below.</param>
/// <param name="VlanId">MAAS's id of the VLAN.</param>
/// <param name="Mtu">Its MTU in bytes.</param>
public sealed record CreateVlanInterface(string Interface, string Parent, int VlanId, int Mtu) : NetworkOperation(Interface)
{
    /// <inheritdoc/>
    public override string ToString() => $"create VLAN interface {Interface} on {Parent}: VLAN id {VlanId}, MTU {Mtu}";
}

/// <summary>Removes a link to a subnet.</summary>
/// <param name="Interface">The interface's name.</param>
/// <param name="InterfaceId">Its id.</param>
/// <param name="Link">The link.</param>
public sealed record UnlinkSubnet(string Interface, int InterfaceId, MaasLink Link) : NetworkOperation(Interface)
{
    /// <inheritdoc/>
    public override string ToString() => $"unlink {Interface} from {Link.SubnetCidr ?? "no subnet"} ({Link.Mode}{(Link.IPAddress is { } ip ? " " + ip : "")})";
}

/// <summary>Links an interface to a subnet.</summary>
/// <param name="Interface">The interface's name.</param>
/// <param name="Link">The link to make.</param>
/// <param name="Replaces">Whether all links that the interface has go in the same request (<c>force</c>).</param>
public sealed record LinkSubnet(string Interface, DesiredLink Link, bool Replaces = false) : NetworkOperation(Interface)
{
    /// <inheritdoc/>
    public override string ToString() => $"link {Interface} to {Link}" + (Replaces ? " in place of what it has" : "");
}

/// <summary>Makes an existing link the one with the default gateway.</summary>
/// <param name="Interface">The interface's name.</param>
/// <param name="InterfaceId">Its id.</param>
/// <param name="LinkId">The link's id.</param>
public sealed record SetDefaultGateway(string Interface, int InterfaceId, int LinkId) : NetworkOperation(Interface)
{
    /// <inheritdoc/>
    public override string ToString() => $"default gateway through {Interface}";
}

/// <summary>What is to be done to a machine's networking, in order; nothing where it is as designed.</summary>
/// <param name="Operations">The writes.</param>
public sealed record NetworkPlan(ItemList<NetworkOperation> Operations)
{
    /// <summary>Whether the machine is as designed.</summary>
    public bool IsConverged => Operations.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => IsConverged ? "networking is as designed" : string.Join("; ", (IEnumerable<NetworkOperation>)Operations);
}
