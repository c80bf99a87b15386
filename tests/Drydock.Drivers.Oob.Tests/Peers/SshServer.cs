using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>A real ssh server on a free loopback port, with keys of its own, that notes who logs in.</summary>
public sealed class SshServer : IDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private SshServer(string folder, int port, Process process)
    {
        _folder = folder;
        Port = port;
        _process = process;
    }

    /// <summary>Why it cannot be had here; null where it can.</summary>
    public static string? Missing { get; } = Libvirtd.Missing ?? Tool.FindMissing(
        ("sshd", "openssh-server"), ("ssh", "openssh-client"), ("ssh-keygen", "openssh-client"), ("virt-ssh-helper", "libvirt-daemon"));

    public int Port { get; }

    /// <summary>Logins so far.</summary>
    public int Logins => Log.Split('\n').Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));

    /// <summary>Attempts that were turned away so far.</summary>
    public int Refusals => Log.Split('\n').Count(line => line.Contains("authenticating user", StringComparison.Ordinal));

    private string Log => File.ReadAllText(Path.Combine(_folder, "log"));

    /// <summary>Starts it; sessions find the libvirt daemon's socket.</summary>
    public static async Task<SshServer> StartAsync(Libvirtd daemon)
    {
        var folder = Directory.CreateTempSubdirectory("drydock-sshd-").FullName;
        // sshd wants its empty folder, which Debian's service would make.
        if (Environment.IsPrivilegedProcess) Directory.CreateDirectory("/run/sshd");
        foreach (var key in new[] { "host", "user", "stranger" })
            await Tool.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, key));
        // The daemon is an unprivileged user's, and libvirt's helper would look for root's own.
        var command = Environment.IsPrivilegedProcess ? $"ForceCommand {Libvirtd.AsNobody} sh -c \"$SSH_ORIGINAL_COMMAND\"" : "";
        var port = Tool.FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "log"), "");
        var hostKey = await File.ReadAllTextAsync(Path.Combine(folder, "host.pub"));
        await File.WriteAllTextAsync(Path.Combine(folder, "known_hosts"), string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{port} {hostKey}"));
        await File.WriteAllTextAsync(Path.Combine(folder, "no_hosts"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "sshd_config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/user.pub
            PermitRootLogin prohibit-password
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            StrictModes no
            UsePAM no
            PidFile none
            LogLevel VERBOSE
            SetEnv XDG_RUNTIME_DIR={daemon.Folder}/run
            {command}

            """));
        var process = Tool.Start(new ProcessStartInfo(Tool.Find("sshd")!, ["-D", "-f", $"{folder}/sshd_config", "-E", $"{folder}/log"]));
        await Tool.ListeningAsync(port, process);
        return new SshServer(folder, port, process);
    }

    /// <summary>A URI of the daemon's session through this server.</summary>
    /// <param name="key">The key's file: <c>user</c>, or <c>stranger</c> that is not let in.</param>
    /// <param name="hosts">The file of known hosts: <c>known_hosts</c>, or <c>no_hosts</c>.</param>
    public string Uri(string key = "user", string hosts = "known_hosts") => string.Create(CultureInfo.InvariantCulture,
        $"qemu+ssh://{Environment.UserName}@127.0.0.1:{Port}/session?keyfile={_folder}/{key}&known_hosts={_folder}/{hosts}");

    public void Dispose()
    {
        Tool.End(_process);
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A fact that needs a libvirt daemon with qemu, and an ssh server.</summary>
public sealed class LibvirtOverSshFactAttribute : FactAttribute
{
    public LibvirtOverSshFactAttribute() => Skip = SshServer.Missing;
}
