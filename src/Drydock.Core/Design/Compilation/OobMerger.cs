using Drydock.Core.Design.Reading;
using Drydock.Design;

namespace Drydock.Core.Design.Compilation;

/// <summary>Fills in what a host's out-of-band settings leave open from those of the profile it inherits.</summary>
internal sealed class OobMerger(Removals removed)
{
    public OobSettings Merge(OobSettings own, OobSettings parent)
    {
        // A secret and a reference to one stand for each other: the nearer of the two counts.
        var credential = own.Credential is null && own.CredentialReference is null && !IsRemoved("credential") ? parent : own;
        var kg = own.Kg is null && own.KgReference is null && !IsRemoved("kg") ? parent : own;
        return new()
        {
            Type = Text("type", own.Type, parent.Type),
            Network = Text("network", own.Network, parent.Network),
            Account = Text("account", own.Account, parent.Account),
            Credential = credential.Credential,
            CredentialReference = credential.CredentialReference,
            Address = Text("address", own.Address, parent.Address),
            Port = Value("port", own.Port, parent.Port),
            IpmiPort = Value("ipmi_port", own.IpmiPort, parent.IpmiPort),
            RedfishPort = Value("redfish_port", own.RedfishPort, parent.RedfishPort),
            CipherSuite = Value("cipher_suite", own.CipherSuite, parent.CipherSuite),
            Privilege = Value("privilege", own.Privilege, parent.Privilege),
            Kg = kg.Kg,
            KgReference = kg.KgReference,
            SystemId = Text("system_id", own.SystemId, parent.SystemId),
            Authentication = Value("auth", own.Authentication, parent.Authentication),
            Tls = removed.Inherit(".oob.tls", own.Tls, parent.Tls),
            BootMode = Value("boot_mode", own.BootMode, parent.BootMode),
            LibvirtUri = Text("libvirt_uri", own.LibvirtUri, parent.LibvirtUri),
            Domain = Text("domain", own.Domain, parent.Domain),
            Timeouts = Timeouts(own.Timeouts, parent.Timeouts),
            Extensions = Inheritance.Maps(own.Extensions, parent.Extensions),
        };
    }

    private OobTimeouts Timeouts(OobTimeouts own, OobTimeouts parent)
    {
        if (IsRemoved("timeouts")) return own;
        return new(
            Value("timeouts.connect", own.Connect, parent.Connect),
            Value("timeouts.request", own.Request, parent.Request),
            Value("timeouts.action", own.Action, parent.Action));
    }

    private string? Text(string key, string? own, string? parent) => removed.Inherit(".oob." + key, own, parent);

    private T? Value<T>(string key, T? own, T? parent)
        where T : struct => own ?? (IsRemoved(key) ? null : parent);

    private bool IsRemoved(string key) => removed.Contains(".oob." + key);
}
