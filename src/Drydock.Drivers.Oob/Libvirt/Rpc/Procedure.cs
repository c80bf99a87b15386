namespace Drydock.Drivers.Oob.Libvirt.Rpc;

/// <summary>Numbers of the procedures used, by libvirt's <c>remote_protocol.x</c>.</summary>
public enum Procedure
{
    /// <summary>Opens the hypervisor: optional name, flags.</summary>
    ConnectOpen = 1,

    /// <summary>Says goodbye.</summary>
    ConnectClose = 2,

    /// <summary>Starts a domain.</summary>
    DomainCreate = 9,

    /// <summary>Defines a domain by its XML.</summary>
    DomainDefineXml = 11,

    /// <summary>Takes a domain's power away.</summary>
    DomainDestroy = 12,

    /// <summary>Reads a domain's XML: domain, flags.</summary>
    DomainGetXmlDesc = 14,

    /// <summary>Finds a domain by name.</summary>
    DomainLookupByName = 23,

    /// <summary>Finds a domain by UUID.</summary>
    DomainLookupByUuid = 24,

    /// <summary>Asks the guest to shut down (domain).</summary>
    DomainShutdown = 33,

    /// <summary>Does the server know a feature?</summary>
    ConnectSupportsFeature = 60,

    /// <summary>Which ways of authentication are offered?</summary>
    AuthList = 66,

    /// <summary>Authenticates by polkit.</summary>
    AuthPolkit = 70,

    /// <summary>Is a domain defined, or will it be gone when it stops?</summary>
    DomainIsPersistent = 151,

    /// <summary>Libvirt's version: million × major + thousand × minor + release.</summary>
    ConnectGetLibVersion = 157,

    /// <summary>Has a domain a saved image that its start would resume?</summary>
    DomainHasManagedSaveImage = 183,

    /// <summary>Removes the saved image.</summary>
    DomainManagedSaveRemove = 184,

    /// <summary>Reads a domain's state: domain, flags.</summary>
    DomainGetState = 212,
}
