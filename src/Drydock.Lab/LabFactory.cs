using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Lab.Hardware;
using Drydock.Lab.Maas;
using Drydock.Lab.Samples;

namespace Drydock.Lab;

/// <summary>
/// Starts labs on the loopback network: MAAS at 127.N.0.1:5240 and the BMCs on addresses of their own in 127.N.0.0/16, where
/// N is 23, or the next number that is free.
/// </summary>
public sealed class LabFactory : ILabFactory
{
    private const int MaasPort = 5240;
    private const int Candidates = 64;

    private readonly ISiteDesignReader _reader;

    /// <summary>A factory whose labs read their site by Drydock's own reader.</summary>
    public LabFactory()
        : this(new SiteDesignReader())
    {
    }

    /// <summary>A factory whose labs read their site by another reader.</summary>
    /// <param name="reader">The reader.</param>
    public LabFactory(ISiteDesignReader reader) => _reader = reader ?? throw new ArgumentNullException(nameof(reader));

    /// <inheritdoc/>
    /// <exception cref="DrydockException">The options cannot be met, or no addresses are free.</exception>
    public Task<ILab> StartAsync(LabOptions options, CancellationToken cancel)
    {
        Check(options ?? throw new ArgumentNullException(nameof(options)));
        // Compiling a large site takes a moment that the caller's thread can use better.
        return Task.Run(() => StartAnywhereAsync(options, cancel), cancel);
    }

    private static void Check(LabOptions options)
    {
        if (options.Nodes is < 1 or > LabSite.MaxNodes)
            throw Failed($"A lab of {options.Nodes} nodes cannot be made.", $"Ask for 1 to {LabSite.MaxNodes} nodes.");
        if (!(options.TimeScale > 0) || double.IsInfinity(options.TimeScale))
            throw Failed($"A lab's time cannot run {options.TimeScale} times as fast as the wall's.", "Give a time scale above 0, for example 60.");
    }

    private async Task<ILab> StartAnywhereAsync(LabOptions options, CancellationToken cancel)
    {
        SocketException? inUse = null;
        foreach (var octet in Enumerable.Range(LabSite.SampleOctet, Candidates))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                Probe(octet);
                return await StartAtAsync(octet, options, cancel);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                inUse = error;
            }
            catch (SocketException error)
            {
                throw new DrydockException(ErrorCatalogue.LabFailed,
                    $"The lab cannot listen on 127.{octet}.0.1:{MaasPort} and the BMCs' addresses beside it: {error.Message}", error)
                {
                    Target = $"127.{octet}.0.1",
                };
            }
        }

        throw new DrydockException(ErrorCatalogue.LabFailed,
            $"Port {MaasPort} or a BMC's port is taken on each of 127.{LabSite.SampleOctet}.0.0 to 127.{LabSite.SampleOctet + Candidates - 1}.0.0.", inUse)
        {
            Target = $"127.{LabSite.SampleOctet}.0.1",
        };
    }

    /// <summary>Finds out cheaply whether another lab runs there.</summary>
    private static void Probe(int octet)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(MaasEndPoint(octet));
        socket.Listen(1);
    }

    private async Task<ILab> StartAtAsync(int octet, LabOptions options, CancellationToken cancel)
    {
        var sources = LabSite.Generate(options.Nodes, octet);
        var specs = ServerSpecs.Of(_reader.Read(sources).Site);
        var clock = new LabClock(options.TimeScale);
        var faults = new FaultBook();
        var maas = new LabMaas(MaasEndPoint(octet), new LabMaasOptions { Clock = clock, Faults = faults, Latency = options.Latency });
        var lab = new RunningLab(maas, faults, [.. specs.Select(spec => new SimulatedServer(spec, clock))]);
        try
        {
            foreach (var fault in options.Faults) lab.Inject(fault);
            await lab.StartAsync(sources, cancel);
            return lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    private static IPEndPoint MaasEndPoint(int octet) => new(new IPAddress([127, (byte)octet, 0, 1]), MaasPort);

    private static DrydockException Failed(string message, string remedy) => new(ErrorCatalogue.LabFailed, message) { Remedy = remedy };
}
