using System;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>A local socket's address (<c>sockaddr_un</c>): two bytes of family, the path, a zero.</summary>
public sealed class UnixEndPoint : EndPoint
{
    /// <summary>The longest path that Linux takes, in bytes.</summary>
    public const int LongestPath = 107;

    private const int PathAt = 2;

    /// <summary>Makes the address.</summary>
    /// <param name="path">The socket's path.</param>
    /// <exception cref="ArgumentException">The path is empty or longer than <see cref="LongestPath"/>.</exception>
    public UnixEndPoint(string path)
    {
        Path = path ?? throw new ArgumentNullException(nameof(path));
        if (Encoding.UTF8.GetByteCount(path) is 0 or > LongestPath)
            throw new ArgumentException($"A socket's path has 1 to {LongestPath} bytes: '{path}'.", nameof(path));
    }

    /// <summary>The socket's path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Unix;

    /// <inheritdoc/>
    public override SocketAddress Serialize()
    {
        var bytes = Encoding.UTF8.GetBytes(Path);
        var address = new SocketAddress(AddressFamily.Unix, PathAt + bytes.Length + 1);
        for (var i = 0; i < bytes.Length; i++) address[PathAt + i] = bytes[i];
        return address;
    }

    /// <inheritdoc/>
    public override EndPoint Create(SocketAddress socketAddress)
    {
        if (socketAddress is null) throw new ArgumentNullException(nameof(socketAddress));
        var bytes = new byte[Math.Max(socketAddress.Size - PathAt, 0)];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = socketAddress[PathAt + i];
        var path = Encoding.UTF8.GetString(bytes).TrimEnd('\0');
        // The connecting side has no path of its own.
        return path.Length == 0 ? this : new UnixEndPoint(path);
    }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
