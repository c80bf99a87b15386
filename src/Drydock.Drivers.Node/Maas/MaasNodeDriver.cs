using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Actions;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas;

/// <summary>Drives Canonical MAAS, 2.2 or later, over its REST API 2.0.</summary>
public sealed class MaasNodeDriver : INodeDriver
{
    /// <inheritdoc/>
    public string Name => "maas";

    /// <inheritdoc/>
    public IReadOnlyList<string> Types { get; } = ["maas"];

    /// <inheritdoc/>
    public Task<SiteActionResult> ValidateServicesAsync(SiteDesign site, DriverContext context, CancellationToken cancel) =>
        ValidateServices.RunAsync(SessionOf(context), site, context, cancel);

    /// <inheritdoc/>
    public Task<SiteActionResult> CreateNetworkTemplateAsync(SiteDesign site, DriverContext context, CancellationToken cancel) =>
        CreateNetworkTemplate.RunAsync(SessionOf(context), site, cancel);

    /// <inheritdoc/>
    public Task<SiteActionResult> CreateStorageTemplateAsync(SiteDesign site, DriverContext context, CancellationToken cancel) =>
        CreateStorageTemplate.RunAsync(SessionOf(context), site, cancel);

    /// <inheritdoc/>
    public Task<SiteActionResult> CreateBootMediaAsync(SiteDesign site, DriverContext context, CancellationToken cancel) =>
        CreateBootMedia.RunAsync(SessionOf(context), site, context, cancel);

    /// <inheritdoc/>
    public Task<SiteActionResult> ConfigureProvisionerAsync(SiteDesign site, DriverContext context, CancellationToken cancel) =>
        ConfigureNodeProvisioner.RunAsync(SessionOf(context), site, cancel);

    /// <inheritdoc/>
    public Task<SiteActionResult> PrepareHardwareConfigAsync(SiteDesign site, DriverContext context, CancellationToken cancel) =>
        PrepareHardwareConfig.RunAsync(SessionOf(context), site, cancel);

    /// <inheritdoc/>
    public Task<SiteActionResult> ConfigureUserCredentialsAsync(SiteDesign site, DriverContext context, CancellationToken cancel) =>
        ConfigureUserCredentials.RunAsync(SessionOf(context), site, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> IdentifyAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(Identify.RunAsync, ActionNames.IdentifyNode, node, context, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> CommissionAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(Commission.RunAsync, ActionNames.ConfigureHardware, node, context, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> InterrogateAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(Interrogate.RunAsync, ActionNames.InterrogateNode, node, context, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> ApplyNetworkingAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(ApplyNetworking.RunAsync, ActionNames.ApplyNodeNetworking, node, context, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> ApplyStorageAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(ApplyStorage.RunAsync, ActionNames.ApplyNodeStorage, node, context, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> ApplyPlatformAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(ApplyPlatform.RunAsync, ActionNames.ApplyNodePlatform, node, context, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> DeployAsync(BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        RunAsync(Deploy.RunAsync, ActionNames.DeployNode, node, context, cancel);

    /// <inheritdoc/>
    public Task<NodeActionResult> DestroyAsync(
        BaremetalNode node, DestroyOptions options, DriverContext context, CancellationToken cancel) =>
        RunAsync((session, same, settings, token) => Destroy.RunAsync(session, same, options, settings, token),
            ActionNames.DestroyNode, node, context, cancel);

    private static MaasSession SessionOf(DriverContext context) => context.Provisioner switch
    {
        MaasSession session => session,
        null => throw new DrydockException(ErrorCatalogue.MaasNotConnected, "No MAAS session is open."),
        var other => throw new DrydockException(ErrorCatalogue.MaasNotConnected, $"The session with {other.Url} is none of MAAS."),
    };

    /// <summary>Runs an action; an error of the API, which knows requests only, is told of the node.</summary>
    private static async Task<NodeActionResult> RunAsync(
        Func<MaasSession, BaremetalNode, DriverContext, CancellationToken, Task<NodeActionResult>> action,
        string name, BaremetalNode node, DriverContext context, CancellationToken cancel)
    {
        var session = SessionOf(context);
        try
        {
            return await action(session, node, context, cancel).ConfigureAwait(false);
        }
        catch (DrydockException error) when (ReferenceEquals(error.Error, ErrorCatalogue.MachineNotFound))
        {
            if (await RackNodes.FindAsync(session, node, cancel).ConfigureAwait(false) is { } rack) return RackNodes.LeftAlone(node, name, rack);
            throw;
        }
        catch (DrydockException error) when (error is MaasApiException or MaasOutcomeUnknownException)
        {
            throw new DrydockException(error.Error, $"Node '{node.Name}': {error.Message}", error)
            {
                Target = node.Name,
                IsTransient = error.IsTransient,
                Remedy = error.Remedy,
            };
        }
    }
}
