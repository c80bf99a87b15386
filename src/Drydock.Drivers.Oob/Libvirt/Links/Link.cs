using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>A way for bytes to and from a libvirt daemon.</summary>
internal abstract class Link(Stream input, Stream output) : IDisposable
{
    public Stream Input => input;

    public Stream Output => output;

    /// <summary>Opens a link of the kind that a URI asks for.</summary>
    /// <exception cref="LinkException">Nothing answers.</exception>
    public static async Task<Link> OpenAsync(HypervisorUri uri, CancellationToken cancel) => uri.Transport switch
    {
        HypervisorTransport.Ssh => SshLink.Start(uri),
        HypervisorTransport.Tcp => await SocketLink.ConnectTcpAsync(uri.Host, uri.Port, cancel),
        _ => await SocketLink.ConnectUnixAsync(uri, cancel),
    };

    /// <summary>Why the link does not work, as well as it can be known.</summary>
    public virtual Task<LinkException> ExplainAsync(Exception cause) => Task.FromResult(cause switch
    {
        LinkException known => known,
        InvalidDataException => new LinkException(
            "what answers does not speak libvirt's protocol: " + cause.Message, ErrorCatalogue.OobProtocol, transient: false, inner: cause),
        EndOfStreamException => new LinkException(cause.Message, inner: cause),
        _ => new LinkException("the connection is lost: " + cause.Message, inner: cause),
    });

    public abstract void Dispose();
}
