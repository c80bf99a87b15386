using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab.Http;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Tests.Actions;

public sealed class ConnectTests
{
    [Fact]
    public async Task A_session_knows_whom_it_serves()
    {
        using var region = await LabRegion.StartAsync(0);
        Assert.Equal(("admin", "3.4.10", region.Maas.Url), (region.Session.UserName, region.Session.Version, region.Session.Url));
        // Connecting reads the version and who the key belongs to; both are told.
        Assert.Equal((region.Maas.Reads, 0L), (region.Session.Requests.Total, region.Session.Requests.Writes));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_neither_secret_is_told()
    {
        const string Canary = "canarycanarycanarycanarycanary32";
        using var region = await LabRegion.StartAsync(0);
        var parts = region.Maas.ApiKey.Reveal().Split(':');
        var wrong = new Secret($"{parts[0]}:{parts[1]}:{Canary}");
        var error = await Assert.ThrowsAnyAsync<DrydockException>(() => new MaasConnector().ConnectAsync(region.Options(wrong), default)).Soon();
        Assert.Same(ErrorCatalogue.MaasAuthenticationFailed, error.Error);
        Assert.False(error.IsTransient);
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(parts[2], error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_that_nobody_serves_is_unreachable()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound, not listening: nobody else takes the port
        var url = new Uri($"http://{listener.LocalEndPoint}/MAAS");
        var error = await Assert.ThrowsAnyAsync<DrydockException>(() =>
            new MaasConnector().ConnectAsync(new MaasConnectOptions { Url = url, ApiKey = new Secret("a:b:c") }, default)).Soon();
        Assert.Same(ErrorCatalogue.MaasUnreachable, error.Error);
        Assert.Contains(url.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_no_maas_is_told_as_such()
    {
        using var region = await LabRegion.StartAsync(0);
        var options = region.Options(region.Maas.ApiKey) with { Url = new Uri(region.Maas.Url, "/elsewhere") };
        var error = await Assert.ThrowsAnyAsync<DrydockException>(() => new MaasConnector().ConnectAsync(options, default)).Soon();
        Assert.Same(ErrorCatalogue.MaasProtocol, error.Error);
    }

    [Fact]
    public async Task A_stranger_is_not_told_the_key()
    {
        var seen = new ConcurrentQueue<LabHttpRequest>();
        using var stranger = new LabHttpServer(new IPEndPoint(IPAddress.Loopback, 0), (request, _) =>
        {
            seen.Enqueue(request);
            return Task.FromResult(LabHttpResponse.Text("Hello"));
        });
        stranger.Start();
        var options = new MaasConnectOptions { Url = stranger.BaseUri, ApiKey = new Secret("a:b:canary") };
        var error = await Assert.ThrowsAnyAsync<DrydockException>(() => new MaasConnector().ConnectAsync(options, default)).Soon();
        Assert.Same(ErrorCatalogue.MaasProtocol, error.Error);
        Assert.NotEmpty(seen);
        Assert.All(seen, request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }
}
