using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;
using Drydock.Lab.Bmc;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Drydock.Lab.Samples;

namespace Drydock.Lab;

/// <summary>A lab as <see cref="LabFactory"/> starts it.</summary>
public sealed class RunningLab : ILab
{
    private readonly LabMaas _maas;
    private readonly FaultBook _faults;
    private readonly BmcCounters _counters = new();
    private readonly IReadOnlyList<SimulatedBmc> _bmcs;
    private SiteFolder? _folder;

    /// <summary>Makes a lab that does not run yet.</summary>
    /// <param name="maas">Its MAAS; the lab's from now on.</param>
    /// <param name="faults">Its book of faults, which MAAS reads too.</param>
    /// <param name="servers">Its servers; the lab's from now on.</param>
    public RunningLab(LabMaas maas, FaultBook faults, IReadOnlyList<SimulatedServer> servers)
    {
        _maas = maas ?? throw new ArgumentNullException(nameof(maas));
        _faults = faults ?? throw new ArgumentNullException(nameof(faults));
        _bmcs = [.. (servers ?? throw new ArgumentNullException(nameof(servers)))
            .Select(server => new SimulatedBmc(server, BmcSettings.For(server.Spec), faults, _counters))];
    }

    /// <summary>Its MAAS.</summary>
    public LabMaas Maas => _maas;

    /// <inheritdoc/>
    public Uri MaasUrl => _maas.Url;

    /// <inheritdoc/>
    public Secret MaasApiKey => _maas.ApiKey;

    /// <inheritdoc/>
    public string SitePath => _folder?.Path ?? "";

    /// <inheritdoc/>
    // An array, since PowerShell cannot index the type that a collection expression would make.
    public IReadOnlyList<LabServer> Servers => _bmcs.Select(Describe).ToArray();

    /// <inheritdoc/>
    public LabCounts Counts
    {
        get
        {
            foreach (var bmc in _bmcs) bmc.ExpireSessions();
            return new LabCounts(_maas.Reads, _maas.Writes, _counters.Writes, _counters.Logins, _counters.OpenSessions);
        }
    }

    /// <summary>Starts MAAS and the BMCs, and writes the site design down.</summary>
    /// <param name="site">The site design's files.</param>
    /// <param name="cancel">Stops the attempt.</param>
    /// <exception cref="System.Net.Sockets.SocketException">An address is not to be had.</exception>
    public async Task StartAsync(IReadOnlyList<SiteSource> site, CancellationToken cancel)
    {
        await _maas.StartAsync(cancel);
        foreach (var bmc in _bmcs)
        {
            cancel.ThrowIfCancellationRequested();
            _maas.Attach(bmc.Server);
            bmc.Server.Booted = _maas.OnBootAsync;
            bmc.Start();
        }

        _folder = SiteFolder.Create(site);
    }

    /// <inheritdoc/>
    /// <exception cref="DrydockException">The fault names a server that the lab does not have, or none where it needs one.</exception>
    public void Inject(LabFault fault)
    {
        if (fault is null) throw new ArgumentNullException(nameof(fault));
        if (fault.Node is { } name && !_bmcs.Any(bmc => string.Equals(bmc.Server.Spec.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DrydockException(ErrorCatalogue.NodeNotFound, $"The lab has no server {name}; its servers are " +
                $"{_bmcs[0].Server.Spec.Name} to {_bmcs[_bmcs.Count - 1].Server.Spec.Name}.")
            {
                Target = name,
                Remedy = "List the lab's servers with Get-DrydockLab.",
            };
        }

        _faults.Add(fault);
    }

    /// <inheritdoc/>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Ends everything, and deletes the site's folder.</summary>
    public void Dispose()
    {
        foreach (var bmc in _bmcs)
        {
            bmc.Dispose();
            bmc.Server.Dispose();
        }

        _maas.Dispose();
        _folder?.Dispose();
    }

    private LabServer Describe(SimulatedBmc bmc)
    {
        var (server, spec) = (bmc.Server, bmc.Server.Spec);
        return new LabServer
        {
            Name = spec.Name,
            BmcType = spec.BmcType,
            BmcAddress = spec.BmcAddress.ToString(),
            IpmiPort = bmc.Ipmi.EndPoint.Port,
            RedfishUrl = bmc.Redfish.BaseUri.ToString(),
            Power = server.Power == PowerState.On ? "on" : "off",
            BootOverride = server.BootOverride is { } boot ? $"{boot.Device} {(boot.Persistent ? "always" : "once")}" : "",
            Activity = server.Activity,
            MaasStatus = _maas.StatusOf(spec.Name) ?? "",
        };
    }
}
