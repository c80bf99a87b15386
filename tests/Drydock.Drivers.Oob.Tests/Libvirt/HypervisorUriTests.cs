using System;
using System.Linq;
using Drydock.Drivers.Oob.Libvirt;
using Drydock.Drivers.Oob.Libvirt.Links;

namespace Drydock.Drivers.Oob.Tests.Libvirt;

public sealed class HypervisorUriTests
{
    [Theory]
    [InlineData("qemu:///system", HypervisorTransport.Unix, "", 0, "qemu:///system", "local socket")]
    [InlineData("qemu:///session?socket=/run/a/b", HypervisorTransport.Unix, "", 0, "qemu:///session", "local socket")]
    [InlineData("qemu+tcp://hyper/system", HypervisorTransport.Tcp, "hyper", 16509, "qemu:///system", "TCP, not encrypted")]
    [InlineData("qemu+ssh://root@[fe80::1]:2222/system", HypervisorTransport.Ssh, "fe80::1", 2222, "qemu:///system", "ssh")]
    [InlineData("qemu+ssh://hyper.example/system?no_verify=1", HypervisorTransport.Ssh, "hyper.example", 0, "qemu:///system", "ssh, host key not verified")]
    public void URIs(string text, HypervisorTransport transport, string host, int port, string name, string security)
    {
        var uri = HypervisorUri.Parse(text);
        Assert.Equal((transport, host, port, name, security), (uri.Transport, uri.Host, uri.Port, uri.Name, uri.Security));
    }

    [Theory]
    [InlineData("system", "is no URI")]
    [InlineData("qemu://hyper/system", "transport tls")]
    [InlineData("qemu+libssh2://hyper/system", "transport libssh2")]
    [InlineData("qemu+ssh:///system", "names no host")]
    [InlineData("qemu+unix://hyper/system", "names a host")]
    [InlineData("qemu+ssh://root:Canary@hyper/system", "holds a password")]
    [InlineData("qemu+ssh://-oProxyCommand=x@hyper/system", "has the account")]
    [InlineData("qemu+ssh://hyper/sys'tem", "has the path")]
    [InlineData("qemu+ssh://hyper/", "has the path")]
    [InlineData("qemu+ssh://hyper/system?socket=/a;/b", "has the parameter '/b'")]
    [InlineData("qemu+ssh://hyper/system?socket=/a%20b", "has the socket")]
    [InlineData("qemu+ssh://hyper/system?keyfile=-x", "has the keyfile")]
    [InlineData("qemu+ssh://hyper/system?pkipath=/x", "known are socket, keyfile")]
    public void What_cannot_be_used_is_refused(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => HypervisorUri.Parse(text));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ssh_gets_each_argument_whole_and_nothing_to_ask()
    {
        var arguments = SshCommand.Arguments(HypervisorUri.Parse("qemu+ssh://root@hyper:2222/system?keyfile=/my%20keys/id&known_hosts=/my%20hosts"));
        Assert.Equal("-T", arguments[0]);
        Assert.Contains("BatchMode=yes", arguments);
        Assert.Contains("UserKnownHostsFile=\"/my hosts\"", arguments);
        Assert.DoesNotContain("StrictHostKeyChecking=no", arguments);
        Assert.Equal(["-p", "2222", "-l", "root", "-i", "/my keys/id", "--", "hyper"], arguments.Skip(arguments.Count - 9).Take(8));
        Assert.Contains("virt-ssh-helper", arguments[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qemu+ssh://hyper/session", "virt-ssh-helper 'qemu:///session'")]
    [InlineData("qemu+ssh://hyper/system?socket=/run/x", "nc -U '/run/x'")]
    [InlineData("qemu+ssh://hyper/system", "sh -c 'if command -v virt-ssh-helper >/dev/null 2>&1; "
        + @"then exec virt-ssh-helper '\''qemu:///system'\''; else exec nc -U /run/libvirt/libvirt-sock; fi'")]
    public void What_runs_on_the_host(string uri, string command) => Assert.Equal(command, SshCommand.RemoteCommand(HypervisorUri.Parse(uri)));

    [Fact]
    public void Arguments_are_quoted_where_they_must_be() => Assert.Equal(
        """plain "" "two words" "a\"b" "ends in\\" "back\slash \\\"q" """.TrimEnd(),
        CommandLine.Join(["plain", "", "two words", "a\"b", "ends in\\", "back\\slash \\\"q"]));
}
