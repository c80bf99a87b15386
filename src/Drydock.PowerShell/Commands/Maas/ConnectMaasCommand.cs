using System;
using System.Management.Automation;
using System.Security;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.PowerShell.Base;
using Drydock.PowerShell.Binding;
using Drydock.PowerShell.Module;

namespace Drydock.PowerShell.Commands;

/// <summary>Opens a session with MAAS, which cmdlets of this PowerShell session then use.</summary>
[Cmdlet(VerbsCommunications.Connect, "Maas", DefaultParameterSetName = "ApiKey")]
[OutputType(typeof(IMaasSession))]
public sealed class ConnectMaasCommand : DrydockCmdlet
{
    /// <summary>The region's URL; <c>MAAS_URL</c> where it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("MaasUrl")]
    [ValidateNotNull]
    public Uri? Url { get; set; }

    /// <summary>The API key; <c>MAAS_API_KEY</c> where it is not given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "ApiKey")]
    [Alias("MaasApiKey")]
    [SecureText]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The API key as the password of a credential, whose user name does not matter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>A PEM file with the certificate authorities to trust instead of the system's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CaBundle { get; set; }

    /// <summary>SHA-256 of MAAS's certificate in hexadecimal; it alone is trusted.</summary>
    [Parameter]
    [ValidatePattern("^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$")]
    public string? CertificatePin { get; set; }

    /// <summary>Trusts any certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>How many seconds one request may take.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 90;

    /// <summary>The shortest time in seconds between two polls.</summary>
    [Parameter]
    [ValidateRange(0.05, 600)]
    public double PollIntervalSec { get; set; } = 2;

    /// <summary>Returns the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new MaasConnectOptions
        {
            Url = Url ?? UrlOfEnvironment(),
            ApiKey = Key() ?? throw Missing("-ApiKey", "MAAS_API_KEY"),
            Tls = new TlsPolicy
            {
                CaBundle = CaBundle is null ? null : GetUnresolvedProviderPathFromPSPath(CaBundle),
                Sha256Pin = CertificatePin?.Replace(":", ""),
                SkipVerification = SkipCertificateCheck,
            },
            RequestTimeout = TimeSpan.FromSeconds(TimeoutSec),
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            Log = FlowingLog.Instance,
        };
        var session = Require(cancel => Composition.MaasConnector().ConnectAsync(options, cancel));
        State.Maas = session;
        State.MachineNames = [];
        WriteVerbose($"Connected to MAAS {session.Version} at {session.Url} as {session.UserName}; certificate: {options.Tls}.");
        if (PassThru) WriteObject(session.Named());
    }

    private Uri UrlOfEnvironment() =>
        Environment.GetEnvironmentVariable("MAAS_URL") is { Length: > 0 } text
            ? Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : throw Stop($"MAAS_URL is '{text}', which is no URL.")
            : throw Missing("-Url", "MAAS_URL");

    private Secret? Key()
    {
        if ((Credential?.Password ?? ApiKey) is { } given) return new Secret(given);
        return Environment.GetEnvironmentVariable("MAAS_API_KEY") is { Length: > 0 } key ? new Secret(key) : null;
    }

    private DrydockException Missing(string parameter, string variable) => Stop($"Give {parameter}, or set {variable}.");

    private DrydockException Stop(string message)
    {
        var fault = new DrydockException(ErrorCatalogue.MaasNotConnected, message);
        ThrowTerminatingError(fault.ToErrorRecord());
        return fault;
    }
}
