using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Http;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>Which certificates the Redfish driver trusts.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly LabBmc _bmc;
    private readonly RedfishDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _bundle = Path.GetTempFileName();

    public TlsTests() => _bmc = new LabBmc(certificate: _certificate);

    public void Dispose()
    {
        _bmc.Dispose();
        _certificate.Dispose();
        File.Delete(_bundle);
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused_before_anybody_logs_in()
    {
        var error = await TestNodes.FailsAsync(ErrorCatalogue.OobCertificateRejected, RunAsync());
        Assert.Contains("system trust store", error.Message, StringComparison.Ordinal);
        // Whoever has compared it can pin it.
        Assert.Contains("SHA-256 " + _certificate.GetCertHashString(HashAlgorithmName.SHA256), error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _bmc.Counters.Logins);
    }

    [Fact]
    public async Task The_right_pin_is_accepted() =>
        Assert.Equal(Security("certificate pin"), await RunAsync(new TlsPolicy { Sha256Pin = _certificate.GetCertHashString(HashAlgorithmName.SHA256) }));

    [Fact]
    public async Task A_wrong_pin_is_refused()
    {
        await TestNodes.FailsAsync(ErrorCatalogue.OobCertificateRejected, RunAsync(new TlsPolicy { Sha256Pin = new string('0', 64) }));
        Assert.Equal(0, _bmc.Counters.Logins);
    }

    [Fact]
    public async Task A_malformed_pin_is_named()
    {
        var error = await TestNodes.FailsAsync(ErrorCatalogue.NodeMisconfigured, RunAsync(new TlsPolicy { Sha256Pin = "abc" }));
        Assert.Contains("'abc'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_with_the_issuer_is_accepted()
    {
        await File.WriteAllTextAsync(_bundle, _certificate.ExportCertificatePem());
        Assert.Contains("CA bundle", await RunAsync(new TlsPolicy { CaBundle = _bundle }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_with_another_issuer_is_refused()
    {
        using var other = Certificate();
        await File.WriteAllTextAsync(_bundle, other.ExportCertificatePem());
        await TestNodes.FailsAsync(ErrorCatalogue.OobCertificateRejected, RunAsync(new TlsPolicy { CaBundle = _bundle }));
    }

    [Fact]
    public async Task Verification_can_be_switched_off_by_name() =>
        Assert.Equal(Security("not verified"), await RunAsync(new TlsPolicy { SkipVerification = true }));

    [Fact]
    public async Task A_probe_where_nobody_speaks_tls_finds_nothing()
    {
        using var plain = new LabBmc();
        Assert.Null(await TlsProbe.ReadAsync(plain.RedfishUrl, TlsPolicy.SystemTrust, TimeSpan.FromSeconds(20), CancellationToken.None).WaitAsync(TestNodes.Patience));
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = new Uri($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/");
        Assert.Null(await TlsProbe.ReadAsync(url, TlsPolicy.SystemTrust, TimeSpan.FromMilliseconds(100), CancellationToken.None).WaitAsync(TestNodes.Patience));
    }

    /// <summary>Both ends are of this machine, which has TLS 1.3.</summary>
    private string Security(string verified) =>
        $"TLS 1.3 ({verified}; certificate valid until {_certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}), session";

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bmc" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), key,
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task<string> RunAsync(TlsPolicy? tls = null)
    {
        var node = TestNodes.Redfish(_bmc.RedfishUrl, LabBmc.User, LabBmc.Password, oob => oob with { Tls = tls });
        var result = await _driver.ValidateServicesAsync(node, _context, CancellationToken.None).WaitAsync(TestNodes.Patience);
        return Assert.IsType<OobDetail>(result.Detail).Security!;
    }
}
