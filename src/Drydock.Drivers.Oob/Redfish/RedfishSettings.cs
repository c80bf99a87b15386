using System;
using System.Linq;
using Drydock.Design;

namespace Drydock.Drivers.Oob.Redfish;

/// <summary>
/// Where a Redfish service is and how it is trusted. <c>oob.address</c> is a host name or IP address, spoken to over HTTPS,
/// or a URL; plain HTTP is spoken only where the URL says <c>http://</c>. Of the <c>oob</c> block it takes <c>port</c>,
/// <c>tls</c>, <c>system_id</c>, <c>auth</c> and <c>timeouts</c> besides.
/// </summary>
public sealed record RedfishSettings
{
    private RedfishSettings()
    {
    }

    /// <summary>The service root, for example <c>https://10.0.0.1/redfish/v1/</c>.</summary>
    public Uri Root { get; private init; } = new("https://localhost/redfish/v1/");

    /// <summary>How its certificate is verified.</summary>
    public TlsPolicy Tls { get; private init; } = TlsPolicy.SystemTrust;

    /// <summary>Which of several systems the node is; null where the design does not say.</summary>
    public string? SystemId { get; private init; }

    /// <summary>How one logs in.</summary>
    public OobAuthentication Authentication { get; private init; }

    /// <summary>How long a first answer, and any other, may take; null for the driver's own times.</summary>
    public OobTimeouts Timeouts { get; private init; } = OobTimeouts.None;

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
        var tls = target.Settings.Tls ?? TlsPolicy.SystemTrust;
        if (root.Scheme == Uri.UriSchemeHttp && tls != TlsPolicy.SystemTrust)
            throw OobTarget.Misconfigured(target.Node, "oob has TLS settings, but oob.address says http://");
        if (new[] { tls.CaBundle is not null, tls.Sha256Pin is not null, tls.SkipVerification }.Count(given => given) > 1)
            throw OobTarget.Misconfigured(target.Node, "oob.tls takes one of ca, pin and verify: false, not several");
        return new RedfishSettings
        {
            Root = root,
            Tls = tls,
            SystemId = target.Settings.SystemId,
            Authentication = target.Settings.Authentication ?? OobAuthentication.Auto,
            Timeouts = target.Settings.Timeouts,
        };
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

        if (target.Settings.Port is not null && !given.IsDefaultPort && given.Port != target.Settings.Port)
            throw OobTarget.Misconfigured(target.Node, "oob.address and oob.port give different ports");
        return new UriBuilder(given.Scheme, given.Host, target.Settings.Port ?? given.Port, "/redfish/v1/").Uri;
    }
}
