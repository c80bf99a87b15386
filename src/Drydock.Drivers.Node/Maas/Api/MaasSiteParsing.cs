using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>Objects of a region other than machines, from MAAS's JSON.</summary>
public static class MaasSiteParsing
{
    /// <summary>A DNS domain (<c>DomainHandler</c>).</summary>
    /// <param name="json">The domain's JSON.</param>
    public static MaasDomain Domain(JToken json) => new()
    {
        Id = json.Int("id"),
        Name = json.Text("name"),
        Authoritative = json.Flag("authoritative"),
        Ttl = (int?)json.Number("ttl"),
        IsDefault = json.Flag("is_default"),
        RecordCount = json.Int("resource_record_count"),
    };

    /// <summary>A tag (<c>TagHandler</c>).</summary>
    /// <param name="json">The tag's JSON.</param>
    public static MaasTag Tag(JToken json) => new()
    {
        Name = json.Text("name"),
        Definition = json.Text("definition"),
        KernelOptions = json.Text("kernel_opts"),
        Comment = json.Text("comment"),
    };

    /// <summary>A public SSH key (<c>SSHKeyHandler</c>).</summary>
    /// <param name="json">The key's JSON.</param>
    public static MaasSshKey SshKey(JToken json) => new()
    {
        Id = json.Int("id"),
        Key = json.Text("key"),
        Source = json.Text("keysource"),
    };

    /// <summary>A package repository (<c>PackageRepositoryHandler</c>).</summary>
    /// <param name="json">The repository's JSON.</param>
    public static MaasPackageRepository PackageRepository(JToken json) => new()
    {
        Id = json.Int("id"),
        Name = json.Text("name"),
        Url = json.Text("url"),
        Distributions = json.Texts("distributions"),
        Components = json.Texts("components"),
        Architectures = json.Texts("arches"),
        DisabledPockets = json.Texts("disabled_pockets"),
        DisabledComponents = json.Texts("disabled_components"),
        DisableSources = json.Flag("disable_sources"),
        Key = json.Text("key"),
        Enabled = json.Flag("enabled"),
    };

    /// <summary>An image (<c>BootResourceHandler</c>).</summary>
    /// <param name="json">The image's JSON.</param>
    public static MaasBootResource BootResource(JToken json) => new()
    {
        Id = json.Int("id"),
        Type = json.Text("type"),
        Name = json.Text("name"),
        Architecture = json.Text("architecture"),
        Subarchitectures = new(json.Text("subarches").Split([','], StringSplitOptions.RemoveEmptyEntries)),
        LastDeployed = json.OptionalText("last_deployed"),
    };

    /// <summary>A script (<c>NodeScriptHandler</c>).</summary>
    /// <param name="json">The script's JSON.</param>
    public static MaasScript Script(JToken json) => new(json.Text("name"), json.Int("type"), json.Texts("tags"), json.Flag("default"));

    /// <summary>A rack controller (<c>RackControllerHandler</c>).</summary>
    /// <param name="json">The controller's JSON.</param>
    public static MaasRackController RackController(JToken json) => new()
    {
        SystemId = json.Text("system_id"),
        Hostname = json.Text("hostname"),
        Fqdn = json.Text("fqdn"),
        Version = json.Text("version"),
        IPAddresses = json.Texts("ip_addresses"),
        Services = new(json.Items("service_set").GroupBy(service => service.Text("name"))
            .Select(service => new KeyValuePair<string, string>(service.Key, service.Last().Text("status")))),
        MacAddresses = new(json.Items("interface_set").Select(nic => nic.Text("mac_address").ToLowerInvariant()).Where(mac => mac.Length > 0).Distinct()),
        VlanIds = new(json.Items("interface_set").Select(nic => nic.Object("vlan")).Where(vlan => vlan is not null)
            .Select(vlan => vlan.Int("id")).Distinct()),
    };

    /// <summary>An event (<c>EventsHandler</c>).</summary>
    /// <param name="json">The event's JSON.</param>
    public static MaasEvent Event(JToken json) => new()
    {
        Id = json.Number("id") ?? 0,
        Created = Time(json.OptionalText("created")),
        Level = json.Text("level"),
        Type = json.Text("type"),
        Description = json.Text("description"),
        Hostname = json.Text("hostname"),
        SystemId = json.Text("node"),
        User = json.Text("username"),
    };

    /// <summary>One script's result within its set (<c>NodeScriptResultHandler</c>).</summary>
    /// <param name="set">The set's JSON.</param>
    /// <param name="json">The result's JSON.</param>
    public static MaasScriptResult ScriptResult(JToken set, JToken json) => new()
    {
        SystemId = set.Text("system_id"),
        Id = json.Int("id"),
        Type = set.Text("type_name"),
        Name = json.Text("name"),
        Status = json.Text("status_name"),
        ExitStatus = (int?)json.Number("exit_status"),
        Started = Time(json.OptionalText("started")),
        Ended = Time(json.OptionalText("ended")),
        Runtime = json.Text("runtime"),
        Output = json.OptionalText("output") is { } output ? Decode(output) : null,
    };

    /// <summary>MAAS's own form of a time: RFC 2822, in events with a point after the month; always in UTC.</summary>
    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text?.Replace(". ", " ").Replace("-0000", "+0000"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Decode(string base64)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return base64;
        }
    }
}
