using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Core.Http;

/// <summary>
/// What a server's TLS is like. HTTP clients do not tell, so that a connection of its own is made, over which nothing is sent.
/// </summary>
/// <param name="Protocol">The protocol, for example <c>TLS 1.3</c>.</param>
/// <param name="ValidUntil">When the certificate expires, UTC.</param>
public sealed record TlsProbe(string Protocol, DateTime ValidUntil)
{
    /// <summary>Shakes hands with a server.</summary>
    /// <param name="server">Its URL; host and port are used.</param>
    /// <param name="policy">How its certificate is verified.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What was agreed on; null where no connection that the policy trusts came about in time.</returns>
    public static async Task<TlsProbe?> ReadAsync(Uri server, TlsPolicy policy, TimeSpan limit, CancellationToken cancel)
    {
        var trust = new TlsTrust(policy);
        using var client = new TcpClient();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(limit);
        // Closing the socket is the one way to end a handshake on every runtime.
        using var end = time.Token.Register(client.Dispose);
        try
        {
            await client.ConnectAsync(server.DnsSafeHost, server.Port).ConfigureAwait(false);
            using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false,
                (_, offered, chain, errors) => trust.Accepts(offered is null ? null : new X509Certificate2(offered), chain, errors));
            await tls.AuthenticateAsClientAsync(server.DnsSafeHost).ConfigureAwait(false);
            using var certificate = new X509Certificate2(tls.RemoteCertificate);
            return new TlsProbe(NameOf(tls.SslProtocol), certificate.NotAfter.ToUniversalTime());
        }
        catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        // netstandard2.0 does not name it.
        (SslProtocols)12288 => "TLS 1.3",
        _ => "TLS (" + protocol + ")",
    };
}
