using System;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Model;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>Site-level objects as MAAS's JSON.</summary>
internal static class SiteJson
{
    public static JObject Json(this User user) => new()
    {
        ["is_superuser"] = user.IsSuperuser,
        ["username"] = user.Name,
        ["email"] = user.Email,
        ["is_local"] = true,
        ["resource_uri"] = Uris.Of($"users/{user.Name}/"),
    };

    public static JObject Json(this Domain domain, Region region) => new()
    {
        ["authoritative"] = domain.Authoritative,
        ["ttl"] = domain.Ttl,
        ["id"] = domain.Id,
        ["name"] = domain.Name,
        ["is_default"] = domain == region.DefaultDomain,
        ["resource_record_count"] = region.DnsResources.Values.Count(resource => resource.Domain == domain),
        ["resource_uri"] = Uris.Of($"domains/{domain.Id}/"),
    };

    public static JObject ZoneJson(this Grouping zone) => new()
    {
        ["name"] = zone.Name,
        ["description"] = zone.Description,
        ["id"] = zone.Id,
        ["resource_uri"] = Uris.Of($"zones/{zone.Name}/"),
    };

    public static JObject PoolJson(this Grouping pool) => new()
    {
        ["name"] = pool.Name,
        ["description"] = pool.Description,
        ["id"] = pool.Id,
        ["resource_uri"] = Uris.Of($"resourcepool/{pool.Id}/"),
    };

    public static JObject Json(this Tag tag) => new()
    {
        ["name"] = tag.Name,
        ["definition"] = tag.Definition,
        ["comment"] = tag.Comment,
        ["kernel_opts"] = tag.KernelOptions,
        ["resource_uri"] = Uris.Of($"tags/{tag.Name}/"),
    };

    public static JObject Json(this PackageRepository repository) => new()
    {
        ["name"] = repository.Name,
        ["url"] = repository.Url,
        ["distributions"] = new JArray(repository.Distributions),
        ["disabled_pockets"] = new JArray(repository.DisabledPockets),
        ["disabled_components"] = new JArray(repository.DisabledComponents),
        ["disable_sources"] = repository.DisableSources,
        ["components"] = new JArray(repository.Components),
        ["arches"] = new JArray(repository.Arches),
        ["key"] = repository.Key,
        ["enabled"] = repository.Enabled,
        ["id"] = repository.Id,
        ["resource_uri"] = Uris.Of($"package-repositories/{repository.Id}/"),
    };

    public static JObject Json(this DnsResource resource, Region region) => new()
    {
        ["address_ttl"] = resource.AddressTtl,
        ["ip_addresses"] = new JArray(resource.Addresses.Select(address => new JObject
        {
            ["created"] = Stamp(resource.Created),
            ["ip"] = address.ToString(),
            ["alloc_type"] = 4,
            ["alloc_type_name"] = "User reserved",
            ["subnet"] = region.Subnets.Values.FirstOrDefault(subnet => subnet.Network.Contains(address))?.Json(),
            ["owner"] = resource.Owner.Json(),
            ["interface_set"] = new JArray(),
            ["resource_uri"] = Uris.Of($"ipaddresses/"),
        })),
        ["resource_records"] = new JArray(),
        ["id"] = resource.Id,
        ["fqdn"] = resource.Fqdn,
        ["resource_uri"] = Uris.Of($"dnsresources/{resource.Id}/"),
    };

    /// <summary>A key in the list; a key that was just created lacks its address, and its source is null then.</summary>
    public static JObject Json(this SshKey key, bool created)
    {
        var json = new JObject { ["id"] = key.Id, ["key"] = key.Key, ["keysource"] = created ? null : "" };
        if (!created) json["resource_uri"] = Uris.Of($"account/prefs/sshkeys/{key.Id}/");
        return json;
    }

    public static JObject Json(this NodeEvent entry) => new()
    {
        ["username"] = entry.User,
        ["node"] = entry.Node.SystemId,
        ["hostname"] = entry.Node.Hostname,
        ["id"] = entry.Id,
        ["level"] = entry.Level,
        ["created"] = entry.Created.ToString("ddd, dd MMM. yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        ["type"] = entry.Kind,
        ["description"] = entry.Description,
    };

    /// <summary>A time as results write it.</summary>
    public static string Stamp(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>A time as script sets write it.</summary>
    public static string? Mail(DateTimeOffset? time) => time?.ToString("ddd, dd MMM yyyy HH:mm:ss '-0000'", CultureInfo.InvariantCulture);
}
