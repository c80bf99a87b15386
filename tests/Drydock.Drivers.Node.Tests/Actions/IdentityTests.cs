using System;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Results;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>Which machine is a node's, and what it gets, on the lab's MAAS.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task A_mac_address_in_capitals_with_dashes_is_found()
    {
        using var region = await LabRegion.StartAsync(1);
        var node = region.Nodes[0] with { Name = "renamed", BootMac = region.Nodes[0].BootMac!.ToUpperInvariant().Replace(':', '-') };
        var result = await region.Driver.IdentifyAsync(node, region.Context, default).Soon();
        Assert.Equal("renamed", ((Drydock.Maas.MaasMachine)result.Detail!).Hostname);
    }

    [Fact]
    public async Task A_rename_that_MAAS_refuses_is_an_error_and_not_swallowed()
    {
        using var region = await LabRegion.StartAsync(2);
        await region.Driver.IdentifyAsync(region.Nodes[0], region.Context, default).Soon();
        var bad = region.Nodes[1] with { Name = "no_such name" };
        var error = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.IdentifyAsync(bad, region.Context, default)).Soon();
        Assert.Same(ErrorCatalogue.MaasInvalid, error.Error);
        Assert.Contains("no_such name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rack_controller_is_recognised_and_left_alone_by_every_action()
    {
        using var region = await LabRegion.StartAsync(0);
        var node = new BaremetalNode { Name = "rack1", Image = "jammy", Oob = new() { Type = "ipmi", Address = "127.91.0.99" } };
        foreach (var action in new Func<BaremetalNode, DriverContext, System.Threading.CancellationToken, Task<NodeActionResult>>[]
        {
            region.Driver.IdentifyAsync, region.Driver.CommissionAsync, region.Driver.ApplyNetworkingAsync, region.Driver.ApplyStorageAsync,
            region.Driver.ApplyPlatformAsync, region.Driver.DeployAsync, region.Driver.InterrogateAsync,
        })
        {
            var result = await action(node, region.Context, default).Soon();
            Assert.Equal(ActionStatus.Success, result.Status);
            Assert.Contains("Is rack controller 'rack1", result.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, region.Maas.Writes);
    }

    [Fact]
    public async Task Power_parameters_of_the_design_replace_others_only_when_asked_and_only_once()
    {
        using var region = await LabRegion.StartAsync(1);
        var node = region.Nodes[0] with
        {
            Oob = new() { Type = "ipmi", Address = "127.91.0.1", Account = "drydock", Credential = new Secret("canary-7781") },
        };
        var kept = await region.Driver.IdentifyAsync(node, region.Context, default).Soon();
        Assert.NotEqual("drydock", await UserAsync(region, kept));
        var asked = region.Context with { UseNodeOobParameters = true };
        var changed = await region.Driver.IdentifyAsync(node, asked, default).Soon();
        Assert.Equal("drydock", await UserAsync(region, changed));
        Assert.DoesNotContain("canary-7781", changed.ToString() + changed.Message + changed.Detail, StringComparison.Ordinal);
        var writes = region.Maas.Writes;
        await region.Driver.IdentifyAsync(node, asked, default).Soon();
        Assert.Equal(writes, region.Maas.Writes);
    }

    [Theory]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIpF6fqzjvfBXG8Pqc0gvxhG\n  K3Yzcmqd04hSOCnLQXjX operator\n @harbour")]
    [InlineData("ssh-ed25519\r\nAAAAC3NzaC1lZDI1NTE5AAAA IIpF6fqzjvfBXG8Pqc0gvxhGK3Yzcmqd04hSOCnLQXjX")]
    public async Task A_key_wrapped_over_several_lines_is_the_same_key(string wrapped)
    {
        using var region = await LabRegion.StartAsync(0);
        var plain = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIpF6fqzjvfBXG8Pqc0gvxhGK3Yzcmqd04hSOCnLQXjX x@y";
        var first = await region.Driver.ConfigureUserCredentialsAsync(WithKey(wrapped), region.Context, default).Soon();
        Assert.True(first is { Status: ActionStatus.Success, Changes: 1 }, first.Message);
        Assert.Equal(0, (await region.Driver.ConfigureUserCredentialsAsync(WithKey(plain), region.Context, default).Soon()).Changes);
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\ncanary-4410\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\ncanary-4410")]
    public async Task A_private_key_given_by_mistake_is_neither_sent_nor_shown(string key)
    {
        using var region = await LabRegion.StartAsync(0);
        var result = await region.Driver.ConfigureUserCredentialsAsync(WithKey(key), region.Context, default).Soon();
        Assert.Equal(ActionStatus.Failure, result.Status);
        Assert.Contains("authorized_keys[0] of the region is a private key", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, region.Maas.Writes);
        Assert.DoesNotContain("canary", result.Message + result.Error + string.Concat(result.Messages), StringComparison.Ordinal);
    }

    private static SiteDesign WithKey(string key) => new() { Region = new Region { Name = "r", AuthorizedKeys = new([key]) } };

    private static async Task<string> UserAsync(LabRegion region, NodeActionResult result)
    {
        var id = ((Drydock.Maas.MaasMachine)result.Detail!).SystemId;
        return (await region.Session.Api.GetAsync($"machines/{id}/", new MaasForm().Add("op", "power_parameters"), default).Soon()).Text("power_user");
    }
}
