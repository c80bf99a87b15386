using System;

namespace Drydock.Core.Http;

/// <summary>No answer came; drivers turn it into their own error.</summary>
/// <param name="kind">Why.</param>
/// <param name="message">What happened, with the endpoint.</param>
/// <param name="inner">The cause.</param>
public sealed class HttpFault(HttpFaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why no answer came.</summary>
    public HttpFaultKind Kind { get; } = kind;

    /// <summary>True where the server may have carried the request out nevertheless.</summary>
    public bool IsAmbiguous => Kind is HttpFaultKind.Interrupted or HttpFaultKind.TimedOut or HttpFaultKind.TooLarge;
}

/// <summary>Why no answer came.</summary>
public enum HttpFaultKind
{
    /// <summary>No connection; nothing was sent.</summary>
    Unreachable,

    /// <summary>The server's certificate is not trusted; nothing was sent.</summary>
    CertificateRejected,

    /// <summary>The connection broke before the answer was complete.</summary>
    Interrupted,

    /// <summary>The answer was not complete in time.</summary>
    TimedOut,

    /// <summary>The answer is larger than any that is expected.</summary>
    TooLarge,
}
