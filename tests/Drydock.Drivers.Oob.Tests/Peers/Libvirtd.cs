using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>
/// A real libvirt daemon with real qemu guests, as an unprivileged user's session in a folder of its own: it listens on a
/// local socket and on a free TCP port, and knows nothing of the machine's own libvirt.
/// </summary>
public sealed class Libvirtd : IAsyncLifetime
{
    /// <summary>Runs the command that follows as nobody, for root only.</summary>
    public const string AsNobody = $"setpriv --reuid={Nobody} --regid={Nobody} --clear-groups";

    private const string Nobody = "65534";

    private Process? _process;
    private int _port;

    /// <summary>Why it cannot be had here; null where it can.</summary>
    public static string? Missing { get; } = OperatingSystem.IsLinux()
        ? Tool.FindMissing(
            ("libvirtd", "libvirt-daemon"), ("virsh", "libvirt-clients"), ("qemu-system-x86_64", "qemu-system-x86"), ("setpriv", "util-linux"))
        : "libvirt's daemon runs on Linux";

    /// <summary>Its folder; short, as sockets' paths are limited.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "dd-" + Guid.NewGuid().ToString("N")[..8]);

    public string TcpUri => $"qemu+tcp://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}/session";

    public string SocketUri => $"qemu:///session?socket={Folder}/run/libvirt/libvirt-sock";

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        foreach (var name in new[] { "run", "config/libvirt", "cache" }) Directory.CreateDirectory(Path.Combine(Folder, name));
        _port = Tool.FreePort();
        await File.WriteAllTextAsync(Path.Combine(Folder, "config/libvirt/qemu.conf"), "stdio_handler = \"file\"\n");
        await File.WriteAllTextAsync(Path.Combine(Folder, "libvirtd.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            auth_unix_rw = "none"
            auth_tcp = "none"
            listen_tcp = 1
            listen_tls = 0
            listen_addr = "127.0.0.1"
            tcp_port = "{_port}"
            log_outputs = "3:file:{Folder}/libvirtd.log"

            """));
        await File.WriteAllBytesAsync(Path.Combine(Folder, "disk.img"), new byte[1024 * 1024]);
        string[] daemon = [Tool.Find("libvirtd")!, "-f", $"{Folder}/libvirtd.conf", "-l", "-p", $"{Folder}/pid"];
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.RunAsync("chown", "-R", $"{Nobody}:{Nobody}", Folder);
            daemon = [.. AsNobody.Split(' '), .. daemon];
        }

        var start = new ProcessStartInfo(daemon[0], daemon[1..]) { WorkingDirectory = Folder };
        start.Environment["HOME"] = Folder;
        start.Environment["XDG_RUNTIME_DIR"] = Path.Combine(Folder, "run");
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(Folder, "config");
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(Folder, "cache");
        _process = Tool.Start(start);
        await Tool.ListeningAsync(_port, _process);
    }

    public Task DisposeAsync()
    {
        if (_process is null) return Task.CompletedTask;
        Tool.End(_process);
        // Guests outlive their daemon.
        var guests = Path.Combine(Folder, "run/libvirt/qemu/run");
        foreach (var file in Directory.Exists(guests) ? Directory.GetFiles(guests, "*.pid") : [])
        {
            try
            {
                Tool.End(Process.GetProcessById(int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture)));
            }
            catch (ArgumentException)
            {
                // It ended by itself.
            }
        }

        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Asks libvirt's own client.</summary>
    public Task<string> VirshAsync(params string[] arguments) => Tool.RunAsync("virsh", ["-q", "-c", TcpUri, .. arguments]);

    /// <summary>Defines a domain with two interfaces and a disk.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="os">What stands in <c>os</c> beside the type.</param>
    /// <param name="order">Orders of disk and second interface; else none.</param>
    public async Task DefineAsync(string name, string os = "<boot dev='hd'/>", (int Disk, int Nic)? order = null)
    {
        var number = (name.GetHashCode(StringComparison.Ordinal) & 0xFFFF).ToString("x4", CultureInfo.InvariantCulture);
        string Order(int? value) => value is null ? "" : $"<boot order='{value.Value.ToString(CultureInfo.InvariantCulture)}'/>";
        var file = Path.Combine(Folder, name + ".xml");
        await File.WriteAllTextAsync(file, $"""
            <domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
              <name>{name}</name><memory unit='MiB'>32</memory>
              <metadata><other:note xmlns:other="urn:example:other">kept</other:note></metadata>
              <os><type arch='x86_64' machine='pc'>hvm</type>{os}</os>
              <devices>
                <interface type='user'><mac address='52:54:01:00:{number[..2]}:{number[2..]}'/></interface>
                <interface type='user'><mac address='52:54:02:00:{number[..2]}:{number[2..]}'/>{Order(order?.Nic)}</interface>
                <disk type='file' device='disk'><source file='{Folder}/disk.img'/><target dev='vda' bus='virtio'/><shareable/>{Order(order?.Disk)}</disk>
                <graphics type='vnc' socket='{Folder}/{name}.vnc' passwd='Canary11'/>
              </devices>
              <qemu:commandline><qemu:arg value='-no-user-config'/></qemu:commandline>
            </domain>
            """);
        await VirshAsync("define", file);
    }

    /// <summary>The MAC of a domain's second interface.</summary>
    public static string SecondMac(string name)
    {
        var number = (name.GetHashCode(StringComparison.Ordinal) & 0xFFFF).ToString("x4", CultureInfo.InvariantCulture);
        return $"52:54:02:00:{number[..2]}:{number[2..]}";
    }
}

/// <summary>A fact that needs a libvirt daemon with qemu.</summary>
public sealed class LibvirtFactAttribute : FactAttribute
{
    public LibvirtFactAttribute() => Skip = Libvirtd.Missing;
}
