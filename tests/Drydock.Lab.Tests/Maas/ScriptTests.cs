using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Tests.Maas;

/// <summary>Scripts: uploaded, changed, chosen by name, tag and parameter, run, failing, overridden.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Firmware = """
        #!/bin/bash
        # --- Start MAAS 1.0 script metadata ---
        # name: 45-firmware
        # title: Firmware of the RAID controller
        # script_type: commissioning
        # tags: [firmware, raid]
        # parameters:
        #   version: {type: string, default: "1.0"}
        # --- End MAAS 1.0 script metadata ---
        echo "firmware is $version"
        """;

    private readonly MaasSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task An_uploaded_script_says_itself_what_it_is()
    {
        var made = (await UploadAsync(Firmware)).Object;
        Assert.Equal(("45-firmware", "Firmware of the RAID controller", 0, false),
            ((string)made["name"]!, (string)made["title"]!, (int)made["type"]!, (bool)made["default"]!));
        Assert.Equal(["firmware", "raid"], made["tags"]!.Select(tag => (string)tag!));
        Assert.Equal("1.0", (string?)made["parameters"]!["version"]!["default"]);
        Assert.Equal(Firmware, (await _site.Client.GetAsync("scripts/45-firmware?op=download")).Body);
        Assert.Contains("45-firmware", (await _site.Client.GetAsync("scripts/?type=commissioning&filters=raid")).Json.Select(script => (string)script["name"]!));
    }

    [Fact]
    public async Task A_script_is_changed_and_deleted_but_not_one_of_MAASs_own()
    {
        await UploadAsync(Firmware);
        var changed = await _site.Client.PutAsync("scripts/45-firmware", ("script", Firmware + "\nexit 0\n"), ("comment", "ends well"));
        Assert.Equal(2, changed.Object["history"]!.Count());
        Assert.Equal((400, "Unable to delete default script"), Brief(await _site.Client.DeleteAsync("scripts/maas-lshw")));
        Assert.Equal(204, (await _site.Client.DeleteAsync("scripts/45-firmware")).Status);
        Assert.Equal((404, "No Script matches the given query."), Brief(await _site.Client.GetAsync("scripts/45-firmware")));
    }

    [Theory]
    [InlineData("echo hi", "script", "Must start with shebang.")]
    [InlineData("#!/bin/sh\n", "name", "This field is required.")]
    public async Task What_is_no_script_is_refused(string content, string field, string message) =>
        Assert.Contains(message, (await UploadAsync(content)).Object[field]!.Select(text => (string)text!));

    [Fact]
    public async Task Commissioning_runs_scripts_chosen_by_tag_with_parameters_and_keeps_their_output()
    {
        await UploadAsync(Firmware);
        var id = await _site.EnlistAsync();
        var answer = await _site.Client.PostAsync($"machines/{id}/?op=commission",
            ("commissioning_scripts", "firmware"), ("45-firmware_version", "2.7"), ("testing_scripts", "none"));
        Assert.Equal(200, answer.Status);
        await _site.WaitForStatusAsync("Ready");
        var result = (await ResultsAsync(id, "current-commissioning")).Single(script => (string)script["name"]! == "45-firmware");
        Assert.Equal(("Passed", 0, "firmware is 2.7\n"), ((string)result["status_name"]!, (int)result["exit_status"]!, Output(result)));
    }

    [Fact]
    public async Task An_unchosen_script_does_not_run()
    {
        await UploadAsync(Firmware);
        var id = await _site.CommissionAsync();
        Assert.DoesNotContain("45-firmware", (await ResultsAsync(id, "current-commissioning")).Select(script => (string)script["name"]!));
    }

    [Fact]
    public async Task A_script_that_does_not_exist_is_refused()
    {
        var id = await _site.EnlistAsync();
        var answer = await _site.Client.PostAsync($"machines/{id}/?op=commission", ("commissioning_scripts", "nosuch"));
        Assert.Equal((400, """{"commissioning_scripts":["Select a valid choice. nosuch is not one of the available choices."]}"""), Brief(answer));
    }

    [Fact]
    public async Task Failed_tests_can_be_overridden()
    {
        var id = await _site.EnlistAsync();
        _site.Faults.Add(new LabFault(LabFaultKind.TestingFails, "n1", Count: 1));
        await _site.Client.PostAsync($"machines/{id}/?op=commission");
        await _site.WaitForStatusAsync("Failed testing");
        Assert.Equal("smartctl-validate", (string?)(await ResultsAsync(id, "current-testing")).Last(script => (int)script["status"]! == 3)["name"]);
        Assert.Equal(400, (await _site.Client.PostAsync($"machines/{id}/?op=commission")).Status);
        Assert.Equal("Ready", (string?)(await _site.Client.PostAsync($"machines/{id}/?op=override_failed_testing")).Object["status_name"]);
    }

    [Fact]
    public async Task Images_are_imported_as_selected_with_progress_and_needed_to_deploy()
    {
        var id = await _site.CommissionAsync();
        var refused = await _site.Client.PostAsync($"machines/{id}/?op=deploy", ("distro_series", "bionic"));
        Assert.Equal((400, """{"distro_series":["'bionic' is not a valid distro_series.  It should be one of: '', 'ubuntu/focal', 'ubuntu/jammy', 'ubuntu/noble'."]}"""), Brief(refused));
        var selected = await _site.Client.PostAsync("boot-sources/1/selections/", ("os", "ubuntu"), ("release", "bionic"), ("arches", "amd64"));
        Assert.Equal(200, selected.Status);
        Assert.Equal((200, "Import of boot resources started"), Brief(await _site.Client.PostAsync("boot-resources/?op=import")));
        Assert.Equal("true", (await _site.Client.GetAsync("boot-resources/?op=is_importing")).Body);
        for (var looks = 0; (await _site.Client.GetAsync("boot-resources/?op=is_importing")).Body == "true"; looks++)
        {
            Assert.True(looks < 2000, "The import does not end.");
            await _site.Clock.Delay(TimeSpan.FromSeconds(5), default);
        }

        var images = (await _site.Client.GetAsync("boot-resources/")).Json;
        Assert.Equal(["amd64/ga-18.04", "amd64/hwe-18.04"], images.Where(image => (string)image["name"]! == "ubuntu/bionic").Select(image => (string)image["architecture"]!));
        Assert.Equal(200, (await _site.Client.PostAsync($"machines/{id}/?op=deploy", ("distro_series", "bionic"), ("user_data", Convert.ToBase64String([1, 2])))).Status);
        Assert.Equal([1, 2], _site.Maas.UserDataOf("n1"));
    }

    [Fact]
    public async Task An_image_that_the_source_lacks_cannot_be_selected()
    {
        var answer = await _site.Client.PostAsync("boot-sources/1/selections/", ("os", "ubuntu"), ("release", "warty"));
        Assert.Equal("OS ubuntu with release warty has no available images for download", (string?)answer.Object["os"]![0]);
    }

    private Task<MaasAnswer> UploadAsync(string content) => _site.Client.PostAsync("scripts/", ("script", content));

    private async Task<JArray> ResultsAsync(string id, string set) =>
        (JArray)(await _site.Client.GetAsync($"nodes/{id}/results/{set}/?include_output=true")).Object["results"]!;

    private static string Output(JToken result) => Encoding.UTF8.GetString(Convert.FromBase64String((string)result["output"]!));

    private static (int, string) Brief(MaasAnswer answer) => (answer.Status, answer.Body);
}
