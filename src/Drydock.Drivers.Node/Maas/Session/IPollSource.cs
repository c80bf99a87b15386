using System;
using System.Threading;
using System.Threading.Tasks;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Something that is waited for and looked for in turn with others by one <see cref="PollLoop"/>.</summary>
public interface IPollSource
{
    /// <summary>Whether anybody waits.</summary>
    bool HasWaiters { get; }

    /// <summary>Looks once, with one request, and lets go those whose wait is over.</summary>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>True where anything changed since the last look.</returns>
    Task<bool> PollAsync(CancellationToken cancel);

    /// <summary>Lets all waiters go with an error that waiting does not cure.</summary>
    /// <param name="error">The error.</param>
    void Fail(Exception error);

    /// <summary>Notes a fault that may pass; waiters whose time runs out tell it.</summary>
    /// <param name="fault">The fault.</param>
    void Note(Exception fault);
}
