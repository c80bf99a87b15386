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
    [InlineData("bmc.example", null, "tls_verify", "tls_verify", "perhaps")]
    [InlineData("bmc.example", null, "not several", "tls_pin", "00", "tls_verify", "false")]
    [InlineData("http://bmc.example", null, "http://", "tls_pin", "00")]
    [InlineData("bmc.example", null, "known with type redfish are type, network, account, credential, address, port, tls_ca, tls_pin, tls_verify, system_id",
        "tls", "no")]
    public void Settings_that_cannot_work_are_named(string address, int? port, string problem, params string[] extensions)
    {
        var error = Assert.Throws<DrydockException>(() => Resolve(address, port, extensions));
        Assert.Equal(ErrorCatalogue.NodeMisconfigured, error.Error);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static RedfishSettings Resolve(string address, int? port, params string[] extensions) => RedfishSettings.Resolve(OobTarget.Resolve(
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
                Extensions = new TextMap(extensions.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]))),
            },
        },
        RedfishSettings.ExtensionKeys));
}
