using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Runs;
using Drydock.Design;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Lab;
using Drydock.Results;

namespace Drydock.Drivers.Oob.Tests.Actions;

/// <summary>A password appears in no result, error, log line, progress text or child process, whatever is done and whatever fails.</summary>
public sealed class CanaryTests : IDrydockLog
{
    private const string Canary = "Canary-4711"; // the lab's password, so that it also goes all the way

    private readonly ConcurrentQueue<string> _said = new();
    private readonly ActionRunner _runner = new(Clock.System);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var type in new[] { "ipmi", "redfish", "auto" })
            {
                foreach (var fault in new[] { "none", "rejected", "silent", "closed", "busy", "stuck", "certificate", "garbage", "misconfigured" })
                    cases.Add(type, fault);
            }

            return cases;
        }
    }

    void IDrydockLog.Write(LogLevel level, string message) => _said.Enqueue(message);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_password_is_not_told(string type, string fault)
    {
        using var certificate = fault == "certificate" ? Certificate() : null;
        using var bmc = new LabBmc(certificate: certificate);
        using var web = new ScriptedRedfish();
        if (fault == "rejected") bmc.Faults.Add(new LabFault(LabFaultKind.BmcRejectsPassword, "node1"));
        if (fault == "silent") bmc.Faults.Add(new LabFault(LabFaultKind.BmcSilent, "node1"));
        if (fault == "busy") bmc.Faults.Add(new LabFault(LabFaultKind.BmcBusy, "node1"));
        if (fault == "stuck") bmc.Faults.Add(new LabFault(LabFaultKind.BmcPowerStuck, "node1"));
        if (fault == "garbage") web.On("GET /redfish/v1", _ => Drydock.Lab.Http.LabHttpResponse.Text(Canary[..3] + "<html>", contentType: "text/html"));
        var ipmiPort = fault == "closed" ? Tool.FreePort() : bmc.IpmiPort;
        var redfish = fault switch { "closed" => new Uri($"http://127.0.0.1:{Tool.FreePort()}"), "garbage" => web.Url, _ => bmc.RedfishUrl };
        var node = new BaremetalNode
        {
            Name = "node1",
            BootMac = "52:54:00:00:00:02",
            Oob = new OobSettings
            {
                Type = type,
                Address = type == "ipmi" ? "127.0.0.1" : redfish.GetLeftPart(UriPartial.Authority),
                Port = type == "ipmi" ? ipmiPort : null,
                IpmiPort = ipmiPort,
                Account = LabBmc.User,
                Credential = new Secret(Canary),
                Kg = fault == "misconfigured" ? new Secret(Canary + "-and-a-key-that-is-too-long") : null,
                Tls = fault == "misconfigured" ? new TlsPolicy { Sha256Pin = "abc" } : null,
            },
        };

        var results = await RunAsync(OobDrivers.All().OfType<IOobDriver>().Single(driver => driver.Name == type), node, TimeSpan.FromSeconds(fault == "none" ? 30 : 1));

        Assert.Equal(7, results.Count);
        if (fault == "none") Assert.True(results[0].Succeeded, results[0].Message);
        if (fault is "rejected" or "silent" or "closed" or "misconfigured") Assert.All(results, result => Assert.False(result.Succeeded));
        foreach (var text in _said.Concat(results.SelectMany(Texts))) Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ssh_is_told_no_secret_by_its_command_line_nor_by_its_environment()
    {
        if (!OperatingSystem.IsLinux()) return; // /proc is what is looked at
        var folder = Directory.CreateTempSubdirectory("dd-");
        const string Variable = "DRYDOCK_TEST_CANARY";
        Environment.SetEnvironmentVariable(Variable, Canary);
        try
        {
            var script = Path.Combine(folder.FullName, "ssh.sh");
            await File.WriteAllTextAsync(script, $"#!/bin/sh\ncat /proc/$$/environ /proc/$$/cmdline > {folder.FullName}/seen\nexit 255\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var node = new BaremetalNode
            {
                Name = "node1",
                Oob = new OobSettings
                {
                    Type = "libvirt",
                    LibvirtUri = $"qemu+ssh://root@127.0.0.1/system?command={script}",
                    Account = "root",
                    Credential = new Secret(Canary),
                },
            };
            var results = await RunAsync(OobDrivers.All().OfType<IOobDriver>().Single(driver => driver.Name == "libvirt"), node, TimeSpan.FromSeconds(10));
            var seen = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "seen"));
            Assert.Contains("PATH=", seen, StringComparison.Ordinal);
            Assert.Contains("virt-ssh-helper", seen, StringComparison.Ordinal);
            foreach (var text in _said.Concat(results.SelectMany(Texts)).Append(seen)) Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Texts(NodeActionResult result)
    {
        yield return result.ToString();
        yield return result.Message;
        yield return result.Node!.ToString();
        yield return result.Node.Oob.ToString();
        yield return result.Detail?.ToString() ?? "";
        for (Exception? error = result.Error; error is not null; error = error.InnerException)
        {
            yield return error.ToString();
            foreach (var value in error.Data.Values) yield return value?.ToString() ?? "";
        }

        yield return result.Error?.Remedy ?? "";
        yield return result.Error?.Detail?.ToString() ?? "";
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bmc", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task<List<NodeActionResult>> RunAsync(IOobDriver driver, BaremetalNode node, TimeSpan time)
    {
        var context = new DriverContext
        {
            Timeout = time,
            Log = this,
            Progress = (_, text) => _said.Enqueue(text),
        };
        List<NodeActionResult> results = [];
        foreach (var (action, work) in new (string, Func<CancellationToken, Task<NodeActionResult>>)[]
        {
            (ActionNames.ValidateOobServices, cancel => driver.ValidateServicesAsync(node, context, cancel)),
            (ActionNames.InterrogateOob, cancel => driver.InterrogateAsync(node, context, cancel)),
            (ActionNames.SetNodeBoot, cancel => driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), context, cancel)),
            (ActionNames.ConfigNodePxe, cancel => driver.ConfigurePxeAsync(node, new PxeSettings(), context, cancel)),
            (ActionNames.PowerOnNode, cancel => driver.PowerOnAsync(node, context, cancel)),
            (ActionNames.PowerOffNode, cancel => driver.PowerOffAsync(node, new PowerOffOptions(Soft: true), context, cancel)),
            (ActionNames.PowerCycleNode, cancel => driver.PowerCycleAsync(node, context, cancel)),
        })
        {
            results.Add(await _runner.RunAsync(new ActionCall(node, action, driver.Name, context.Timeout, ItemList<NodeActionResult>.Empty), work, default)
                .WaitAsync(TestNodes.Patience));
        }

        return results;
    }
}
