using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Lab;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>
/// MAAS and what lies before it go wrong at each request of a node's way: what can be outlived is outlived, what was done is
/// not done again, and the rest is told.
/// </summary>
public sealed class FaultTests
{
    private const string Deploy = "POST machines/*?op=deploy";
    private const string UserSecret = "user-data-canary-71c5";
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(3);

    public static TheoryData<LabFaultKind, string> Transient()
    {
        LabFaultKind[] kinds =
        [
            LabFaultKind.MaasUnavailable, LabFaultKind.MaasConflict, LabFaultKind.MaasConflictWithoutRetryAfter, LabFaultKind.MaasGatewayPage,
            LabFaultKind.MaasTruncatedAnswer, LabFaultKind.MaasRequestLost, LabFaultKind.MaasAnswerLost,
        ];
        string[] requests =
        [
            "GET machines/*", "PUT machines/*", "POST machines/*?op=commission", "POST machines/?op=allocate",
            "POST machines/*?op=set_workload_annotations", Deploy, "POST tags/*?op=update_nodes",
        ];
        var data = new TheoryData<LabFaultKind, string>();
        foreach (var kind in kinds) foreach (var request in requests) data.Add(kind, request);
        return data;
    }

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_fault_that_passes_ends_in_the_designed_machine_and_nothing_is_done_twice(LabFaultKind kind, string request)
    {
        using var region = await StartAsync();
        region.Faults.Add(new LabFault(kind, Count: 1) { Request = request });
        await PassAsync(region);
        Assert.Empty(region.Faults.Active);
        var machine = (await region.Session.GetMachinesAsync(new MaasMachineQuery(), default).Soon()).Single();
        Assert.Equal(("Deployed", "jammy", "r1"), (machine.StatusName, machine.DistroSeries, machine.OwnerData.Find("row")));
        Assert.Contains("compute", machine.Tags);
        Assert.Equal((1, 1), (await EventsAsync(region, "Commissioning"), await EventsAsync(region, "Deploying")));
    }

    [Theory]
    [InlineData(LabFaultKind.MaasAnswerLost, 1)]
    [InlineData(LabFaultKind.MaasTruncatedAnswer, 1)]
    [InlineData(LabFaultKind.MaasRequestLost, 2)]
    public async Task A_deployment_whose_answer_is_lost_is_looked_at_before_it_is_asked_for_again(LabFaultKind kind, int requests)
    {
        using var region = await StartAsync();
        region.Faults.Add(new LabFault(kind, Count: 1) { Request = Deploy });
        await PassAsync(region);
        Assert.Equal(requests, region.Maas.Traffic.Kinds["POST machines/{system_id}/?op=deploy"]);
    }

    [Fact]
    public async Task An_answer_that_comes_too_slowly_counts_as_lost()
    {
        using var region = await StartAsync();
        var options = region.Options(region.Maas.ApiKey) with { RequestTimeout = TimeSpan.FromSeconds(2) };
        using var session = await new MaasConnector().ConnectAsync(options, default).Soon();
        region.Faults.Add(new LabFault(LabFaultKind.MaasTrickle, Count: 1) { Request = Deploy });
        await PassAsync(region, session);
        Assert.Equal(1, region.Maas.Traffic.Kinds["POST machines/{system_id}/?op=deploy"]);
        Assert.Equal("Deployed", region.Maas.StatusOf("node01"));
    }

    [Fact]
    public async Task A_key_that_is_refused_ends_the_action_and_its_answer_is_not_told()
    {
        using var region = await StartAsync();
        region.Faults.Add(new LabFault(LabFaultKind.MaasUnauthorized) { Request = "POST machines/*" });
        var error = await Assert.ThrowsAsync<DrydockException>(() => PassAsync(region)).Soon();
        Assert.Same(ErrorCatalogue.MaasAuthenticationFailed, error.Error);
        Assert.DoesNotContain("Authorization Error", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_is_gone_is_said_to_be()
    {
        using var region = await StartAsync();
        region.Faults.Add(new LabFault(LabFaultKind.MaasNotFound) { Request = "POST machines/*?op=commission" });
        var error = await Assert.ThrowsAsync<DrydockException>(() => PassAsync(region)).Soon();
        Assert.Same(ErrorCatalogue.MaasNotFound, error.Error);
        Assert.Contains("node01", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_stays_away_is_a_fault_that_may_pass()
    {
        using var region = await StartAsync();
        region.Faults.Add(new LabFault(LabFaultKind.MaasUnavailable) { Request = "POST machines/*?op=commission" });
        var error = await Assert.ThrowsAsync<DrydockException>(() => PassAsync(region)).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Same(ErrorCatalogue.MaasUnavailable, error.Error);
        Assert.True(error.IsTransient);
    }

    /// <summary>The API key, the refused answer that quotes it, the BMC's password and the user data are never in a log or result, whatever goes wrong.</summary>
    [Theory]
    [InlineData(LabFaultKind.MaasUnavailable)]
    [InlineData(LabFaultKind.MaasGatewayPage)]
    [InlineData(LabFaultKind.MaasTruncatedAnswer)]
    [InlineData(LabFaultKind.MaasAnswerLost)]
    public async Task Nothing_secret_is_logged(LabFaultKind kind)
    {
        using var region = await StartAsync();
        var log = new Canary();
        using var session = await new MaasConnector().ConnectAsync(region.Options(region.Maas.ApiKey) with { Log = log }, default).Soon();
        region.Faults.Add(new LabFault(kind, Count: 3));
        await PassAsync(region, session, log, WithUserData(region.Nodes[0]));
        var userData = Encoding.UTF8.GetString(region.Maas.UserDataOf("node01")!);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(UserSecret)), userData, StringComparison.Ordinal);
        await RefusedDeploymentAsync(region, session, log);
        var wrong = new Secret(string.Join(":", region.Maas.ApiKey.Reveal().Split(':').Take(2).Append("wrong")));
        var error = await Assert.ThrowsAnyAsync<DrydockException>(() => new MaasConnector().ConnectAsync(region.Options(wrong) with { Log = log }, default)).Soon();
        string[] secrets =
        [
            region.Maas.ApiKey.Reveal().Split(':')[2], "lab-password", UserSecret, Convert.ToBase64String(Encoding.UTF8.GetBytes(UserSecret)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(userData)).Substring(0, 40),
        ];
        Assert.NotEmpty(log.Lines);
        Assert.All(secrets, secret => Assert.DoesNotContain(log.Lines.Append(error.ToString()), line => line.Contains(secret, StringComparison.Ordinal)));
    }

    /// <summary>A region and a driver that do in little time what takes them long in life.</summary>
    private static Task<LabRegion> StartAsync() => LabRegion.StartAsync(1, haste: 20, options: same => same with
    {
        EnlistTime = Brief,
        CommissioningTime = Brief,
        TestingTime = Brief,
        DeployTime = Brief,
        FirstBootTime = Brief,
        TrickleTime = TimeSpan.FromSeconds(6),
    });

    /// <summary>A deployment that MAAS refuses, and whose error is told: user data are in the form that was refused.</summary>
    private static async Task RefusedDeploymentAsync(LabRegion region, IMaasSession session, Canary log)
    {
        region.Maas.ForceStatus("node01", "Allocated");
        region.Faults.Add(new LabFault(LabFaultKind.MaasNotFound, Count: 1) { Request = Deploy });
        var context = region.Context with { Provisioner = session, Log = log };
        var refusal = await Assert.ThrowsAsync<DrydockException>(() => region.Driver.DeployAsync(WithUserData(region.Nodes[0]), context, default)).Soon();
        log.Write(LogLevel.Warning, refusal.ToString());
    }

    private static BaremetalNode WithUserData(BaremetalNode node)
    {
        var asset = new BootActionAsset { Type = "file", Path = "/etc/secret", Data = UserSecret };
        return node with { Site = new SiteDesign { BootActions = new([new BootAction { Name = "secret", TargetNodes = new([node.Name]), Assets = new([asset]) }]) } };
    }

    private static async Task PassAsync(LabRegion region, IMaasSession? other = null, Canary? log = null, BaremetalNode? design = null)
    {
        var (session, node) = (other ?? region.Session, design ?? region.Nodes[0]);
        var context = region.Context with { Provisioner = session, Log = log ?? (IDrydockLog)NoLog.Instance };
        await CommissionAsync(region, context, node).WaitAsync(TimeSpan.FromSeconds(45));
        Assert.True((await region.Driver.ApplyPlatformAsync(node, context, default).Soon()).Succeeded);
        var deployed = await region.Driver.DeployAsync(node, context, default).WaitAsync(TimeSpan.FromSeconds(45));
        Assert.True(deployed.Succeeded);
        log?.Write(LogLevel.Verbose, deployed.ToString() + deployed.Message);
    }

    private static async Task CommissionAsync(LabRegion region, DriverContext context, BaremetalNode node)
    {
        await region.Driver.IdentifyAsync(node, context, default);
        Assert.True((await region.Driver.CommissionAsync(node, context, default)).Succeeded);
    }

    private static async Task<int> EventsAsync(LabRegion region, string kind)
    {
        var answer = await region.Session.Api.GetAsync("events/", new MaasForm().Add("op", "query").Add("limit", 1000), default).Soon();
        return ((JArray)answer["events"]!).Count(entry => (string?)entry["type"] == kind);
    }

    private sealed class Canary : IDrydockLog
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Write(LogLevel level, string message) => Lines.Enqueue(message);
    }
}
