using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Tests.Support;
using Drydock.Errors;
using Drydock.Results;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.Actions;

/// <summary>Actions that bring the region's settings, repositories, images and scripts to the design, on the lab's MAAS.</summary>
public sealed class RegionActionTests
{
    private static readonly Region Harbour = new() { Name = "harbour" };

    [Theory]
    [InlineData("quick", false, true)]
    [InlineData("secure", true, false)]
    [InlineData("secure-or-quick", true, true)]
    [InlineData("full", false, false)]
    public async Task Storage_settings_become_as_designed_once(string method, bool secure, bool quick)
    {
        using var region = await LabRegion.StartAsync(0);
        var site = new SiteDesign { Region = Harbour with { Storage = new() { DefaultLayout = "lvm", EraseOnRelease = true, EraseMethod = method } } };
        var first = await region.Driver.CreateStorageTemplateAsync(site, region.Context, default).Soon();
        Assert.True(first.Status == ActionStatus.Success, first.Message);
        Assert.Equal(("lvm", true, secure, quick), ((string?)await ConfigAsync(region, "default_storage_layout"),
            (bool)await ConfigAsync(region, "enable_disk_erasing_on_release"), (bool)await ConfigAsync(region, "disk_erase_with_secure_erase"),
            (bool)await ConfigAsync(region, "disk_erase_with_quick_erase")));
        var writes = region.Maas.Writes;
        Assert.Equal(0, (await region.Driver.CreateStorageTemplateAsync(site, region.Context, default).Soon()).Changes);
        Assert.Equal(writes, region.Maas.Writes);
    }

    [Fact]
    public async Task A_region_that_says_nothing_of_storage_changes_nothing()
    {
        using var region = await LabRegion.StartAsync(0);
        var result = await region.Driver.CreateStorageTemplateAsync(new SiteDesign { Region = Harbour }, region.Context, default).Soon();
        Assert.Equal((ActionStatus.Success, 0, 0L), (result.Status, result.Changes, region.Maas.Writes));
    }

    [Fact]
    public async Task Repositories_tag_rules_and_settings_become_as_designed_once()
    {
        using var region = await LabRegion.StartAsync(0);
        await region.Session.Api.PostAsync("package-repositories/", null, new MaasForm().Add("name", "stranger").Add("url", "http://stranger.example/deb"), default).Soon();
        var site = new SiteDesign
        {
            Region = Harbour with
            {
                RemoveUnlistedRepositories = true,
                TagDefinitions = new([new TagDefinition { Tag = "virtio", Definition = "//node" }]),
                Repositories = new(
                [
                    new PackageRepository
                    {
                        Name = "main_archive",
                        Url = "http://archive.local/ubuntu",
                        Components = new(["main", "universe"]),
                        StatesPockets = true,
                        DisabledPockets = new(["backports"]),
                        DisabledComponents = new(["restricted", "multiverse"]),
                        Architectures = new(["amd64", "i386"]),
                    },
                    new PackageRepository { Name = "docker", Url = "http://mirror.local/docker", Components = new(["stable"]), Distributions = new(["jammy"]), GpgKey = "-----BEGIN\nkey\n" },
                ]),
                Provisioner = new()
                {
                    KernelParameters = "console=ttyS1 quiet",
                    HttpProxy = "",
                    NtpServers = new(["10.0.0.1", "10.0.0.2"]),
                    DnsServers = new(["10.0.0.3"]),
                },
            },
        };
        var first = await region.Driver.ConfigureProvisionerAsync(site, region.Context, default).Soon();
        Assert.True(first.Status == ActionStatus.Success, string.Join("\n", first.Messages));
        var repositories = (await ListAsync(region, "package-repositories/")).ToDictionary(item => item.Text("name"));
        Assert.Equal(["docker", "main_archive", "ports_archive"], repositories.Keys.Order());
        Assert.Equal(("http://archive.local/ubuntu", "backports", "multiverse, restricted"), (repositories["main_archive"].Text("url"),
            repositories["main_archive"].Texts("disabled_pockets").ToString(), string.Join(", ", repositories["main_archive"].Texts("disabled_components").Order())));
        Assert.Equal(("stable", "jammy"), (repositories["docker"].Texts("components").ToString(), repositories["docker"].Texts("distributions").ToString()));
        Assert.Equal("//node", (await ListAsync(region, "tags/")).Single(tag => tag.Text("name") == "virtio").Text("definition"));
        Assert.Equal(("console=ttyS1 quiet", false, "10.0.0.1 10.0.0.2", "10.0.0.3"), ((string?)await ConfigAsync(region, "kernel_opts"),
            (bool)await ConfigAsync(region, "enable_http_proxy"), (string?)await ConfigAsync(region, "ntp_servers"), (string?)await ConfigAsync(region, "upstream_dns")));

        var writes = region.Maas.Writes;
        var second = await region.Driver.ConfigureProvisionerAsync(site, region.Context, default).Soon();
        Assert.True(second.Changes == 0, string.Join("\n", second.Messages));
        Assert.Equal(writes, region.Maas.Writes);
    }

    [Fact]
    public async Task A_repository_that_MAAS_refuses_is_named_and_the_others_are_made()
    {
        using var region = await LabRegion.StartAsync(0);
        var site = new SiteDesign
        {
            Region = Harbour with
            {
                Repositories = new(
                [
                    new PackageRepository { Name = "bad", Url = "not a url" }, new PackageRepository { Name = "rpms", Url = "http://x", RepositoryType = "rpm" },
                    new PackageRepository { Name = "good", Url = "http://mirror.local/good" },
                ]),
            },
        };
        var result = await region.Driver.ConfigureProvisionerAsync(site, region.Context, default).Soon();
        Assert.Same(ErrorCatalogue.MaasInvalid, result.Error!.Error);
        Assert.Contains("'bad'", result.Message, StringComparison.Ordinal);
        Assert.Contains("'rpms' is of type rpm", result.Message, StringComparison.Ordinal);
        Assert.Contains("good", (await ListAsync(region, "package-repositories/")).Select(item => item.Text("name")));
    }

    [Fact]
    public async Task A_missing_image_is_selected_imported_and_waited_for_and_then_nothing_is_written()
    {
        using var region = await LabRegion.StartAsync(0, options: lab => lab with
        {
            Images = new Dictionary<string, IReadOnlyList<string>> { ["ubuntu/jammy"] = ["ga-22.04", "hwe-22.04"] },
        });
        var site = Deploys(("noble", "ga-24.04"), ("jammy", "ga-22.04"));
        var said = new ConcurrentQueue<string>();
        var context = region.Context with { SiteProgress = (text, percent) => said.Enqueue($"{text} {percent}") };
        var before = await region.Driver.ValidateServicesAsync(site, region.Context, default).Soon();
        Assert.Contains("no image 'noble' for node01", before.Message, StringComparison.Ordinal);
        var first = await region.Driver.CreateBootMediaAsync(site, context, default).Soon();
        Assert.True(first.Status == ActionStatus.Success, string.Join("\n", first.Messages));
        Assert.Contains(said, text => text.StartsWith("Importing images: ", StringComparison.Ordinal));
        Assert.Equal(ActionStatus.Success, (await region.Driver.ValidateServicesAsync(site, region.Context, default).Soon()).Status);
        var writes = region.Maas.Writes;
        Assert.Equal(0, (await region.Driver.CreateBootMediaAsync(site, region.Context, default).Soon()).Changes);
        Assert.Equal(writes, region.Maas.Writes);
    }

    [Fact]
    public async Task Images_that_nobody_offers_or_uploaded_are_errors_that_name_them()
    {
        using var region = await LabRegion.StartAsync(0);
        var result = await region.Driver.CreateBootMediaAsync(Deploys(("plan9", null), ("custom/ours", null)), region.Context, default).Soon();
        Assert.Same(ErrorCatalogue.MaasNotReady, result.Error!.Error);
        Assert.Contains("'plan9' for node01", result.Message, StringComparison.Ordinal);
        Assert.Contains("'custom/ours' for node02", result.Message, StringComparison.Ordinal);
        Assert.Contains("upload it", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_of_hardware_profiles_are_uploaded_changed_and_left_alone()
    {
        using var region = await LabRegion.StartAsync(0);
        var folder = Directory.CreateTempSubdirectory("drydock-scripts");
        try
        {
            var file = Path.Combine(folder.FullName, "raid.sh");
            await File.WriteAllTextAsync(file, "#!/bin/sh\r\necho raid\r\n");
            var profile = new HardwareProfile
            {
                Name = "h1",
                Source = new SourceLocation(Path.Combine(folder.FullName, "profiles.yaml"), 1, 1),
                Scripts = new(
                [
                    new HardwareScript { Name = "setup-raid", Path = "raid.sh", Purpose = HardwareScriptPurpose.Raid, Tags = new(["h1"]) },
                    new HardwareScript { Name = "burn-in", Content = "#!/bin/sh\nexit 0\n", Type = HardwareScriptType.Testing },
                ]),
            };
            var site = new SiteDesign { Region = Harbour, HardwareProfiles = new([profile]) };
            var first = await region.Driver.PrepareHardwareConfigAsync(site, region.Context, default).Soon();
            Assert.True(first is { Status: ActionStatus.Success, Changes: 2 }, string.Join("\n", first.Messages));
            var scripts = (await ListAsync(region, "scripts/")).ToDictionary(script => script.Text("name"));
            Assert.Equal((0, 2), (scripts["setup-raid"].Int("type"), scripts["burn-in"].Int("type")));
            Assert.Empty(new[] { "raid", "h1", "noauto" }.Except(scripts["setup-raid"].Texts("tags")));
            Assert.Equal("#!/bin/sh\necho raid\n", (string?)await region.Session.Api.GetAsync("scripts/setup-raid", new MaasForm().Add("op", "download"), default).Soon());
            var writes = region.Maas.Writes;
            Assert.Equal(0, (await region.Driver.PrepareHardwareConfigAsync(site, region.Context, default).Soon()).Changes);
            Assert.Equal(writes, region.Maas.Writes);

            await File.WriteAllTextAsync(file, "#!/bin/sh\necho newer\n");
            Assert.Equal(1, (await region.Driver.PrepareHardwareConfigAsync(site, region.Context, default).Soon()).Changes);
            File.Delete(file);
            var lost = await region.Driver.PrepareHardwareConfigAsync(site, region.Context, default).Soon();
            Assert.Contains("'setup-raid' of hardware profile 'h1' cannot be read from", lost.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_script_of_two_profiles_is_one_and_must_not_differ()
    {
        using var region = await LabRegion.StartAsync(0);
        var one = new HardwareProfile { Name = "h1", Scripts = new([new HardwareScript { Name = "same", Content = "#!/bin/sh\n" }]) };
        var other = one with { Name = "h2", Scripts = new([new HardwareScript { Name = "same", Content = "#!/bin/bash\n" }]) };
        var good = new SiteDesign { Region = Harbour, HardwareProfiles = new([one, one with { Name = "h2" }]) };
        Assert.Equal(1, (await region.Driver.PrepareHardwareConfigAsync(good, region.Context, default).Soon()).Changes);
        var bad = await region.Driver.PrepareHardwareConfigAsync(new() { Region = Harbour, HardwareProfiles = new([one, other]) }, region.Context, default).Soon();
        Assert.Contains("'same' differs between the hardware profiles 'h1' and 'h2'", bad.Message, StringComparison.Ordinal);
    }

    private static SiteDesign Deploys(params (string Image, string? Kernel)[] images) => new()
    {
        Region = Harbour,
        Nodes = new(images.Select((image, index) => new BaremetalNode { Name = $"node{index + 1:00}", Image = image.Image, Kernel = image.Kernel })),
    };

    private static Task<JToken> ConfigAsync(LabRegion region, string name) =>
        region.Session.Api.GetAsync("maas/", new MaasForm().Add("op", "get_config").Add("name", name), default).Soon();

    private static async Task<JToken[]> ListAsync(LabRegion region, string path) => [.. (JArray)await region.Session.Api.GetAsync(path, null, default).Soon()];
}
