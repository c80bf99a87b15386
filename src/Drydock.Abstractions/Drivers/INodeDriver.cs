using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers;

/// <summary>
/// Drives a provisioner that installs nodes. <see cref="DriverContext.Provisioner"/> is the session it works in. A
/// failure is thrown as <see cref="DrydockException"/>; calls for many nodes may run at the same time, and the driver
/// joins their look-ups, waits and shared writes.
/// </summary>
public interface INodeDriver : IDriver
{
    /// <summary>ValidateNodeServices: is the provisioner fit to build this site?</summary>
    /// <param name="site">The site.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<SiteActionResult> ValidateServicesAsync(SiteDesign site, DriverContext context, CancellationToken cancel);

    /// <summary>CreateNetworkTemplate: fabrics, VLANs, subnets, ranges, routes and DHCP as the design says.</summary>
    /// <param name="site">The site.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<SiteActionResult> CreateNetworkTemplateAsync(SiteDesign site, DriverContext context, CancellationToken cancel);

    /// <summary>CreateStorageTemplate: the storage settings that hold for all machines, as <see cref="Region.Storage"/> states them.</summary>
    /// <param name="site">The site.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<SiteActionResult> CreateStorageTemplateAsync(SiteDesign site, DriverContext context, CancellationToken cancel);

    /// <summary>CreateBootMedia: images and kernels of every node; imports those that are missing and waits for them.</summary>
    /// <param name="site">The site.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<SiteActionResult> CreateBootMediaAsync(SiteDesign site, DriverContext context, CancellationToken cancel);

    /// <summary>ConfigureUserCredentials: the region's SSH keys.</summary>
    /// <param name="site">The site.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<SiteActionResult> ConfigureUserCredentialsAsync(SiteDesign site, DriverContext context, CancellationToken cancel);

    /// <summary>ConfigureNodeProvisioner: package repositories, tag rules and the settings of <see cref="Region.Provisioner"/>.</summary>
    /// <param name="site">The site.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<SiteActionResult> ConfigureProvisionerAsync(SiteDesign site, DriverContext context, CancellationToken cancel);

    /// <summary>PrepareHardwareConfig: uploads the commissioning and testing scripts that hardware profiles name.</summary>
    /// <param name="site">The site.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<SiteActionResult> PrepareHardwareConfigAsync(SiteDesign site, DriverContext context, CancellationToken cancel);

    /// <summary>IdentifyNode: finds the node's machine, waiting until it turns up, and names it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> IdentifyAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>ConfigureHardware: commissions the machine and waits until it is ready.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> CommissionAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>InterrogateNode: what commissioning found; the result's detail is a <see cref="NodeDetail"/>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> InterrogateAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>ApplyNodeNetworking: interfaces, bonds, VLANs and addresses; only differences are written.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> ApplyNetworkingAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>ApplyNodeStorage: layout, partitions, volume groups and filesystems; only differences are written.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> ApplyStorageAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>ApplyNodePlatform: tags and kernel parameters; only differences are written.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> ApplyPlatformAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>DeployNode: installs the operating system and waits until the machine is deployed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> DeployAsync(BaremetalNode node, DriverContext context, CancellationToken cancel);

    /// <summary>DestroyNode: releases the machine and waits until it is free.</summary>
    /// <param name="node">The node.</param>
    /// <param name="options">Erasing, deleting.</param>
    /// <param name="context">Session, deadline, clock and log.</param>
    /// <param name="cancel">Stops the action.</param>
    Task<NodeActionResult> DestroyAsync(BaremetalNode node, DestroyOptions options, DriverContext context, CancellationToken cancel);
}

/// <summary>What becomes of a destroyed node's disks and of its machine.</summary>
/// <param name="Erase">How disks are erased.</param>
/// <param name="Delete">Whether the machine is deleted from the provisioner once it is released.</param>
public sealed record DestroyOptions(DiskErase Erase = DiskErase.None, bool Delete = false);

/// <summary>How disks are erased on release.</summary>
public enum DiskErase
{
    /// <summary>Not at all, unless the provisioner erases whenever a machine is released.</summary>
    None,

    /// <summary>Beginning and end of each disk.</summary>
    Quick,

    /// <summary>The drives' own secure erase, all blocks where they have none.</summary>
    Secure,

    /// <summary>All blocks.</summary>
    Full,
}
