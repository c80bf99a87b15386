using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Drydock.Drivers.Oob.Libvirt;

/// <summary>How a libvirt daemon is reached.</summary>
public enum HypervisorTransport
{
    /// <summary>A socket of this machine.</summary>
    Unix,

    /// <summary>TCP without encryption, for trusted networks and tests.</summary>
    Tcp,

    /// <summary>An ssh client, run as a child process.</summary>
    Ssh,
}

/// <summary>
/// A libvirt URI: <c>qemu+ssh://user@host:22/system</c>, <c>qemu+tcp://host/system</c>, <c>qemu:///system</c> or
/// <c>qemu:///session</c>. Known parameters, by libvirt's names: <c>socket</c>, and for ssh <c>keyfile</c>, <c>known_hosts</c>,
/// <c>no_verify=1</c> (any host key is accepted) and <c>command</c> (the ssh program).
/// </summary>
public sealed record HypervisorUri
{
    private const int TcpPort = 16509;

    private static readonly char[] BetweenParameters = ['&', ';'];
    private static readonly char[] BeforeValue = ['='];
    private static readonly string[] KnownParameters = ["socket", "keyfile", "known_hosts", "no_verify", "command", "no_tty"];

    /// <summary>Names reach ssh's command line and a shell over there, so they hold nothing that either could misread.</summary>
    private static readonly Regex SafeName = new(@"^[A-Za-z0-9_][A-Za-z0-9._@\\-]*$");

    private static readonly Regex SafePath = new("^/[A-Za-z0-9_./-]*$");

    private HypervisorUri()
    {
    }

    /// <summary>The URI as the design gives it.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The URI that the daemon itself opens, for example <c>qemu:///system</c>.</summary>
    public string Name => $"{Driver}://{Path}";

    /// <summary>The hypervisor's kind, for example <c>qemu</c>.</summary>
    public string Driver { get; private init; } = "";

    /// <summary>How the daemon is reached.</summary>
    public HypervisorTransport Transport { get; private init; }

    /// <summary>The host; empty for this machine's own socket.</summary>
    public string Host { get; private init; } = "";

    /// <summary>The port; 0 for ssh's own configuration.</summary>
    public int Port { get; private init; }

    /// <summary>The ssh account; null for ssh's own configuration.</summary>
    public string? User { get; private init; }

    /// <summary>The path, for example <c>/system</c>.</summary>
    public string Path { get; private init; } = "";

    /// <summary>True for a user's own hypervisor.</summary>
    public bool IsSession => Path == "/session";

    /// <summary>The daemon's socket; null for the usual one.</summary>
    public string? Socket { get; private init; }

    /// <summary>A private key's file; null for ssh's own configuration.</summary>
    public string? KeyFile { get; private init; }

    /// <summary>A file of known host keys; null for ssh's own configuration.</summary>
    public string? KnownHosts { get; private init; }

    /// <summary>Accepts any host key: a visible choice for labs.</summary>
    public bool SkipHostKey { get; private init; }

    /// <summary>The ssh program.</summary>
    public string Command { get; private init; } = "ssh";

    /// <summary>How the connection is protected, in words.</summary>
    public string Security => Transport switch
    {
        HypervisorTransport.Ssh => SkipHostKey ? "ssh, host key not verified" : "ssh",
        HypervisorTransport.Tcp => "TCP, not encrypted",
        _ => "local socket",
    };

    /// <summary>Reads a URI.</summary>
    /// <param name="text">The URI.</param>
    /// <exception cref="FormatException">It cannot be used; the message says why, and does not repeat it.</exception>
    public static HypervisorUri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new FormatException("is no URI such as qemu+ssh://root@host/system");
        var scheme = uri.Scheme.Split('+');
        var transport = (scheme.Length > 1 ? scheme[1] : uri.Host.Length > 0 ? "tls" : "unix") switch
        {
            "unix" => HypervisorTransport.Unix,
            "tcp" => HypervisorTransport.Tcp,
            "ssh" => HypervisorTransport.Ssh,
            var other => throw new FormatException($"asks for transport {other}; known are qemu+ssh://, qemu+tcp:// and qemu:///"),
        };
        if (transport == HypervisorTransport.Unix != (uri.Host.Length == 0))
            throw new FormatException(transport == HypervisorTransport.Unix ? "names a host for a local socket" : "names no host");
        if (uri.UserInfo.Contains(":")) throw new FormatException("holds a password; ssh logs in by key");
        var parameters = ReadParameters(uri.Query);
        return new HypervisorUri
        {
            Text = text,
            Driver = scheme[0],
            Transport = transport,
            Host = Check("host", uri.Host.Trim('[', ']'), IsHost),
            Port = uri.Port > 0 ? uri.Port : transport == HypervisorTransport.Tcp ? TcpPort : 0,
            User = uri.UserInfo.Length == 0 ? null : Check("account", Uri.UnescapeDataString(uri.UserInfo), SafeName.IsMatch),
            Path = Check("path", uri.AbsolutePath, path => path.Length > 1 && SafePath.IsMatch(path)),
            Socket = parameters.TryGetValue("socket", out var socket) ? Check("socket", socket, SafePath.IsMatch) : null,
            KeyFile = parameters.TryGetValue("keyfile", out var key) ? Check("keyfile", key, IsFile) : null,
            KnownHosts = parameters.TryGetValue("known_hosts", out var hosts) ? Check("known_hosts", hosts, IsFile) : null,
            SkipHostKey = parameters.TryGetValue("no_verify", out var verify) && verify == "1",
            Command = parameters.TryGetValue("command", out var command) ? Check("command", command, IsFile) : "ssh",
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Text.Split('?')[0];

    private static bool IsHost(string host) =>
        host.Length == 0 || (host[0] != '-' && Uri.CheckHostName(host) != UriHostNameType.Unknown);

    private static bool IsFile(string path) =>
        path.Length > 0 && path[0] != '-' && !path.Any(letter => letter == '"' || char.IsControl(letter));

    private static string Check(string what, string value, Func<string, bool> isGood) =>
        isGood(value) ? value : throw new FormatException($"has the {what} '{value}', which cannot be used");

    private static Dictionary<string, string> ReadParameters(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split(BetweenParameters, StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(BeforeValue, 2);
            if (!KnownParameters.Contains(parts[0]))
                throw new FormatException($"has the parameter '{parts[0]}'; known are {string.Join(", ", KnownParameters)}");
            parameters[parts[0]] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
        }

        return parameters;
    }
}
