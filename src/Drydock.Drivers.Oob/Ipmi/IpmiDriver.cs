using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Ipmi.Crypto;
using Drydock.Drivers.Oob.Ipmi.Session;

namespace Drydock.Drivers.Oob.Ipmi;

/// <summary>
/// Drives BMCs over IPMI 2.0 (RMCP+, UDP port 623 unless <c>oob.port</c> says otherwise). It asks for cipher suite 17,
/// then 3, or for <c>oob.cipher_suite</c> alone, and logs in as operator unless <c>oob.privilege</c> says otherwise, with the BMC's
/// own key where <c>oob.kg</c> gives one. <c>oob.account</c> may have 16 bytes, <c>oob.credential</c> and <c>oob.kg</c> 20.
/// <c>oob.timeouts</c>: connect bounds each step of the login, request each command (15.5 s by default).
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "A SemaphoreSlim whose wait handle is not used holds nothing but memory, and drivers live as long as the process.")]
public sealed class IpmiDriver : BmcDriver
{
    /// <summary>More exchanges at a time cost retransmissions instead of saving time.</summary>
    private const int DefaultExchanges = 256;

    private readonly SemaphoreSlim _gate;

    /// <summary>Makes the driver.</summary>
    /// <param name="maxExchanges">How many requests may wait for their answers at a time, at all BMCs together.</param>
    public IpmiDriver(int maxExchanges = DefaultExchanges) => _gate = new SemaphoreSlim(maxExchanges);

    /// <inheritdoc/>
    public override string Name => "ipmi";

    /// <inheritdoc/>
    protected override string FindEndpoint(OobTarget target)
    {
        if (target.Address.Contains("/"))
            throw OobTarget.Misconfigured(target.Node, $"oob.address '{target.Address}' is no host name or IP address");
        if ((KeyExchange.FindFault(target.Account, target.Credential) ?? FindFault(target.Settings)) is { } fault)
            throw OobTarget.Misconfigured(target.Node, fault);
        var host = target.Address.Contains(":") ? $"[{target.Address}]" : target.Address;
        return host + ":" + (target.Settings.Port ?? SessionOpener.DefaultPort).ToString(CultureInfo.InvariantCulture);
    }

    private static string? FindFault(OobSettings settings)
    {
        if (CipherSuite.Candidates(settings.CipherSuite) is null) return $"oob.cipher_suite is {settings.CipherSuite}; expected 3 or 17";
        return settings is { Kg: null, KgReference: { } reference } ? $"oob.kg is {reference}, which was not looked up" : BmcKey.FindFault(settings.Kg);
    }

    /// <inheritdoc/>
    protected override async Task<IBmcSession> OpenAsync(OobCall call) =>
        new IpmiBmc(await new SessionOpener(call, _gate).OpenAsync(), call);
}
