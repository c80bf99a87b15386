using System;

namespace Drydock.Lab.Http;

/// <summary>A request that is not HTTP, or more than the server reads. A handler may throw it too.</summary>
/// <param name="status">The status to answer with.</param>
/// <param name="message">What is wrong, as the answer's text.</param>
public sealed class BadRequestException(int status, string message) : Exception(message)
{
    /// <summary>The status to answer with.</summary>
    public int Status { get; } = status;
}
