using System;
using System.Linq;
using Drydock.Core.Secrets;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Core.Tests.Design;

/// <summary>The <c>oob</c> block: its keys, what may stand there, how it is inherited, and where its secrets are.</summary>
public sealed class OobSettingsTests
{
    [Theory]
    [InlineData("tls: bmc.pem", "CA bundle bmc.pem")]
    [InlineData("tls: /etc/ssl/bmc.pem", "CA bundle /etc/ssl/bmc.pem")]
    [InlineData("tls: 'AB:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd'", "certificate pin")]
    [InlineData("tls: 1234567890123456789012345678901234567890123456789012345678901234", "certificate pin")]
    [InlineData("tls: {pin: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}", "certificate pin")]
    [InlineData("tls: no-verify", "not verified")]
    [InlineData("tls: {verify: false}", "not verified")]
    [InlineData("tls: {verify: true}", "system trust store")]
    public void Trust_can_be_written_in_several_ways(string line, string policy) =>
        Assert.Equal(policy, Read(line).Tls!.ToString());

    [Theory]
    [InlineData("cipher_suite: 1", "cipher_suite is the number 1; expected 3 or 17")]
    [InlineData("privilege: admin", "privilege is 'admin'; expected user or operator or administrator")]
    [InlineData("auth: none", "auth is 'none'; expected auto or session or basic")]
    [InlineData("boot_mode: efi", "boot_mode is 'efi'; expected bios or uefi. Did you mean 'uefi'?")]
    [InlineData("port: 0", "port is the number 0; expected a port from 1 to 65535")]
    [InlineData("redfish_port: https", "redfish_port is 'https'; expected a port")]
    [InlineData("kg: 0x123", "kg is no BMC key")]
    [InlineData("kg: a key that is longer than twenty bytes", "kg is no BMC key")]
    [InlineData("tls: true", "tls is the boolean true; expected the path")]
    [InlineData("tls: {pin: abc}", "tls.pin is 'abc'; expected the SHA-256")]
    [InlineData("tls: {ca: a.pem, verify: false}", "tls has several of ca, pin and verify")]
    [InlineData("tls: {sha: 1}", "tls.sha is not a known key")]
    [InlineData("timeouts: {connect: 0}", "timeouts.connect is the number 0; expected a number of seconds")]
    [InlineData("timeouts: {conect: 5}", "timeouts.conect is not a known key. Did you mean 'connect'?")]
    [InlineData("timeouts: 5", "timeouts is the number 5; expected a mapping")]
    [InlineData("credential: env://", "credential is no reference to a password: expected env://NAME")]
    [InlineData("credential: secret://vault", "credential is no reference to a password: expected secret://vault/name")]
    [InlineData("credential: 815", "credential is a number or boolean; expected a text")]
    [InlineData("adress: x", "adress is not a known key. Did you mean 'address'?")]
    public void What_cannot_be_is_an_error_at_its_place(string line, string problem)
    {
        var finding = Assert.Single(Designs.Findings(Designs.Changed(Designs.NodeDocument($"  oob:\n    type: manual\n    {line}\n"))), finding => finding.Severity == FindingSeverity.Error);
        Assert.Contains(".oob." + problem, finding.Message, StringComparison.Ordinal);
        Assert.NotNull(finding.Location);
        Assert.DoesNotContain("815", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_keys_list_the_known_ones_and_are_a_registered_drivers_own()
    {
        var finding = Designs.Findings(Designs.Changed(Designs.NodeDocument("  oob:\n    type: redfish\n    colour: red\n"))).Single(finding => finding.Message.Contains("colour", StringComparison.Ordinal));
        Assert.Contains("type, network, address, port", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("tls, timeouts", finding.Remedy, StringComparison.Ordinal);
        Assert.Equal("red", Read("colour: red", type: "vendor").Extensions.Find("colour"));
    }

    [Theory]
    [InlineData("secret://lab/bmc/root", "lab", "bmc/root")]
    [InlineData("secret:///root", null, "root")]
    [InlineData("secret://my%20vault/a%20b", "my vault", "a b")]
    public void References_name_vault_and_entry(string text, string? vault, string name)
    {
        var reference = SecretReference.Parse(text);
        Assert.Equal((SecretSource.Vault, vault, name, text), (reference.Source, reference.Vault, reference.Name, reference.ToString()));
    }

    [Fact]
    public void References_are_looked_up_before_a_driver_is_called()
    {
        var node = new BaremetalNode
        {
            Name = "node1",
            Oob = new OobSettings { CredentialReference = SecretReference.Parse("env://DRYDOCK_TEST_NOT_SET"), KgReference = SecretReference.Parse("secret://v/kg") },
        };
        var missing = Assert.Throws<DrydockException>(() => NodeSecrets.Resolve(node));
        Assert.Equal(("node1", ErrorCatalogue.SecretUnavailable), (missing.Target, missing.Error));
        Assert.Contains("env://DRYDOCK_TEST_NOT_SET: that environment variable is not set", missing.Message, StringComparison.Ordinal);
        var vaulted = node with { Oob = node.Oob with { CredentialReference = SecretReference.Parse("secret://v/root") } };
        var resolved = NodeSecrets.Resolve(vaulted, reference => new Secret("of " + reference)).Oob;
        Assert.Equal(("of secret://v/root", "of secret://v/kg"), (resolved.Credential!.Reveal(), resolved.Kg!.Reveal()));
        Assert.Null(resolved.CredentialReference ?? resolved.KgReference);
        Assert.Throws<DrydockException>(() => NodeSecrets.Resolve(vaulted));
    }

    [Fact]
    public void Every_setting_is_inherited()
    {
        Assert.Equal(
            new OobSettings
            {
                Type = "manual",
                Network = "oob",
                Account = "root",
                CredentialReference = SecretReference.Parse("env://P"),
                Address = "a",
                Port = 1,
                IpmiPort = 2,
                RedfishPort = 3,
                CipherSuite = 17,
                Privilege = OobPrivilege.User,
                Kg = new Secret("k"),
                SystemId = "s",
                Authentication = OobAuthentication.Session,
                Tls = new TlsPolicy { SkipVerification = true },
                BootMode = Drivers.BootMode.Uefi,
                LibvirtUri = "u",
                Domain = "d",
                Timeouts = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(3)),
            },
            Inherit("timeouts: {request: 9}"));
        Assert.Equal((new Secret("own"), null), (Inherit("credential: own").Credential, Inherit("credential: own").CredentialReference));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("'!'")]
    public void Every_setting_can_be_taken_away(string value)
    {
        var lines = OobKeys.All.Where(key => key is not ("type" or "network")).Select(key => $"{key}: {value}");
        Assert.Equal(new OobSettings { Type = "manual", Network = "oob" }, Inherit([.. lines]));
        Assert.Equal(new OobTimeouts(null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), Inherit($"timeouts: {{connect: {value}}}").Timeouts);
    }

    private static OobSettings Inherit(params string[] lines) => Designs.ReadChanged(
        """
        schema: drydock/HostProfile/v1
        metadata:
          name: prof
        data:
          host_profile: defaults
          hardware_profile: hw1
          primary_network: mgmt
          oob:
            type: manual
            network: oob
            account: root
            credential: env://P
            address: a
            port: 1
            ipmi_port: 2
            redfish_port: 3
            cipher_suite: 17
            privilege: user
            kg: k
            system_id: s
            auth: session
            tls: no-verify
            boot_mode: uefi
            libvirt_uri: u
            domain: d
            timeouts: {connect: 1, request: 2, action: 3}
          interfaces:
            bond0: {device_link: gp, slaves: [nic1, nic2], networks: [mgmt, data]}
        ---

        """ + Designs.NodeDocument("  oob:\n" + string.Concat(lines.Select(line => $"    {line}\n")))).Site.Nodes.Single().Oob;

    private static OobSettings Read(string line, string type = "manual") =>
        Designs.Node($"  oob:\n    type: {type}\n    {line}\n").Oob;
}
