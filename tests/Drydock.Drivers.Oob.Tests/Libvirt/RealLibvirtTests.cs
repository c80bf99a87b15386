using System;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Libvirt;
using Drydock.Drivers.Oob.Libvirt.Domains;
using Drydock.Drivers.Oob.Tests.Peers;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Tests.Libvirt;

/// <summary>The libvirt driver against a real daemon and real guests; <c>virsh</c> is the witness.</summary>
public sealed class RealLibvirtTests(Libvirtd daemon) : IClassFixture<Libvirtd>, IDisposable
{
    private readonly LibvirtDriver _driver = new();
    private readonly DriverContext _context = new() { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => _driver.Dispose();

    [LibvirtFact]
    public async Task Power_goes_on_off_and_around_though_the_guest_ignores_shutdown()
    {
        await daemon.DefineAsync("power");
        var node = Node("power", daemon.SocketUri);
        Assert.Equal("Node reports power on.", (await _driver.PowerOnAsync(node, _context, default)).Message);
        Assert.Equal("Node reports power on; it was on already.", (await _driver.PowerOnAsync(node, _context, default)).Message);
        var id = await daemon.VirshAsync("domid", "power");
        await daemon.VirshAsync("shutdown", "power");
        Assert.Equal("Node power cycle complete.", (await _driver.PowerCycleAsync(node, _context, default)).Message);
        Assert.NotEqual(id, await daemon.VirshAsync("domid", "power"));
        Assert.Equal("Node reports power off.", (await _driver.PowerOffAsync(node, PowerOffOptions.Hard, _context, default)).Message);
        Assert.Equal("shut off", (await daemon.VirshAsync("domstate", "power")).Trim());
        Assert.Equal("Node reports power off; it was off already.", (await _driver.PowerOffAsync(node, PowerOffOptions.Hard, _context, default)).Message);
        Assert.Equal("Node power cycle complete; it was off and is on now.", (await _driver.PowerCycleAsync(node, _context, default)).Message);
    }

    [LibvirtFact]
    public async Task A_boot_override_is_for_one_boot_and_leaves_no_trace()
    {
        await daemon.DefineAsync("once");
        var node = Node("once", daemon.TcpUri);
        var before = await daemon.VirshAsync("dumpxml", "--inactive", "--security-info", "once");
        await _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), _context, default);
        Assert.Equal(["network", "hd"], (await ReadAsync("once")).BootOrder);
        Assert.Equal(BootDevice.Pxe, Assert.IsType<OobDetail>((await _driver.InterrogateAsync(node, _context, default)).Detail).Boot!.Device);
        await _driver.PowerCycleAsync(node, _context, default);
        Assert.Equal(["network", "hd"], new DomainXml(await daemon.VirshAsync("dumpxml", "once")).BootOrder);
        Assert.Equal(before, await daemon.VirshAsync("dumpxml", "--inactive", "--security-info", "once"));
        // From a running state too: the override waits for the next cold start.
        await _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), _context, default);
        await _driver.PowerCycleAsync(node, _context, default);
        Assert.Equal(["network", "hd"], new DomainXml(await daemon.VirshAsync("dumpxml", "once")).BootOrder);
        Assert.Equal(before, await daemon.VirshAsync("dumpxml", "--inactive", "--security-info", "once"));
        Assert.Contains("passwd='Canary11'", before, StringComparison.Ordinal);
        Assert.Contains("qemu:arg", before, StringComparison.Ordinal);
    }

    [LibvirtFact]
    public async Task An_override_used_behind_our_back_is_undone_before_the_power_goes()
    {
        await daemon.DefineAsync("behind");
        var node = Node("behind", daemon.TcpUri);
        await _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), _context, default);
        await daemon.VirshAsync("start", "behind");
        await _driver.PowerOffAsync(node, PowerOffOptions.Hard, _context, default);
        Assert.Equal(["hd"], (await ReadAsync("behind")).BootOrder);
    }

    [LibvirtFact]
    public async Task A_persistent_override_stays_until_it_is_cleared()
    {
        await daemon.DefineAsync("stays");
        var node = Node("stays", daemon.TcpUri);
        await _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe, Persistent: true), _context, default);
        await _driver.PowerOnAsync(node, _context, default);
        Assert.Equal(["network", "hd"], (await ReadAsync("stays")).BootOrder);
        await _driver.SetBootAsync(node, new BootOverride(BootDevice.None), _context, default);
        Assert.Equal(["hd"], (await ReadAsync("stays")).BootOrder);
    }

    [LibvirtFact]
    public async Task Per_device_order_puts_the_boot_interface_first_and_comes_back()
    {
        await daemon.DefineAsync("ordered", os: "", order: (1, 2));
        var mac = Libvirtd.SecondMac("ordered");
        var node = Node("ordered", daemon.TcpUri) with { BootMac = mac.ToUpperInvariant() };
        await _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), _context, default);
        Assert.Equal([$"interface {mac}", "disk vda"], (await ReadAsync("ordered")).BootOrder);
        await _driver.PowerOnAsync(node, _context, default);
        Assert.Equal(["disk vda", $"interface {mac}"], (await ReadAsync("ordered")).BootOrder);
    }

    [LibvirtFact]
    public async Task A_saved_image_is_dropped_before_a_network_boot()
    {
        await daemon.DefineAsync("saved");
        var node = Node("saved", daemon.TcpUri);
        await daemon.VirshAsync("start", "saved");
        await daemon.VirshAsync("managedsave", "saved");
        var result = await _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), _context, default);
        Assert.Contains("saved image was dropped", result.Message, StringComparison.Ordinal);
        Assert.Matches("Managed save: +no", await daemon.VirshAsync("dominfo", "saved"));
    }

    [LibvirtFact]
    public async Task Unknown_and_transient_domains_are_refused_with_a_remedy()
    {
        var unknown = await Assert.ThrowsAsync<DrydockException>(() => _driver.PowerOnAsync(Node("nowhere", daemon.TcpUri), _context, default));
        Assert.Equal(ErrorCatalogue.NodeMisconfigured, unknown.Error);
        Assert.Contains("has no domain 'nowhere'", unknown.Message, StringComparison.Ordinal);
        await daemon.DefineAsync("passing");
        await daemon.VirshAsync("start", "passing");
        await daemon.VirshAsync("undefine", "passing");
        var transient = await Assert.ThrowsAsync<DrydockException>(() => _driver.PowerOffAsync(Node("passing", daemon.TcpUri), PowerOffOptions.Hard, _context, default));
        Assert.Contains("is transient", transient.Message, StringComparison.Ordinal);
        Assert.Equal("running", (await daemon.VirshAsync("domstate", "passing")).Trim());
    }

    [LibvirtFact]
    public async Task Interrogation_and_validation_tell_of_the_domain()
    {
        await daemon.DefineAsync("told");
        var uuid = (await daemon.VirshAsync("domuuid", "told")).Trim();
        var node = Node("server-7", daemon.TcpUri, domain: uuid);
        var detail = Assert.IsType<OobDetail>((await _driver.InterrogateAsync(node, _context, default)).Detail);
        Assert.Equal((PowerState.Off, uuid, "qemu", "TCP, not encrypted"), (detail.Power, detail.Uuid, detail.Manufacturer, detail.Security));
        Assert.StartsWith("libvirt ", detail.BmcFirmware, StringComparison.Ordinal);
        Assert.Equal((32 / 1024d, 1, 2), (detail.MemoryGiB, detail.Processors!.Count, detail.Nics.Count));
        Assert.StartsWith("pc-", detail.Model, StringComparison.Ordinal);
        Assert.Contains("answers (TCP, not encrypted)", (await _driver.ValidateServicesAsync(node, _context, default)).Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<DrydockException>(() =>
            _driver.ValidateServicesAsync(node with { BootMac = "52:54:00:00:00:99" }, _context, default));
        Assert.Contains("no interface with boot_mac 52:54:00:00:00:99; it has 52:54:01", wrong.Message, StringComparison.Ordinal);
    }

    [LibvirtFact]
    public async Task A_guest_that_ignores_shutdown_loses_its_power_when_its_time_is_over()
    {
        await daemon.DefineAsync("deaf");
        var node = Node("deaf", daemon.TcpUri);
        var soft = new PowerOffOptions(Soft: true, SoftTimeout: TimeSpan.FromSeconds(2));
        Assert.Equal("Node reports power off; it was off already.", (await _driver.PowerOffAsync(node, soft, _context, default)).Message);
        await _driver.PowerOnAsync(node, _context, default);
        Assert.Equal("Node reports power off; the operating system did not shut down in time, so power was cut.",
            (await _driver.PowerOffAsync(node, soft, _context, default)).Message);
        Assert.Equal("shut off", (await daemon.VirshAsync("domstate", "deaf")).Trim());
    }

    [LibvirtFact]
    public async Task Network_boot_is_configured_for_good_by_the_boot_interface()
    {
        await daemon.DefineAsync("netboot");
        var mac = Libvirtd.SecondMac("netboot");
        var node = Node("netboot", daemon.TcpUri) with { BootMac = mac };
        var uuid = await daemon.VirshAsync("domuuid", "netboot");
        var result = await _driver.ConfigurePxeAsync(node, new PxeSettings(), _context, default);
        Assert.StartsWith($"Network boot configured (every time, by {mac}, legacy): boot order is interface {mac}, disk vda.", result.Message, StringComparison.Ordinal);
        Assert.Equal(ActionNames.ConfigNodePxe, result.Action);
        await _driver.PowerCycleAsync(node, _context, default);
        Assert.Equal([$"interface {mac}", "disk vda"], (await ReadAsync("netboot")).BootOrder);
        Assert.Equal(uuid, await daemon.VirshAsync("domuuid", "netboot"));
        var other = await Assert.ThrowsAsync<DrydockException>(() =>
            _driver.ConfigurePxeAsync(node, new PxeSettings(MacAddress: "52:54:00:00:00:99"), _context, default));
        Assert.Contains("has no interface with boot_mac 52:54:00:00:00:99", other.Message, StringComparison.Ordinal);
        foreach (var pxe in new[] { new PxeSettings(Mode: BootMode.Uefi), new PxeSettings(HttpBootUri: new Uri("http://boot.example/")) })
        {
            var error = await Assert.ThrowsAsync<DrydockException>(() => _driver.ConfigurePxeAsync(node, pxe, _context, default));
            Assert.Equal(ErrorCatalogue.NotSupported, error.Error);
        }

        await _driver.SetBootAsync(node, new BootOverride(BootDevice.None), _context, default);
        Assert.Equal(["hd"], (await ReadAsync("netboot")).BootOrder);
    }

    [LibvirtOverSshFact]
    public async Task Twenty_domains_go_through_one_ssh_login()
    {
        using var ssh = await SshServer.StartAsync(daemon);
        var names = Enumerable.Range(1, 20).Select(number => $"many{number:00}").ToList();
        foreach (var name in names) await daemon.DefineAsync(name);
        await Task.WhenAll(names.Select(async name =>
        {
            var node = Node(name, ssh.Uri());
            await _driver.SetBootAsync(node, new BootOverride(BootDevice.Pxe), _context, default);
            await _driver.PowerOnAsync(node, _context with { Timeout = TimeSpan.FromSeconds(180) }, default);
            await _driver.PowerOffAsync(node, PowerOffOptions.Hard, _context, default);
        })).WaitAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(1, ssh.Logins);
        foreach (var name in names) Assert.Equal(["hd"], (await ReadAsync(name)).BootOrder);
    }

    [LibvirtOverSshFact]
    public async Task Ssh_faults_have_their_own_errors_and_are_not_repeated()
    {
        using var ssh = await SshServer.StartAsync(daemon);
        var stranger = await Assert.ThrowsAsync<DrydockException>(() => _driver.PowerOnAsync(Node("any", ssh.Uri(key: "stranger")), _context, default));
        Assert.Equal(ErrorCatalogue.OobAuthenticationFailed, stranger.Error);
        Assert.False(stranger.IsTransient);
        var host = await Assert.ThrowsAsync<DrydockException>(() => _driver.PowerOnAsync(Node("any", ssh.Uri(hosts: "no_hosts")), _context, default));
        Assert.Equal(ErrorCatalogue.OobCertificateRejected, host.Error);
        Assert.Contains("known_hosts", host.Remedy, StringComparison.Ordinal);
        // The server writes its log after the client has gone.
        for (var polls = 0; ssh.Refusals == 0 && polls < 500; polls++) await Task.Delay(20);
        Assert.Equal((1, 0), (ssh.Refusals, ssh.Logins));
    }

    private static BaremetalNode Node(string name, string uri, string? domain = null) => new()
    {
        Name = name,
        Oob = new OobSettings
        {
            Type = "libvirt",
            LibvirtUri = uri,
            Domain = domain,
        },
    };

    private async Task<DomainXml> ReadAsync(string name) => new(await daemon.VirshAsync("dumpxml", "--inactive", name));
}
