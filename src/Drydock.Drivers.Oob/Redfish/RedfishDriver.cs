using System;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;

namespace Drydock.Drivers.Oob.Redfish;

/// <summary>
/// Drives BMCs over Redfish (DSP0266), by HTTPS with the certificate verified unless the node's settings say otherwise;
/// <see cref="RedfishSettings"/> lists the keys. It logs in by session, or by basic authentication where there is none.
/// </summary>
public sealed class RedfishDriver : BmcDriver
{
    /// <inheritdoc/>
    public override string Name => "redfish";

    /// <inheritdoc/>
    protected override string FindEndpoint(OobTarget target) => RedfishSettings.Resolve(target).Root.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    protected override async Task<IBmcSession> OpenAsync(OobCall call) =>
        await RedfishBmc.OpenAsync(call, RedfishSettings.Resolve(call.Target));
}
