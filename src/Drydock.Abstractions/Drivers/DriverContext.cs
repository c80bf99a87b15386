using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;

namespace Drydock.Drivers;

/// <summary>What an action is given besides its node.</summary>
public sealed record DriverContext
{
    /// <summary>The session of the provisioner, for node drivers.</summary>
    public IProvisionerSession? Provisioner { get; init; }

    /// <summary>How long the action may take in all.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Overrides a refusal that the action would make in the node's present state.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Whether IdentifyNode gives the provisioner the out-of-band settings of the design, in place of what it found itself.
    /// </summary>
    public bool UseNodeOobParameters { get; init; }

    /// <summary>Time.</summary>
    public Clock Clock { get; init; } = Clock.System;

    /// <summary>Where the driver says what it does.</summary>
    public IDrydockLog Log { get; init; } = NoLog.Instance;

    /// <summary>Is told, from any thread, what a node is doing, for example <c>Commissioning</c>.</summary>
    public Action<BaremetalNode, string> Progress { get; init; } = (_, _) => { };

    /// <summary>Is told, from any thread, what an action on a whole site is doing, and how much of it is done in percent; -1 for unknown.</summary>
    public Action<string, int> SiteProgress { get; init; } = (_, _) => { };

    /// <summary>
    /// Puts a request or question about a node to a person and waits for the answer: true where it is done, or yes; false
    /// where it is not, or no. Called from any thread, for several nodes at a time; the token ends the wait with
    /// <see cref="OperationCanceledException"/>. Null where nobody can be asked, as in an unattended run.
    /// </summary>
    public Func<BaremetalNode, string, CancellationToken, Task<bool>>? Confirm { get; init; }
}

/// <summary>A session with a provisioner, as <c>Connect-Maas</c> returns it.</summary>
public interface IProvisionerSession : IDisposable
{
    /// <summary>The provisioner's address.</summary>
    Uri Url { get; }

    /// <summary>Who is logged in.</summary>
    string UserName { get; }

    /// <summary>The provisioner's version.</summary>
    string Version { get; }

    /// <summary>Requests made so far, by kind.</summary>
    RequestCounts Requests { get; }
}

/// <summary>Requests of a session.</summary>
/// <param name="Reads">Requests that change nothing.</param>
/// <param name="Writes">Requests that change something.</param>
/// <param name="Retries">Requests of either kind that were sent again after a transient fault.</param>
public sealed record RequestCounts(long Reads, long Writes, long Retries)
{
    /// <summary>All requests, retries among them.</summary>
    public long Total => Reads + Writes + Retries;
}
