using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>A link by TCP or by a local socket.</summary>
internal sealed class SocketLink : Link
{
    private readonly Socket _socket;

    private SocketLink(Socket socket, Stream stream)
        : base(stream, stream) => _socket = socket;

    public static Task<Link> ConnectTcpAsync(string host, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        return ConnectAsync(socket, () => socket.ConnectAsync(host, port), $"{host}:{port}", cancel);
    }

    public static async Task<Link> ConnectUnixAsync(HypervisorUri uri, CancellationToken cancel)
    {
        var paths = FindSockets(uri);
        var path = paths.FirstOrDefault(File.Exists)
            ?? throw new LinkException($"there is no socket of a libvirt daemon; looked for {string.Join(", ", paths)}", transient: false,
                remedy: $"Start the daemon (a session's is started by: virsh -c {uri.Name} list), "
                    + "or name its socket with ?socket= in oob.libvirt_uri.");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        return await ConnectAsync(socket, () => socket.ConnectAsync(new UnixEndPoint(path)), path, cancel);
    }

    public override void Dispose()
    {
        Input.Dispose();
        _socket.Dispose();
    }

    /// <summary>Where daemons listen, the one for all hypervisors before the one for this alone.</summary>
    private static List<string> FindSockets(HypervisorUri uri)
    {
        if (uri.Socket is not null) return [uri.Socket];
        var names = new[] { "libvirt-sock", $"virt{uri.Driver}d-sock" };
        return [.. Folders(uri.IsSession).SelectMany(folder => names, (folder, name) => Path.Combine(folder, "libvirt", name))];
    }

    private static IEnumerable<string> Folders(bool session)
    {
        if (!session) return ["/run", "/var/run"];
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return string.IsNullOrEmpty(runtime) ? [cache] : [runtime!, cache];
    }

    private static async Task<Link> ConnectAsync(Socket socket, Func<Task> connect, string where, CancellationToken cancel)
    {
        try
        {
            using (cancel.Register(socket.Dispose)) await connect();
            return new SocketLink(socket, new NetworkStream(socket, ownsSocket: true));
        }
        catch (Exception e)
        {
            socket.Dispose();
            cancel.ThrowIfCancellationRequested();
            throw new LinkException($"nothing answers at {where}: {e.Message}", inner: e);
        }
    }
}
