using System;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.PowerShell.Base;
using Drydock.Results;

namespace Drydock.PowerShell.Commands;

/// <summary>Configures how nodes boot from the network: from which interface, in which mode, by PXE or HTTP.</summary>
[Cmdlet(VerbsCommon.Set, "NodePxe", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeActionResult))]
public sealed class SetNodePxeCommand : OobActionCmdlet
{
    private static readonly Regex MacForm = new("^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Legacy or UEFI; the node's settings decide where it is not given.</summary>
    [Parameter]
    public BootMode? BootMode { get; set; }

    /// <summary>The interface to boot from; the node's boot_mac where it is not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MacAddress { get; set; }

    /// <summary>Boots over HTTP from this address instead of PXE.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? HttpBootUri { get; set; }

    /// <summary>Only the next time, and not every time.</summary>
    [Parameter]
    public SwitchParameter Once { get; set; }

    /// <inheritdoc/>
    private protected override string Action => ActionNames.ConfigNodePxe;

    /// <inheritdoc/>
    private protected override string Effect =>
        $"Configure network boot{(HttpBootUri is null ? "" : " from " + HttpBootUri)}{(MacAddress is null ? "" : " by " + MacAddress)} "
        + $"({(Once ? "once" : "every time")}{(BootMode is { } mode ? ", " + mode : "")}) on";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (HttpBootUri is { } uri && (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https")))
        {
            var fault = new DrydockException(ErrorCatalogue.ParameterInvalid,
                $"-HttpBootUri '{uri.OriginalString}' is no address such as http://boot.example/ipxe.efi.");
            ThrowTerminatingError(fault.ToErrorRecord(uri));
        }

        if (MacAddress is { } mac && !MacForm.IsMatch(mac))
        {
            var fault = new DrydockException(ErrorCatalogue.ParameterInvalid, $"-MacAddress '{mac}' is no MAC address such as 52:54:00:12:34:56.");
            ThrowTerminatingError(fault.ToErrorRecord(mac));
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override Task<NodeActionResult> CallAsync(
        IOobDriver driver, BaremetalNode node, DriverContext context, CancellationToken cancel) =>
        driver.ConfigurePxeAsync(
            node, new PxeSettings(BootMode, MacAddress?.Replace('-', ':').ToLowerInvariant(), HttpBootUri, !Once), context, cancel);
}
