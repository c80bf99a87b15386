using System;
using Drydock.Drivers;

namespace Drydock.Design;

/// <summary>How a host's BMC, or what stands for it, is reached: the <c>oob</c> block of host profiles and nodes.</summary>
public sealed record OobSettings
{
    /// <summary>The driver: <c>ipmi</c>, <c>redfish</c>, <c>libvirt</c>, <c>manual</c>, <c>auto</c>, or one that is registered.</summary>
    public string? Type { get; init; }

    /// <summary>The network in which the node's out-of-band address lies.</summary>
    public string? Network { get; init; }

    /// <summary>The account that logs in.</summary>
    public string? Account { get; init; }

    /// <summary>Its password; null where there is none, or where <see cref="CredentialReference"/> has not been looked up.</summary>
    public Secret? Credential { get; init; }

    /// <summary>Where the password is kept, if not in the design; looked up before a driver is called.</summary>
    public SecretReference? CredentialReference { get; init; }

    /// <summary>An address that stands for the network's: host name, IP address, or for Redfish a URL.</summary>
    public string? Address { get; init; }

    /// <summary>The port; null for the protocol's own.</summary>
    public int? Port { get; init; }

    /// <summary>The port of IPMI for type <c>auto</c> (<c>ipmi_port</c>); null for 623.</summary>
    public int? IpmiPort { get; init; }

    /// <summary>The port of Redfish for type <c>auto</c> (<c>redfish_port</c>); null for the URL scheme's.</summary>
    public int? RedfishPort { get; init; }

    /// <summary>IPMI's cipher suite, 3 or 17, instead of negotiation (<c>cipher_suite</c>).</summary>
    public int? CipherSuite { get; init; }

    /// <summary>The IPMI privilege to ask for; null for operator.</summary>
    public OobPrivilege? Privilege { get; init; }

    /// <summary>
    /// IPMI's BMC key K_G: a text of at most 20 bytes, or <c>0x</c> and at most 40 hexadecimal digits. Null where there is
    /// none, or where <see cref="KgReference"/> has not been looked up.
    /// </summary>
    public Secret? Kg { get; init; }

    /// <summary>Where K_G is kept, if not in the design; looked up before a driver is called.</summary>
    public SecretReference? KgReference { get; init; }

    /// <summary>Which of a Redfish service's systems the host is, by Id, name or UUID (<c>system_id</c>).</summary>
    public string? SystemId { get; init; }

    /// <summary>How Redfish logs in (<c>auth</c>); null for <see cref="OobAuthentication.Auto"/>.</summary>
    public OobAuthentication? Authentication { get; init; }

    /// <summary>How the BMC's certificate is verified (<c>tls</c>); null for the system's trust store.</summary>
    public TlsPolicy? Tls { get; init; }

    /// <summary>How the firmware boots (<c>boot_mode</c>); null for what the hardware profile says.</summary>
    public BootMode? BootMode { get; init; }

    /// <summary>The hypervisor's URI for <c>libvirt</c>.</summary>
    public string? LibvirtUri { get; init; }

    /// <summary>The domain's name or UUID for <c>libvirt</c>, where it is not the node's name.</summary>
    public string? Domain { get; init; }

    /// <summary>How long things may take, where drivers' own times do not fit.</summary>
    public OobTimeouts Timeouts { get; init; } = OobTimeouts.None;

    /// <summary>Settings beyond these, for registered drivers, as the design gives them. The drivers that come with Drydock take none.</summary>
    public TextMap Extensions { get; init => field = value ?? TextMap.Empty; } = TextMap.Empty;
}

/// <summary>How long things may take at one BMC (<c>oob.timeouts</c>, in seconds); null for the driver's own.</summary>
/// <param name="Connect">Until a connection or session is open.</param>
/// <param name="Request">Until one request is answered.</param>
/// <param name="Action">A whole action; a time that a cmdlet is given comes before it.</param>
public sealed record OobTimeouts(TimeSpan? Connect = null, TimeSpan? Request = null, TimeSpan? Action = null)
{
    /// <summary>No limits of its own; initialisers set them.</summary>
    public OobTimeouts()
        : this(null, null)
    {
    }

    /// <summary>All times are the driver's own.</summary>
    public static OobTimeouts None { get; } = new();
}

/// <summary>IPMI privileges, least first.</summary>
public enum OobPrivilege
{
    /// <summary>May look.</summary>
    User,

    /// <summary>May switch power and set boot overrides; what Drydock needs.</summary>
    Operator,

    /// <summary>May configure the BMC.</summary>
    Administrator,
}

/// <summary>Ways to log in to Redfish.</summary>
public enum OobAuthentication
{
    /// <summary>A session where the service has them, else basic.</summary>
    Auto,

    /// <summary>A session, or failure.</summary>
    Session,

    /// <summary>HTTP basic authentication with each request.</summary>
    Basic,
}
