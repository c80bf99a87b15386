using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Design;
using Drydock.Errors;
using Drydock.Lab.Samples;
using Drydock.Lab.Tests.Support;

namespace Drydock.Lab.Tests;

public sealed class LabFactoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_lab_answers_at_every_address_and_leaves_nothing_behind()
    {
        string folder;
        using (var lab = await StartAsync(new LabOptions { Nodes = 5 }))
        {
            folder = lab.SitePath;
            Assert.Equal(5, lab.Servers.Count);
            Assert.Equal(["redfish", "ipmi", "ipmi", "ipmi", "redfish"], lab.Servers.Select(server => server.BmcType));
            using var http = new HttpClient();
            foreach (var server in lab.Servers)
            {
                var root = await http.GetStringAsync(new Uri(server.RedfishUrl + "redfish/v1/")).WaitAsync(Patience);
                Assert.Contains("RedfishVersion", root, StringComparison.Ordinal);
                var pong = await Ipmi(lab, server).AskAsync([0x06, 0x00, 0xFF, 0x06, 0x00, 0x00, 0x11, 0xBE, 0x80, 0x01, 0x00, 0x00]);
                Assert.Equal(28, pong.Length);
            }

            Assert.Equal("/MAAS", lab.MaasUrl.AbsolutePath);
            var version = await http.GetStringAsync(new Uri(lab.MaasUrl + "/api/2.0/version/")).WaitAsync(Patience);
            Assert.Contains("version", version, StringComparison.Ordinal);
            Assert.Equal(new LabCounts(1, 0, 0, 0, 0), lab.Counts);
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task The_site_on_disk_is_that_of_the_lab_and_for_its_owner_only()
    {
        using var lab = await StartAsync(new LabOptions { Nodes = 2 });
        var sources = Directory.GetFiles(lab.SitePath).Select(file => new SiteSource(file, File.ReadAllText(file))).ToList();
        var site = new SiteDesignReader().Read(sources).Site;
        Assert.Equal(lab.Servers.Select(server => server.Name), site.Nodes.Select(node => node.Name));
        Assert.Equal(lab.Servers[1].BmcAddress, site.Nodes[1].OobAddress);
        Assert.Equal(new Uri(lab.Servers[0].RedfishUrl), new Uri(site.Nodes[0].OobAddress!));
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(lab.SitePath));
    }

    [Fact]
    public async Task Two_labs_run_side_by_side()
    {
        using var one = await StartAsync(new LabOptions { Nodes = 1 });
        using var two = await StartAsync(new LabOptions { Nodes = 1 });
        Assert.NotEqual(one.MaasUrl.Host, two.MaasUrl.Host);
        Assert.NotEqual(one.Servers[0].BmcAddress, two.Servers[0].BmcAddress);
    }

    [Fact]
    public async Task A_server_that_is_switched_on_boots_from_the_network_and_turns_up_in_maas()
    {
        using var lab = await StartAsync(new LabOptions { Nodes = 2, TimeScale = 2000 });
        var client = Ipmi(lab, lab.Servers[1]);
        Assert.Equal("", lab.Servers[1].MaasStatus);
        await client.LogInAsync();
        Assert.Equal(1, lab.Counts.OpenSessions);
        Assert.Equal(1, lab.Counts.BmcLogins);
        Assert.Equal([0x00], await client.CommandAsync(0x00, 0x08, 0x05, 0x80, 0x04, 0x00, 0x00, 0x00));
        Assert.Equal("Pxe once", lab.Servers[1].BootOverride);
        Assert.Equal([0x00], await client.CommandAsync(0x00, 0x02, 0x01));
        await TestServers.UntilAsync(() => lab.Servers[1].MaasStatus.Length > 0, "MAAS enlists the server");
        Assert.Equal("", lab.Servers[0].MaasStatus);
        Assert.Equal(2, lab.Counts.BmcWrites);
        Assert.Equal("", lab.Servers[1].BootOverride);
    }

    [Fact]
    public async Task Faults_come_and_go()
    {
        using var lab = await StartAsync(new LabOptions { Nodes = 2, Faults = [new LabFault(LabFaultKind.BmcSilent, "node02")] });
        byte[] ping = [0x06, 0x00, 0xFF, 0x06, 0x00, 0x00, 0x11, 0xBE, 0x80, 0x01, 0x00, 0x00];
        var client = Ipmi(lab, lab.Servers[1]);
        await client.SendAsync(ping);
        Assert.Null(await client.ReceiveAsync(0.3));
        Assert.NotNull(await Ipmi(lab, lab.Servers[0]).AskAsync(ping));
        lab.ClearFaults();
        Assert.NotNull(await client.AskAsync(ping));
        lab.Inject(new LabFault(LabFaultKind.MaasUnavailable, null, 1));
        using var http = new HttpClient();
        using var refused = await http.GetAsync(new Uri(lab.MaasUrl + "/api/2.0/version/")).WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using var answered = await http.GetAsync(new Uri(lab.MaasUrl + "/api/2.0/version/")).WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task A_fault_for_a_server_that_is_not_there_is_refused()
    {
        var error = await Assert.ThrowsAsync<DrydockException>(() => StartAsync(
            new LabOptions { Nodes = 2, Faults = [new LabFault(LabFaultKind.DeploymentFails, "node99")] }));
        Assert.Same(ErrorCatalogue.NodeNotFound, error.Error);
        Assert.Contains("node99", error.Message, StringComparison.Ordinal);
        Assert.Equal("node99", error.Target);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(LabSite.MaxNodes + 1, 60)]
    [InlineData(12, 0)]
    [InlineData(12, double.NaN)]
    public async Task Options_that_cannot_be_met_are_refused(int nodes, double scale)
    {
        var error = await Assert.ThrowsAsync<DrydockException>(() => StartAsync(new LabOptions { Nodes = nodes, TimeScale = scale }));
        Assert.Same(ErrorCatalogue.LabFailed, error.Error);
    }

    [Fact]
    public async Task A_lab_of_two_hundred_servers_starts_and_ends()
    {
        using var lab = await StartAsync(new LabOptions { Nodes = 200 });
        Assert.Equal(200, lab.Servers.Select(server => server.BmcAddress).Distinct().Count());
    }

    private static Task<ILab> StartAsync(LabOptions options) =>
        new LabFactory().StartAsync(options, CancellationToken.None).WaitAsync(Patience);

    private static RawIpmiClient Ipmi(ILab lab, LabServer server)
    {
        var site = new SiteDesignReader().Read([.. Directory.GetFiles(lab.SitePath).Select(file => new SiteSource(file, File.ReadAllText(file)))]).Site;
        return new RawIpmiClient(new IPEndPoint(IPAddress.Parse(server.BmcAddress), server.IpmiPort), 17,
            "drydock", site.FindNode(server.Name)!.Oob.Credential!.Reveal());
    }
}
