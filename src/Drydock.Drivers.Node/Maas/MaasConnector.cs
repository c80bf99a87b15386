using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Maas;

namespace Drydock.Drivers.Node.Maas;

/// <summary>Opens sessions with MAAS regions.</summary>
public sealed class MaasConnector : IMaasConnector
{
    // A URL that swallows packets must not hold up somebody at a prompt for four attempts of full length.
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(30);

    /// <summary>The version, and who the key belongs to.</summary>
    private const int ConnectRequests = 2;

    /// <inheritdoc/>
    public async Task<IMaasSession> ConnectAsync(MaasConnectOptions options, CancellationToken cancel)
    {
        var root = MaasUrl.ApiRoot(options.Url);
        var key = MaasApiKey.Parse(options.ApiKey
            ?? throw new DrydockException(ErrorCatalogue.MaasAuthenticationFailed, "No MAAS API key is given."));
        var http = new HttpPipeline(new HttpPipelineOptions
        {
            Tls = options.Tls,
            Clock = options.Clock,
            Log = options.Log,
            RequestTimeout = options.RequestTimeout,
            MaxConnectionsPerServer = options.MaxConcurrentRequests,
            MaxConcurrentRequests = options.MaxConcurrentRequests,
        });
        try
        {
            var api = new MaasApi(http, root, key, options.Clock);
            var stranger = new MaasApi(http, root, null, options.Clock);
            var region = await GreetAsync(stranger, api, MaasUrl.Region(root), cancel).ConfigureAwait(false);
            if (!region.IsAdministrator)
            {
                options.Log.Write(LogLevel.Warning,
                    $"'{region.UserName}' is no administrator of MAAS at {region.Url}; commissioning and networks need one.");
            }

            var transport = new MaasTransport(api, () => api.Retries, http) { ConnectRequests = ConnectRequests };
            return new MaasSession(transport, region, options.Clock, options.Log, options.PollInterval);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>The key goes only to what has shown itself to be a MAAS: <c>version/</c> needs none.</summary>
    private static async Task<MaasRegion> GreetAsync(MaasApi stranger, MaasApi api, Uri url, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestConnect);
        try
        {
            var version = await stranger.GetAsync("version/", null, limit.Token).ConfigureAwait(false);
            if (version.OptionalText("version") is not { Length: > 0 } number) throw NoMaas(url, null);
            var user = await api.GetAsync("users/", new MaasForm().Add("op", "whoami"), limit.Token).ConfigureAwait(false);
            return new(url, user.Text("username"), user.Flag("is_superuser"), number);
        }
        catch (MaasApiException error) when (error.Status is 404 or 410 or (>= 300 and < 400) or 405)
        {
            throw NoMaas(url, error);
        }
        catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            throw new DrydockException(ErrorCatalogue.MaasUnreachable,
                $"MAAS at {url} does not answer within {LongestConnect.TotalSeconds:0} s.", fault)
            { Target = url, IsTransient = true };
        }
    }

    private static DrydockException NoMaas(Uri url, Exception? inner) =>
        new(ErrorCatalogue.MaasProtocol, $"What answers at {url} is no MAAS with API 2.0.", inner) { Target = url };
}
