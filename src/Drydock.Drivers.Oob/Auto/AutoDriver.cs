using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Actions;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Auto;

/// <summary>
/// Finds out which protocol a BMC speaks: each provider in turn checks the account once, and the first that is let in
/// serves the node for the life of the process. A wrong password ends the pass, and what a provider refuses afterwards is not
/// tried with another. Ports, where
/// they are not the protocols' own, are <c>oob.redfish_port</c> and <c>oob.ipmi_port</c>.
/// </summary>
public sealed class AutoDriver : IOobDriver
{
    /// <summary>The longest that one provider may take to answer, so that a silent one leaves time for the next.</summary>
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(20);

    /// <summary>From what says most about the cause to what says least.</summary>
    private static readonly ErrorId[] Telling =
    [
        ErrorCatalogue.OobAuthenticationFailed, ErrorCatalogue.OobPermissionDenied, ErrorCatalogue.OobCertificateRejected,
        ErrorCatalogue.NodeMisconfigured, ErrorCatalogue.OobBusy,
    ];

    private readonly IReadOnlyList<AutoProvider> _providers;
    private readonly ConcurrentDictionary<string, Choice> _known = new(StringComparer.Ordinal);
    private readonly KeyedLock _probes = new();

    /// <summary>Makes the driver.</summary>
    /// <param name="providers">The drivers to try, in order.</param>
    public AutoDriver(IEnumerable<IOobDriver> providers) =>
        _providers = [.. providers.Select(driver => new AutoProvider(driver))];

    private delegate Task<NodeActionResult> Work(IOobDriver driver, BaremetalNode node, DriverContext context);

    /// <inheritdoc/>
    public string Name => "auto";

    /// <inheritdoc/>
    public IReadOnlyList<string> Types => [Name];

    /// <inheritdoc/>
    public Task<NodeActionResult> ValidateServicesAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, context, (driver, fit, rest) => driver.ValidateServicesAsync(fit, rest, cancel), cancel, isValidation: true);

    /// <inheritdoc/>
    public Task<NodeActionResult> SetBootAsync(BaremetalNode node, BootOverride boot, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, context, (driver, fit, rest) => driver.SetBootAsync(fit, boot, rest, cancel), cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> ConfigurePxeAsync(
        BaremetalNode node, PxeSettings pxe, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, context, (driver, fit, rest) => driver.ConfigurePxeAsync(fit, pxe, rest, cancel), cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> PowerOffAsync(
        BaremetalNode node, PowerOffOptions options, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, context, (driver, fit, rest) => driver.PowerOffAsync(fit, options, rest, cancel), cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> PowerOnAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, context, (driver, fit, rest) => driver.PowerOnAsync(fit, rest, cancel), cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> PowerCycleAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, context, (driver, fit, rest) => driver.PowerCycleAsync(fit, rest, cancel), cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> InterrogateAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(node, context, (driver, fit, rest) => driver.InterrogateAsync(fit, rest, cancel), cancel);

    private static string List(IEnumerable<ProviderAttempt> attempts) => string.Join("; ", attempts);

    /// <summary>What may change which provider serves: not the password, which a record's text hides.</summary>
    private static string KeyOf(BaremetalNode node) => $"{node.Name}\n{node.OobAddress}\n{node.Oob}";

    private async Task<NodeActionResult> RunAsync(
        BaremetalNode node, DriverContext context, Work work, CancellationToken cancel, bool isValidation = false)
    {
        CheckKeys(node);
        var start = context.Clock.Elapsed;
        var key = KeyOf(node);
        var remembered = _known.TryGetValue(key, out var choice);
        if (!remembered)
        {
            NodeActionResult? found;
            (choice, found) = await ProbeAsync(node, key, context, cancel);
            if (isValidation && found is not null) return Tell(found, node, choice.Attempts, remembered);
        }

        var rest = context with { Timeout = context.Timeout - (context.Clock.Elapsed - start) };
        if (rest.Timeout <= TimeSpan.Zero)
        {
            throw new DrydockException(ErrorCatalogue.OobTimeout,
                $"Node {node.Name}: no time is left after the providers were tried: {List(choice!.Attempts)}.")
            {
                Target = node.Name,
                IsTransient = true,
            };
        }

        try
        {
            return Tell(await work(choice!.Provider.Driver, choice.Provider.Fit(node), rest), node, choice.Attempts, remembered);
        }
        catch (DrydockException e) when (
            e.Error == ErrorCatalogue.OobUnreachable || e.Error == ErrorCatalogue.OobTimeout || e.Error == ErrorCatalogue.OobProtocol)
        {
            // The BMC may have been replaced, or its service switched off: the next action finds out anew.
            _known.TryRemove(key, out _);
            throw;
        }
    }

    /// <summary>Tries the providers in turn, one pass a node at a time: what one caller finds, the next need not ask for.</summary>
    /// <returns>The provider, and what its check found; null where another caller had the check done.</returns>
    private async Task<(Choice Choice, NodeActionResult? Found)> ProbeAsync(
        BaremetalNode node, string key, DriverContext context, CancellationToken cancel)
    {
        using var deadline = new Deadline(context.Clock, context.Timeout, cancel);
        IDisposable turn;
        try
        {
            turn = await _probes.AcquireAsync(key, deadline.Token);
        }
        catch (OperationCanceledException e) when (deadline.Expired && !cancel.IsCancellationRequested)
        {
            throw new DrydockException(ErrorCatalogue.OobBusy,
                $"Node {node.Name}: another action still finds out which protocol its BMC speaks.", e)
            {
                Target = node.Name,
                IsTransient = true,
            };
        }

        using (turn)
        {
            if (_known.TryGetValue(key, out var known)) return (known, null);
            List<ProviderAttempt> attempts = [];
            List<DrydockException> errors = [];
            foreach (var provider in _providers)
            {
                if (errors.Exists(error => EndsPass(error.Error, node)))
                {
                    attempts.Add(new ProviderAttempt(provider.Driver.Name, NotTried(errors[errors.Count - 1].Error)));
                    continue;
                }

                var share = TimeSpan.FromTicks(context.Timeout.Ticks / (_providers.Count + 1));
                var probe = context with { Timeout = share < LongestProbe ? share : LongestProbe };
                try
                {
                    context.Log.Write(LogLevel.Verbose, $"{node.Name}: trying {provider.Driver.Name}");
                    var found = await provider.Driver.ValidateServicesAsync(provider.Fit(node), probe, cancel);
                    attempts.Add(new ProviderAttempt(provider.Driver.Name));
                    return (_known[key] = new Choice(provider, new(attempts)), found);
                }
                catch (DrydockException e)
                {
                    context.Log.Write(LogLevel.Verbose, $"{node.Name}: {provider.Driver.Name} does not serve it: {e.Message}");
                    attempts.Add(new ProviderAttempt(provider.Driver.Name, Reason(e, node), e.Error));
                    errors.Add(e);
                }
            }

            throw Fail(node, attempts, errors);
        }
    }

    private static DrydockException Fail(BaremetalNode node, List<ProviderAttempt> attempts, List<DrydockException> errors)
    {
        var main = Telling.SelectMany(id => errors.Where(error => ReferenceEquals(error.Error, id))).Append(errors[0]).First();
        return new DrydockException(main.Error, $"Node {node.Name}: no provider serves it. {List(attempts)}.", main)
        {
            Target = node.Name,
            IsTransient = errors.All(error => error.IsTransient),
            Remedy = main.Remedy,
            Detail = (main.Detail as OobDetail ?? new OobDetail()) with { Providers = new(attempts) },
        };
    }

    /// <summary>
    /// A wrong password is not tried at the next door, as accounts are locked after a few; nor is a BMC spoken to in a weaker
    /// protocol whose certificate is not the one that the design names.
    /// </summary>
    private static bool EndsPass(ErrorId error, BaremetalNode node) => error == ErrorCatalogue.OobAuthenticationFailed
        || (error == ErrorCatalogue.OobCertificateRejected && node.Oob.Tls is not null);

    /// <summary>What went wrong, without the node that the whole message names already.</summary>
    private static string Reason(DrydockException fault, BaremetalNode node)
    {
        var text = fault.Message.TrimEnd('.');
        return new[] { $"Node {node.Name}, ", $"Node {node.Name}: " }
            .Where(start => text.StartsWith(start, StringComparison.Ordinal)).Select(start => text.Substring(start.Length)).FirstOrDefault() ?? text;
    }

    private static string NotTried(ErrorId error) => error == ErrorCatalogue.OobAuthenticationFailed
        ? "not tried, so that the account is not locked" : "not tried, as the certificate is not the one that oob.tls names";

    private static NodeActionResult Tell(NodeActionResult result, BaremetalNode node, ItemList<ProviderAttempt> attempts, bool remembered) =>
        result with
        {
            Node = node,
            Detail = result.Detail is OobDetail detail ? detail with { Providers = attempts } : result.Detail,
            Message = remembered ? $"{result.Message} (By {result.Driver}.)" : $"{result.Message} (Tried {List(attempts)}.)",
        };

    private static void CheckKeys(BaremetalNode node)
    {
        if (node.Oob.Port is not null)
        {
            throw OobTarget.Misconfigured(node.Name,
                "oob.port does not say for which protocol; with type auto give oob.redfish_port or oob.ipmi_port");
        }

        OobTarget.CheckSettings(node);
    }

    /// <summary>The provider that serves a node, and how it was found.</summary>
    private sealed record Choice(AutoProvider Provider, ItemList<ProviderAttempt> Attempts);
}
