using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Drivers.Oob.Redfish;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Redfish;

public sealed class RedfishSettingsTests
{
    [Theory]
    [InlineData("10.0.0.1", null, "https://10.0.0.1/redfish/v1/")]
    [InlineData("bmc.example", 8443, "https://bmc.example:8443/redfish/v1/")]
    [InlineData("bmc.example:8443", null, "https://bmc.example:8443/redfish/v1/")]
    [InlineData("fd00::1", 8443, "https://[fd00::1]:8443/redfish/v1/")]
    [InlineData("http://127.0.0.1:8000/", null, "http://127.0.0.1:8000/redfish/v1/")]
    [InlineData("https://bmc.example/redfish/v1", null, "https://bmc.example/redfish/v1/")]
    public void The_service_root(string address, int? port, string root) => Assert.Equal(root, Resolve(address, port).Root.AbsoluteUri);

    [Theory]
    [InlineData("ftp://bmc.example", null, "oob.address")]
    [InlineData("https://root:secret@bmc.example", null, "without account")]
    [InlineData("https://bmc.example/other", null, "oob.address")]
    [InlineData("https://bmc.example:1", 2, "different ports")]
    [InlineData("bmc.example", 0, "oob.port")]
    [InlineData("bmc.example", null, "not several", "pin", "skip")]
    [InlineData("http://bmc.example", null, "http://", "pin")]
    [InlineData("bmc.example", null, "keys that type redfish does not know: tls_verify; known are type, network", "tls_verify")]
    public void Settings_that_cannot_work_are_named(string address, int? port, string problem, params string[] others)
    {
        var error = Assert.Throws<DrydockException>(() => Resolve(address, port, others));
        Assert.Equal(ErrorCatalogue.NodeMisconfigured, error.Error);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static RedfishSettings Resolve(string address, int? port, params string[] others) => RedfishSettings.Resolve(OobTarget.Resolve(
        new BaremetalNode
        {
            Name = "node1",
            Oob = new OobSettings
            {
                Type = "redfish",
                Address = address,
                Port = port,
                Account = "u",
                Credential = new Secret("p"),
                Tls = new TlsPolicy { Sha256Pin = others.Contains("pin") ? "00" : null, SkipVerification = others.Contains("skip") },
                Extensions = new TextMap(others.Where(other => other is not ("pin" or "skip")).Select(key => KeyValuePair.Create(key, "x"))),
            },
        }));
}
