using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Drivers.Oob.Redfish;

/// <summary>
/// Where a Redfish service is and how it is trusted. <c>oob.address</c> is a host name or IP address, spoken to over HTTPS,
/// or a URL; plain HTTP is spoken only where the URL says <c>http://</c>. Further keys of the <c>oob</c> block:
/// <c>tls_ca</c>, path of a PEM file with the authorities to trust; <c>tls_pin</c>, SHA-256 of the BMC's certificate in
/// hexadecimal, which alone is then trusted; <c>tls_verify: false</c>, trusts any certificate; <c>system_id</c>, which of
/// several systems the node is, by Id, name or UUID.
/// </summary>
public sealed record RedfishSettings
{
    private const string TlsCa = "tls_ca";
    private const string TlsPin = "tls_pin";
    private const string TlsVerify = "tls_verify";
    private const string SystemIdKey = "system_id";

    private RedfishSettings()
    {
    }

    /// <summary>Keys of the <c>oob</c> block beyond the common ones.</summary>
    public static IReadOnlyCollection<string> ExtensionKeys { get; } = [TlsCa, TlsPin, TlsVerify, SystemIdKey];

    /// <summary>The service root, for example <c>https://10.0.0.1/redfish/v1/</c>.</summary>
    public Uri Root { get; private init; } = new("https://localhost/redfish/v1/");

    /// <summary>How its certificate is verified.</summary>
    public TlsPolicy Tls { get; private init; } = TlsPolicy.SystemTrust;

    /// <summary>Which of several systems the node is; null where the design does not say.</summary>
    public string? SystemId { get; private init; }

    /// <summary>How the connection is protected, in words.</summary>
    public string Security => Root.Scheme == Uri.UriSchemeHttps ? $"TLS ({Tls})" : "plain HTTP";

    /// <summary>Reads the settings.</summary>
    /// <param name="target">The node's out-of-band settings.</param>
    /// <exception cref="Errors.DrydockException">
    /// <see cref="Errors.ErrorCatalogue.NodeMisconfigured"/>: a setting cannot be used; the message names it.
    /// </exception>
    public static RedfishSettings Resolve(OobTarget target)
    {
        var root = FindRoot(target);
        var tls = new TlsPolicy
        {
            CaBundle = target.Extensions.Find(TlsCa),
            Sha256Pin = target.Extensions.Find(TlsPin),
            SkipVerification = !ReadVerify(target),
        };
        if (root.Scheme == Uri.UriSchemeHttp && tls != TlsPolicy.SystemTrust)
            throw OobTarget.Misconfigured(target.Node, "oob has TLS settings, but oob.address says http://");
        if (new[] { tls.CaBundle is not null, tls.Sha256Pin is not null, tls.SkipVerification }.Count(given => given) > 1)
            throw OobTarget.Misconfigured(target.Node, $"oob takes one of {TlsCa}, {TlsPin} and {TlsVerify}: false, not several");
        return new RedfishSettings { Root = root, Tls = tls, SystemId = target.Extensions.Find(SystemIdKey) };
    }

    private static bool ReadVerify(OobTarget target)
    {
        if (target.Extensions.Find(TlsVerify) is not { } text) return true;
        return bool.TryParse(text, out var verify) ? verify
            : throw OobTarget.Misconfigured(target.Node, $"oob.{TlsVerify} is '{text}'; expected true or false");
    }

    private static Uri FindRoot(OobTarget target)
    {
        var text = target.Address;
        if (!text.Contains("://"))
            text = "https://" + (text.Count(letter => letter == ':') > 1 && !text.StartsWith("[", StringComparison.Ordinal) ? $"[{text}]" : text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var given) || given.Scheme is not ("https" or "http") || given.UserInfo.Length > 0
            || given.AbsolutePath.TrimEnd('/') is not ("" or "/redfish" or "/redfish/v1"))
        {
            throw OobTarget.Misconfigured(target.Node,
                "oob.address is no host name, IP address or URL such as https://10.0.0.1 (without account and path)");
        }

        if (target.Port is not null && !given.IsDefaultPort && given.Port != target.Port)
            throw OobTarget.Misconfigured(target.Node, "oob.address and oob.port give different ports");
        return new UriBuilder(given.Scheme, given.Host, target.Port ?? given.Port, "/redfish/v1/").Uri;
    }
}
