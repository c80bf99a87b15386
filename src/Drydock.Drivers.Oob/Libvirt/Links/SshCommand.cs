using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>How <c>ssh</c> is asked to reach a libvirt daemon.</summary>
public static class SshCommand
{
    private const string SystemSocket = "/run/libvirt/libvirt-sock";
    private const int ConnectSeconds = 20;

    /// <summary>The arguments of <c>ssh</c>. None of them is a secret: keys come from files or an agent.</summary>
    /// <param name="uri">Where to.</param>
    public static IReadOnlyList<string> Arguments(HypervisorUri uri)
    {
        List<string> arguments = ["-T", .. Options(uri).SelectMany(option => new[] { "-o", option })];
        if (uri.Port != 0) arguments.AddRange(["-p", uri.Port.ToString(CultureInfo.InvariantCulture)]);
        if (uri.User is not null) arguments.AddRange(["-l", uri.User]);
        if (uri.KeyFile is not null) arguments.AddRange(["-i", uri.KeyFile]);
        arguments.AddRange(["--", uri.Host, RemoteCommand(uri)]);
        return arguments;
    }

    /// <summary>
    /// What runs there: libvirt's own helper, or netcat where the socket is named or the helper is missing (libvirt before 6.8).
    /// </summary>
    /// <param name="uri">Where to.</param>
    public static string RemoteCommand(HypervisorUri uri)
    {
        if (uri.Socket is not null) return "nc -U " + CommandLine.QuoteForShell(uri.Socket);
        var helper = "virt-ssh-helper " + CommandLine.QuoteForShell(uri.Name);
        if (uri.IsSession) return helper;
        var script = $"if command -v virt-ssh-helper >/dev/null 2>&1; then exec {helper}; else exec nc -U {SystemSocket}; fi";
        return "sh -c " + CommandLine.QuoteForShell(script);
    }

    private static IEnumerable<string> Options(HypervisorUri uri)
    {
        yield return "BatchMode=yes";
        yield return "ConnectTimeout=" + ConnectSeconds.ToString(CultureInfo.InvariantCulture);
        yield return "ServerAliveInterval=15";
        yield return "ForwardAgent=no";
        yield return "ForwardX11=no";
        yield return "ClearAllForwardings=yes";
        if (uri.KeyFile is not null) yield return "IdentitiesOnly=yes";
        if (uri.SkipHostKey)
        {
            yield return "StrictHostKeyChecking=no";
            yield return "UserKnownHostsFile=/dev/null";
            yield return "LogLevel=ERROR";
        }
        else if (uri.KnownHosts is not null)
        {
            yield return $"UserKnownHostsFile=\"{uri.KnownHosts}\"";
        }
    }
}
