using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Results;

namespace Drydock.Drivers;

/// <summary>Runs driver calls so that each ends in a result.</summary>
public interface IActionRunner
{
    /// <summary>Runs one action on one node.</summary>
    /// <param name="call">What is to be run.</param>
    /// <param name="work">Calls the driver.</param>
    /// <param name="cancel">Stops the action; the result is then <see cref="ActionStatus.Cancelled"/>.</param>
    /// <returns>The result: exceptions have become failures, and duration, driver and history are filled in. Never throws.</returns>
    Task<NodeActionResult> RunAsync(ActionCall call, Func<CancellationToken, Task<NodeActionResult>> work, CancellationToken cancel);

    /// <summary>Runs one action on a site.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="action">The action's name.</param>
    /// <param name="driver">The driver's name.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="work">Calls the driver.</param>
    /// <param name="cancel">Stops the action; the result is then <see cref="ActionStatus.Cancelled"/>.</param>
    /// <returns>The result; never throws.</returns>
    Task<SiteActionResult> RunSiteAsync(
        string site, string action, string driver, TimeSpan timeout, Func<CancellationToken, Task<SiteActionResult>> work, CancellationToken cancel);
}

/// <summary>One action on one node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Action">The action's name.</param>
/// <param name="Driver">The driver's name.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="History">Results of the actions before it.</param>
public sealed record ActionCall(BaremetalNode Node, string Action, string Driver, TimeSpan Timeout, ItemList<NodeActionResult> History);
