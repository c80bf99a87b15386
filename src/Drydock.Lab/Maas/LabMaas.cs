using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;
using Drydock.Lab.Http;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Handlers;
using Drydock.Lab.Maas.Life;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas;

/// <summary>
/// A simulated MAAS: the region's REST API 2.0 over HTTP, one rack controller, and what happens to servers that boot from its
/// networks. Thread-safe. Its answers follow those of a real MAAS 3.4, errors included.
/// </summary>
public sealed class LabMaas : IDisposable
{
    private const string KeyLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private readonly LabHttpServer _server;
    private readonly Region _region;
    private readonly ServerFleet _fleet;
    private readonly Lifecycle _life;
    private readonly FrontDoor _door;
    private readonly Workers _workers;
    private readonly TrafficMeter _traffic = new();

    /// <summary>Makes a region that does not answer yet.</summary>
    /// <param name="endpoint">Where it listens; port 0 picks a free one.</param>
    /// <param name="options">How it is set up.</param>
    public LabMaas(IPEndPoint endpoint, LabMaasOptions options)
    {
        if (options is null) throw new ArgumentNullException(nameof(options));
        _region = Founding.Create(options);
        _fleet = new ServerFleet(options.Faults);
        _life = new Lifecycle(_region, options, _fleet);
        var router = Routes.Create();
        ServedEndpoints = [.. router.Resources.SelectMany(Describe)];
        _door = new FrontDoor(_region, _life, router);
        _workers = new Workers(options.Latency);
        _server = new LabHttpServer(endpoint, ServeAsync);
        ApiKey = AddUser(options.Administrator, isSuperuser: true);
    }

    /// <summary>What the region answers: verb, path below <c>/MAAS/api/2.0/</c> and, after a question mark, the operation.</summary>
    public IReadOnlyList<string> ServedEndpoints { get; }

    /// <summary>What a real region has below <c>api/2.0/</c>, or below <c>nodes/{system_id}/</c>, and the lab answers with 404.</summary>
    public static IReadOnlyList<string> NotServed { get; } =
    [
        "commissioning-scripts/", "devices/", "dhcp-snippets/", "discoveries/",
        "dnsresourcerecords/", "files/", "ipaddresses/", "license-keys/", "notifications/",
        "regioncontrollers/", "reservedips/", "account/prefs/sslkeys/", "vm-hosts/", "nodes/{system_id}/vmfs-datastores/",
    ];

    /// <summary>The region's URL, for example <c>http://127.0.0.1:5240/MAAS</c>; right once it is started.</summary>
    public Uri Url => new(_server.BaseUri, "MAAS");

    /// <summary>The administrator's key: <c>consumer:token:secret</c>.</summary>
    public Secret ApiKey { get; }

    /// <summary>Reading requests so far, failed ones too.</summary>
    public long Reads => _traffic.Reads;

    /// <summary>Requests so far that may change something, failed ones too.</summary>
    public long Writes => _traffic.Writes;

    /// <summary>What went over the wire so far.</summary>
    public LabMaasTraffic Traffic => _traffic.Snapshot();

    /// <summary>Begins to answer.</summary>
    /// <param name="cancel">Stops the attempt.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The address is not to be had.</exception>
    public Task StartAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _server.Start();
        return Task.CompletedTask;
    }

    /// <summary>Adds a user.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="isSuperuser">Whether it is an administrator.</param>
    /// <returns>The user's key.</returns>
    public Secret AddUser(string name, bool isSuperuser)
    {
        var user = new User
        {
            Name = name,
            IsSuperuser = isSuperuser,
            ConsumerKey = RandomText(18),
            TokenKey = RandomText(18),
            TokenSecret = new Secret(RandomText(32)),
        };
        lock (_region.Sync) _region.Users.Add(user);
        return new Secret(string.Join(":", user.ConsumerKey, user.TokenKey, user.TokenSecret.Reveal()));
    }

    /// <summary>
    /// Plugs a server into the region's networks. Where nobody knows the network that it boots from, the rack controller is
    /// on it from now on, as a subnet.
    /// </summary>
    /// <param name="server">The server; whoever owns it calls <see cref="OnBootAsync"/> when it boots.</param>
    public void Attach(SimulatedServer server)
    {
        if (server is null) throw new ArgumentNullException(nameof(server));
        _fleet.Add(server);
        lock (_region.Sync) Founding.DiscoverNetwork(_region, server.Spec);
    }

    /// <summary>A server has booted: enlists, commissions, installs or leaves it alone, as the region wants.</summary>
    /// <param name="server">The server.</param>
    /// <param name="target">What it booted from.</param>
    /// <param name="session">Ends when the server's power does.</param>
    /// <returns>Completes when the server has nothing more to do until its next boot.</returns>
    public Task OnBootAsync(SimulatedServer server, BootTarget target, CancellationToken session) =>
        _life.OnBootAsync(server ?? throw new ArgumentNullException(nameof(server)), target, session);

    /// <summary>The state of a server's machine, for example <c>Deployed</c>; null where the region does not know it.</summary>
    /// <param name="serverName">The server's name.</param>
    public string? StatusOf(string serverName)
    {
        if (_fleet.Named(serverName) is not { } server) return null;
        lock (_region.Sync) return _region.FindInterfaceByMac(ServerFleet.BootMac(server.Spec))?.Node.Status.Label();
    }

    /// <summary>What cloud-init gets from a server's running deployment, decoded; null for nothing.</summary>
    /// <param name="serverName">The server's name.</param>
    public byte[]? UserDataOf(string serverName)
    {
        if (_fleet.Named(serverName) is not { } server) return null;
        lock (_region.Sync) return _region.FindInterfaceByMac(ServerFleet.BootMac(server.Spec))?.Node.UserData;
    }

    /// <summary>Puts a server's machine into a state without what leads there, for tests of what follows; owned states get the administrator.</summary>
    /// <param name="serverName">The name of the server, or of the machine.</param>
    /// <param name="status">The state as MAAS words it, for example <c>Failed deployment</c>.</param>
    /// <exception cref="ArgumentException">There is no such machine or state.</exception>
    public void ForceStatus(string serverName, string status)
    {
        var wanted = Enum.GetValues(typeof(NodeStatus)).Cast<NodeStatus>().Where(candidate => candidate.Label() == status).ToList();
        if (wanted.Count == 0) throw new ArgumentException($"'{status}' is no state of machines.", nameof(status));
        lock (_region.Sync)
        {
            var node = (_fleet.Named(serverName) is { } server ? _region.FindInterfaceByMac(ServerFleet.BootMac(server.Spec))?.Node : null)
                ?? _region.Machines.FirstOrDefault(machine => machine.Hostname == serverName)
                ?? throw new ArgumentException($"MAAS has no machine '{serverName}'.", nameof(serverName));
            node.Owner = wanted[0] is NodeStatus.New or NodeStatus.FailedCommissioning or NodeStatus.Ready or NodeStatus.Broken ? null : _region.Users[0];
            Region.SetStatus(node, wanted[0]);
        }
    }

    /// <summary>Stops answering and ends what machines are going through.</summary>
    public void Dispose()
    {
        _server.Dispose();
        _life.Dispose();
        _workers.Dispose();
    }

    private async Task<LabHttpResponse> ServeAsync(LabHttpRequest request, CancellationToken stop)
    {
        using var visit = _traffic.Enter(request);
        var served = await _workers.RunAsync(() => _door.Handle(request), stop);
        visit.Leave(served);
        return served.Response;
    }

    private static IEnumerable<string> Describe(Resource resource) =>
        resource.Signatures.Select(signature => $"{signature.Verb} {resource.Template}" + (signature.Op is null ? "" : "?op=" + signature.Op));

    private static string RandomText(int length)
    {
        using var random = RandomNumberGenerator.Create();
        var bytes = new byte[length];
        random.GetBytes(bytes);
        return new string([.. bytes.Select(value => KeyLetters[value % KeyLetters.Length])]);
    }
}
