using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Model;

/// <summary>The region's settings (maasserver/models/config.py) by name.</summary>
internal sealed class Configuration
{
    private static readonly Dictionary<string, string[]> Choices = new(StringComparer.Ordinal)
    {
        ["default_osystem"] = ["ubuntu"],
        ["default_storage_layout"] = ["lvm", "bcache", "flat", "custom", "vmfs7", "vmfs6", "blank"],
        ["dnssec_validation"] = ["auto", "yes", "no"],
        ["network_discovery"] = ["enabled", "disabled"],
    };

    private readonly Dictionary<string, JToken> _values;
    private readonly string[] _names;

    public Configuration()
    {
        var defaults = Defaults();
        _names = [.. defaults.Properties().Select(property => property.Name)];
        _values = defaults.Properties().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
    }

    public string Text(string name) => (string?)Get(name) ?? "";

    public JToken Get(string name) => _values.TryGetValue(name, out var value) ? value : throw Unknown(name);

    /// <summary>Sets a value, kept as the kind that the setting's default has.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="text">The value as it came.</param>
    /// <param name="series">The series that images exist for.</param>
    public void Set(string name, string text, IEnumerable<string> series)
    {
        var now = Get(name);
        var choices = name is "default_distro_series" or "commissioning_distro_series" ? [.. series] : Choices.TryGetValue(name, out var fixedOnes) ? fixedOnes : null;
        if (choices is not null && !choices.Contains(text)) throw MaasError.Field(name, MaasError.NotOneOf(Word(name), text, choices));
        _values[name] = now.Type switch
        {
            JTokenType.Boolean => !(text.Length == 0 || text.Equals("false", StringComparison.OrdinalIgnoreCase) || text == "0"),
            JTokenType.Integer => long.TryParse(text, out var number) ? number : throw MaasError.Field(name, "Enter a whole number."),
            _ => text,
        };
    }

    /// <summary>How the error of a wrong choice calls a setting.</summary>
    private static string Word(string name) => name switch
    {
        "default_osystem" => "osystem",
        "default_distro_series" => "release",
        _ => name,
    };

    private static JObject Defaults() => new()
    {
        ["maas_name"] = "lab",
        ["theme"] = "",
        ["kernel_opts"] = null,
        ["enable_http_proxy"] = true,
        ["maas_proxy_port"] = 8000,
        ["use_peer_proxy"] = false,
        ["prefer_v4_proxy"] = false,
        ["http_proxy"] = null,
        ["default_dns_ttl"] = 30,
        ["upstream_dns"] = null,
        ["dnssec_validation"] = "auto",
        ["maas_internal_domain"] = "maas-internal",
        ["dns_trusted_acl"] = null,
        ["ntp_servers"] = "ntp.ubuntu.com",
        ["ntp_external_only"] = false,
        ["remote_syslog"] = null,
        ["maas_syslog_port"] = 5247,
        ["network_discovery"] = "enabled",
        ["active_discovery_interval"] = 10800,
        ["default_osystem"] = "ubuntu",
        ["default_distro_series"] = "jammy",
        ["default_min_hwe_kernel"] = "",
        ["default_storage_layout"] = "flat",
        ["commissioning_distro_series"] = "jammy",
        ["enable_third_party_drivers"] = true,
        ["windows_kms_host"] = null,
        ["enable_disk_erasing_on_release"] = false,
        ["disk_erase_with_secure_erase"] = true,
        ["disk_erase_with_quick_erase"] = false,
        ["boot_images_auto_import"] = true,
        ["boot_images_no_proxy"] = false,
        ["curtin_verbose"] = true,
        ["force_v1_network_yaml"] = false,
        ["enable_analytics"] = true,
        ["completed_intro"] = true,
        ["max_node_commissioning_results"] = 10,
        ["max_node_testing_results"] = 10,
        ["max_node_installation_results"] = 3,
        ["subnet_ip_exhaustion_threshold_count"] = 16,
        ["release_notifications"] = true,
        ["use_rack_proxy"] = true,
        ["node_timeout"] = 30,
        ["prometheus_enabled"] = false,
        ["prometheus_push_gateway"] = null,
        ["prometheus_push_interval"] = 60,
        ["promtail_enabled"] = false,
        ["promtail_port"] = 5238,
        ["enlist_commissioning"] = true,
        ["maas_auto_ipmi_user"] = "maas",
        ["maas_auto_ipmi_user_privilege_level"] = "ADMIN",
        ["maas_auto_ipmi_k_g_bmc_key"] = "",
        ["maas_auto_ipmi_cipher_suite_id"] = "3",
        ["maas_auto_ipmi_workaround_flags"] = null,
        ["vcenter_server"] = "",
        ["vcenter_username"] = "",
        ["vcenter_password"] = "",
        ["vcenter_datacenter"] = "",
        ["hardware_sync_interval"] = "15m",
        ["tls_cert_expiration_notification_enabled"] = false,
        ["tls_cert_expiration_notification_interval"] = 30,
        ["session_length"] = 1209600,
        ["auto_vlan_creation"] = true,
    };

    private MaasError Unknown(string name) =>
        MaasError.Model(name, $"{name} is not a valid config setting (valid settings are: {string.Join(", ", _names)}).");
}
