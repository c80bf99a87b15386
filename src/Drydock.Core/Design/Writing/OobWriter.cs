using System;
using System.Globalization;
using Drydock.Core.Design.Documents;
using Drydock.Design;
using Drydock.Drivers;

namespace Drydock.Core.Design.Writing;

/// <summary>Writes out-of-band settings; <see cref="Reading.OobReader"/> reads them.</summary>
internal static class OobWriter
{
    public static void Oob(Fields fields, OobSettings oob)
    {
        fields.Text("type", oob.Type).Text("network", oob.Network).Text("address", oob.Address)
            .Number("port", oob.Port).Number("ipmi_port", oob.IpmiPort).Number("redfish_port", oob.RedfishPort)
            .Text("account", oob.Account);
        Secret(fields, "credential", oob.Credential, oob.CredentialReference);
        Secret(fields, "kg", oob.Kg, oob.KgReference);
        fields.Number("cipher_suite", oob.CipherSuite).Text("privilege", Word(oob.Privilege))
            .Text("system_id", oob.SystemId).Text("auth", Word(oob.Authentication))
            .Text("boot_mode", oob.BootMode switch { BootMode.Legacy => "bios", BootMode.Uefi => "uefi", _ => null })
            .Text("libvirt_uri", oob.LibvirtUri).Text("domain", oob.Domain);
        if (oob.Tls is { } tls) fields.Value("tls", Fields.Of(inner => Tls(inner, tls)));
        fields.Group("timeouts", timeouts => Timeouts(timeouts, oob.Timeouts));
        foreach (var entry in oob.Extensions) fields.Text(entry.Key, entry.Value);
    }

    /// <summary>A secret by its reference, if it has one: what was looked up there is no part of the design.</summary>
    private static void Secret(Fields fields, string key, Secret? secret, SecretReference? reference)
    {
        if (reference is null) fields.Secret(key, secret);
        else fields.Text(key, reference.ToString());
    }

    private static void Tls(Fields fields, TlsPolicy tls)
    {
        fields.Text("ca", tls.CaBundle).Text("pin", tls.Sha256Pin);
        if (tls.SkipVerification || fields.IsEmpty) fields.Flag("verify", !tls.SkipVerification);
    }

    private static void Timeouts(Fields fields, OobTimeouts timeouts)
    {
        Seconds(fields, "connect", timeouts.Connect);
        Seconds(fields, "request", timeouts.Request);
        Seconds(fields, "action", timeouts.Action);
    }

    private static void Seconds(Fields fields, string key, TimeSpan? time)
    {
        if (time is { } value) fields.Value(key, Fields.Scalar(value.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture), ScalarKind.Float));
    }

#pragma warning disable CA1308 // The design's words are in lower case.
    private static string? Word<T>(T? value)
        where T : struct, Enum => value?.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
